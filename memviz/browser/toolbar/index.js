/** The bar that shares what a page shows, as a Streamlit component; with it the address follows the page. */
import { writePage } from "../component/address.js";
import { themeOf } from "../component/theme.js";
import { Toolbar } from "./toolbar.js";
import { unasked } from "./unasked.js";

/** Runs at every change of data or theme, so the bar is kept on the element it lives in. */
export default function ({ data, parentElement, setTriggerValue }) {
  const fresh = !parentElement.toolbar;
  parentElement.toolbar ??= new Toolbar();
  if (fresh) parentElement.append(parentElement.toolbar.node);
  parentElement.toolbar.tell = setTriggerValue;
  parentElement.toolbar.update(data);
  writePage(data.query, fresh || data.quiet, themeOf(parentElement.host ?? parentElement));
  document.documentElement.lang = data.language;
  unasked().settle(data.session);
  return () => {
    parentElement.toolbar?.node.remove();
    parentElement.toolbar = undefined;
  };
}
