/** How a word of a network may stand in a text that was typed; see memviz/story/form.py. No DOM. */

/** Signs that nobody sees, as a part of a regular expression with the flag u. */
export const UNSEEN = "[\\p{Default_Ignorable_Code_Point}\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\ufff9-\\ufffb]";

const ALIKE = { "'": "['’‘‛′‵´ʼʻʹ]", "-": "[-‐‑−]", " ": "\\s+" };

/** A regular expression, as a text, for a word or several as they may have been typed. */
export function spelled(word) {
  const letters = Array.from(word.trim().replace(/\s+/g, " "), (letter) => ALIKE[letter] ?? letter.replace(/[\\^$.*+?()[\]{}|]/, "\\$&"));
  return letters.join(`${UNSEEN}*`);
}

/** A word that was found so, as the network has it. */
export function unspelled(word) {
  const shown = word.normalize("NFKC").replace(new RegExp(UNSEEN, "gu"), "").replace(/\s+/g, " ");
  return Object.entries(ALIKE).reduce((text, [letter, alike]) => text.replace(new RegExp(alike, "g"), letter), shown).toLowerCase();
}
