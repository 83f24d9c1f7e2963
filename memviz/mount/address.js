/**
 * The page's address, which is the link to what it shows. Views write it, and not Streamlit, so that a step or a letter
 * typed makes no new entry in the browser's history. Every view has a module of its own, so what they share is global.
 */

const OWN = ["hop", "item", "step"]; // what views alone know
const THEMES = ["light_theme", "dark_theme"]; // of Streamlit's embed_options

/** What has been opened and not yet taken up: an address comes with the page, and when somebody goes back or forward. */
function opened() {
  if (!globalThis.memvizOpened) {
    globalThis.memvizOpened = { page: true, hop: true };
    addEventListener("popstate", () => Object.assign(globalThis.memvizOpened, { page: true, hop: true }));
  }
  return globalThis.memvizOpened;
}

/** The hop, from 0, that an address names which has just been opened; null otherwise. */
export function takeHop() {
  const named = opened().hop && /^[1-9]\d?$/.exec(new URLSearchParams(location.search).get("hop"));
  opened().hop = false;
  return named ? Number(named[0]) - 1 : null;
}

/** Says in the address which hop is shown; null says that it is the one that is shown without being asked for. */
export function writeHop(hop) {
  const query = new URLSearchParams(location.search);
  if (hop === null) query.delete("hop");
  else query.set("hop", hop + 1);
  writeAddress(query, false);
}

/** Takes what a page says of itself into the address; `quiet` makes no new entry, and neither does what was opened. */
export function writePage(page, quiet, theme) {
  const query = addressOf(location.search, page, theme);
  writeAddress(query, !quiet && !opened().page);
  opened().page = false;
}

/** The parameters of a page, with those of `search` that are the views' own or Streamlit's; `theme` is "" for the system's. */
export function addressOf(search, page, theme) {
  const [here, query] = [new URLSearchParams(search), new URLSearchParams(page)];
  for (const name of OWN) if (here.has(name)) query.set(name, here.get(name));
  if (here.has("embed")) query.set("embed", here.get("embed"));
  const options = here.getAll("embed_options").filter((option) => !THEMES.includes(option));
  for (const option of [...options, ...(theme ? [`${theme}_theme`] : [])]) query.append("embed_options", option);
  return query;
}

function writeAddress(query, anew) {
  const text = query.toString();
  if (text === location.search.replace("?", "")) return;
  const address = `${location.pathname}${text && `?${text}`}${location.hash}`;
  history[anew ? "pushState" : "replaceState"](history.state, "", address);
}
