/** Symbols as mathematics prints them. */
import { el } from "../component/dom.js";
import { pieces } from "./numbers.js";

/** The parts of a symbol, its indices raised and lowered. */
export function typeset(text) {
  return pieces(text).map(({ text: piece, place }) => (place ? el(place, {}, piece) : piece));
}
