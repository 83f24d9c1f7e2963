/** The place of a view on the page. Its code comes by way of carrier.js; code of another id begins it anew. */
import { entryOf, parted } from "./views.js";

/** Runs at every change of data or theme. */
export default function (told) {
  const here = (told.parentElement.memviz ??= {});
  const [code, data] = parted(told.data);
  const mount = { ...told, data: JSON.parse(new TextDecoder().decode(data)) };
  if (here.code !== code) clear(here);
  Object.assign(here, { code, mount });
  const { view, loaded } = entryOf(code);
  if (view) draw(here, view);
  else loaded.then((view) => here.code === code && draw(here, view));
  return () => here.mount === mount && clear(here); // an older run's end may come after the run that followed it
}

function draw(here, { draw, style }) {
  if (!here.sheet) {
    here.sheet = document.createElement("style");
    here.sheet.textContent = style;
    here.mount.parentElement.append(here.sheet);
  }
  here.end = draw(here.mount);
}

function clear(here) {
  here.end?.();
  here.sheet?.remove();
  here.code = here.sheet = here.end = undefined;
}
