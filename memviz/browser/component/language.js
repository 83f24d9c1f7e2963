/** Texts of the interface: English in the code, in another language as they came with the code. */

let texts = {};

/** From here on, texts are those of `found`, by their English ones. */
export function speak(found) {
  texts = found;
}

/** A text in the language of the page, its {names} filled with `values`. */
export function t(text, values = {}) {
  return (texts[text] ?? text).replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** The form of a text that belongs to a number; {n} in it is the number. */
export function counted(one, many, n, values = {}) {
  return t(n === 1 ? one : many, { n: n.toLocaleString("en"), ...values });
}
