/** Where the talk is kept: in the browser, and in the page where the browser keeps nothing. */
import { deckIn, fileText } from "./deck.js";

const PAGE = Symbol.for("memviz talk");
const PLACE = "memviz talk";
const HINTED = "memviz talk hint";

/** The talk that is kept, null if there is none or if another version wrote it. */
export function keptDeck() {
  return tried(() => deckIn(tried(() => localStorage.getItem(PLACE)) ?? globalThis[PAGE]));
}

/** Keeps a talk; false if a reload would lose it. */
export function keepDeck(deck) {
  globalThis[PAGE] = fileText(deck);
  const kept = tried(() => {
    localStorage.setItem(PLACE, globalThis[PAGE]);
    return true;
  });
  return kept ?? false;
}

/** Calls back when another tab has changed the talk; gives what ends that. */
export function watchDeck(changed) {
  const listen = (event) => event.key === PLACE && changed();
  addEventListener("storage", listen);
  return () => removeEventListener("storage", listen);
}

/** Whether the hint about keys has not been shown in this browser yet; it counts as shown from then on. */
export function needsHint() {
  const shown = tried(() => localStorage.getItem(HINTED)) ?? globalThis[Symbol.for(HINTED)];
  globalThis[Symbol.for(HINTED)] = "1";
  tried(() => localStorage.setItem(HINTED, "1"));
  return !shown;
}

/** What a function gives, null where it throws: a browser may refuse even the mention of its storage. */
function tried(work) {
  try {
    return work();
  } catch {
    return null;
  }
}
