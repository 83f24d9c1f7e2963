/** Texts of a story, in the browser: what is a sentence, what is a question, where a word stands. No DOM. */

/** More rows than any memory holds, and fewer than make a browser slow. */
export const MOST = 1000;

/** Characters of one sentence. */
export const LONGEST = 20000;

const NUMBERED = /^(\d+)[.):]?\s+(?=\S)/;
const SENTENCE_END = /(?<=[.!?؟])\s+|(?<=[。！？])\s*(?=\S)/;
const ASKED_IN_A_FILE = /^\s*\d+ [^\t\n]*\t/m;

/** Whether a sentence asks. */
export function isQuestion(text) {
  return /[?？؟]$/.test(text.trim());
}

/** Whether a text has a question with its answer as bAbI's files have them; the server reads those. */
export function isFile(text) {
  return ASKED_IN_A_FILE.test(text);
}

/** The sentences of a pasted text: one a line or several to a line, numbered or not. The same rule as in story.py. */
export function sentences(text) {
  const lines = text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/).map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean);
  return withoutNumbers(lines).flatMap((line) => line.split(SENTENCE_END)).filter(Boolean);
}

/** Lines without their numbers, if every one has a number and the numbers rise. */
function withoutNumbers(lines) {
  const found = lines.map((line) => NUMBERED.exec(line));
  const rising = found.every((match, i) => match && (!i || Number(match[1]) > Number(found[i - 1][1])));
  return rising ? lines.map((line, i) => line.slice(found[i][0].length)) : lines;
}

/** A text with every occurrence of a word, or of a name of several words, replaced; a capital stays one. */
export function replaceWord(text, word, by) {
  const spelled = word.trim().replace(/[\\^$.*+?()[\]{}|]/g, "\\$&").replace(/\s+/g, "\\s+");
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_])${spelled}(?![\\p{L}\\p{N}_])`, "giu");
  return text.replace(whole, (found) => (/^\p{Lu}/u.test(found) ? by[0].toUpperCase() + by.slice(1) : by));
}
