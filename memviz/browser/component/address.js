/**
 * The page's address, which is the link to what it shows. Views write it, and not Streamlit, so that a step or a letter
 * typed makes no new entry in the browser's history. Every view has a module of its own, so what they share is global.
 */

const OWN = ["hop", "item", "step"]; // what views alone know
const EMBED = ["embed", "embed_options"]; // Streamlit's
const THEMES = ["light_theme", "dark_theme"]; // of its embed_options
const BESIDE = [...OWN, ...EMBED, "mute", "fix", "lang"]; // what is said of a picture: it stays the same picture

/**
 * What has been opened and not yet taken up: an address comes with the page, and when somebody goes back or forward. Of
 * a page that is loaded again, the address may be older than the text that was written there.
 */
function opened() {
  if (!globalThis.memvizOpened) {
    globalThis.memvizOpened = { page: true, hop: true, text: !isReload() };
    addEventListener("popstate", () => Object.assign(globalThis.memvizOpened, { page: true, hop: true, text: true }));
  }
  return globalThis.memvizOpened;
}

/** Whether the page is here because somebody loaded it once more. */
export function isReload() {
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return visit?.type === "reload";
}

/** Whether the text of the address is newer than any that is written on the page. */
export function isTextOpened() {
  return opened().text;
}

/** From here on, what is written on the page is newer than the address. */
export function takeText() {
  opened().text = false;
}

/** The hop, from 0, of an address that has just been opened, Infinity if it names none; null of any other address. */
export function takeHop() {
  if (!opened().hop) return null;
  opened().hop = false;
  const named = /^[1-9]\d?$/.exec(new URLSearchParams(location.search).get("hop") ?? "");
  return named ? Number(named[0]) - 1 : Infinity;
}

/** Says in the address which hop is shown; null says that it is the one that is shown without being asked for. */
export function writeHop(hop) {
  const query = new URLSearchParams(location.search);
  if (hop === null) query.delete("hop");
  else query.set("hop", hop + 1);
  writeAddress(query, false);
}

/**
 * Takes what a page says of itself into the address; `quiet` makes no new entry, and neither does what was opened.
 * Another picture begins at its last hop.
 */
export function writePage(page, quiet, theme) {
  const query = addressOf(location.search, page, theme);
  if (!opened().page && picture(query) !== picture(location.search)) query.delete("hop");
  writeAddress(query, !quiet && !opened().page);
  opened().page = false;
}

/** The parameters of a page, with those of `search` that are the views' own or Streamlit's; `theme` is "" for the system's. */
export function addressOf(search, page, theme) {
  const [here, query] = [new URLSearchParams(search), new URLSearchParams(page)];
  for (const name of [...OWN, "embed"]) if (here.has(name)) query.set(name, here.get(name) ?? "");
  const options = here.getAll("embed_options").filter((option) => !THEMES.includes(option));
  for (const option of [...options, ...(theme ? [`${theme}_theme`] : [])]) query.append("embed_options", option);
  return query;
}

/** What a picture is of, whatever is said of it besides. */
function picture(search) {
  const query = new URLSearchParams(search);
  for (const name of BESIDE) query.delete(name);
  return sorted(query);
}

function sorted(search) {
  const query = new URLSearchParams(search);
  query.sort();
  return query.toString();
}

function writeAddress(query, anew) {
  if (sorted(query) === sorted(location.search)) return;
  const text = query.toString();
  const address = `${location.pathname}${text && `?${text}`}${location.hash}`;
  history[anew ? "pushState" : "replaceState"](history.state, "", address);
}
