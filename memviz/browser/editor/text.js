/** Texts of a story, in the browser: how long they may be, what is pasted, where a word stands. No DOM. */
import { spelled } from "../component/spelling.js";
import { splitText } from "./splitter.js";

/** More rows than any memory holds, and fewer than make a browser slow. */
export const MOST = 1000;

/** Characters of one sentence. */
export const LONGEST = 20000;

const ASKED_IN_A_FILE = /^\s*\d+ [^\t\n]*\t/m;

/** Whether a text has a question with its answer as bAbI's files have them; the server reads those. */
export function isFile(text) {
  return ASKED_IN_A_FILE.test(text);
}

/** The sentences of a pasted text, each as one line. */
export function sentences(text) {
  return splitText(text).map((sentence) => sentence.replace(/\s+/g, " "));
}

/** A text with every occurrence of a word, or of a name of several words, replaced; a capital stays one. */
export function replaceWord(text, word, by) {
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_])${spelled(word)}(?![\\p{L}\\p{N}_])`, "giu");
  return text.replace(whole, (found) => (/^\p{Lu}/u.test(found) ? by[0].toUpperCase() + by.slice(1) : by));
}
