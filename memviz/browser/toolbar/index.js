/** The bar that shares what a page shows, as a Streamlit component; with it the address follows the page. */
import { writePage } from "../component/address.js";
import { mountToolbar } from "./toolbar.js";
import { unasked } from "./unasked.js";

/** Runs at every change of data or theme, so the bar is kept on the element it lives in. */
export default function ({ data, parentElement, setTriggerValue }) {
  const fresh = !parentElement.toolbar;
  parentElement.toolbar ??= mountToolbar(parentElement);
  parentElement.toolbar.update(data, setTriggerValue);
  writePage(data.query, fresh || data.quiet, themeOf(parentElement.host ?? parentElement));
  document.documentElement.lang = data.language;
  unasked().settle(data.session);
  return () => {
    parentElement.toolbar?.node.remove();
    parentElement.toolbar = undefined;
  };
}

/** The page's theme where it is not the one that the system prefers. */
function themeOf(node) {
  const [red, green, blue] = colorOf(getComputedStyle(node).getPropertyValue("--st-background-color"));
  const theme = red + green + blue < 3 * 128 ? "dark" : "light";
  return theme === (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light") ? "" : theme;
}

function colorOf(text) {
  const hex = /^\s*#(..)(..)(..)/.exec(text);
  return hex ? hex.slice(1).map((two) => parseInt(two, 16)) : (text.match(/\d+/g) ?? [255, 255, 255]).map(Number);
}
