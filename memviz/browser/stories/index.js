// @ts-check
/** The page of stories as a Streamlit component; with it the address follows the page. */
import { isTextOpened, takeHop, takeText, writeHop, writePage } from "../component/address.js";
import { themeOf } from "../component/theme.js";
import { mountStories } from "./stories.js";

const SETTLED = 150; // ms: writing an address takes longer than drawing a hop

/** Runs at every change of data or theme, so the view is kept on the element it lives in. @param {any} mount */
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const server = {
    tell: (draft) => setStateValue("draft", draft),
    want: (what, value) => setTriggerValue("want", { what, value }),
    isOpened: isTextOpened,
    take: takeText,
    stepped: (hop, last) => {
      clearTimeout(parentElement.stepping);
      parentElement.stepping = setTimeout(() => writeHop(hop === last || !hop ? null : hop - 1), SETTLED);
    },
  };
  const fresh = !parentElement.stories;
  parentElement.stories ??= mountStories(parentElement, data, server);
  Object.assign(parentElement.stories.server, { tell: server.tell, want: server.want, link: () => writeLink(data, data.quiet, parentElement) });
  parentElement.stories.update(data, takeHop());
  if (fresh) writeLink(data, true, parentElement);
  clearTimeout(parentElement.linking);
  parentElement.linking = setTimeout(() => writeLink(data, data.quiet, parentElement), SETTLED);
  return () => {
    for (const timer of [parentElement.stepping, parentElement.linking]) clearTimeout(timer);
    parentElement.stories?.destroy();
    parentElement.stories = undefined;
  };
}

/**
 * @param {any} data
 * @param {boolean} quiet
 * @param {any} node
 */
function writeLink(data, quiet, node) {
  writePage(data.query, quiet, themeOf(node.host ?? node));
  document.documentElement.lang = data.language;
}
