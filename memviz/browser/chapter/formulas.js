/** Formulas whose symbols light up what they stand for: under a pointer, under the keyboard, and after a tap for good. */
import { el } from "../component/dom.js";
import { whileOn } from "./chapter.js";
import { symbols } from "./numbers.js";
import { typeset } from "./typeset.js";

/** Which symbol is lit: the one pointed at or focused, else the one that was pressed. */
export class Lamp {
  over = "";
  kept = "";

  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
  }

  get lit() {
    return this.over || this.kept;
  }

  /** A button for a symbol; all buttons of one symbol light up together. */
  button(name, text) {
    const node = el("button", { type: "button", class: "symbol", "data-symbol": name }, ...typeset(text));
    whileOn(node, () => this.point(name), () => this.point(""));
    node.onclick = () => this.keep(name);
    return node;
  }

  point(name) {
    this.over = name;
    this.changed();
  }

  keep(name) {
    this.kept = this.kept === name ? "" : name;
    this.over = this.kept && this.over;
    this.changed();
  }
}

/** A formula as a row of texts and buttons. */
export function formula(text, lamp) {
  const parts = symbols(text).map((part) => (part.symbol ? lamp.button(part.symbol, part.text) : part.text));
  return el("span", { class: "formula" }, ...parts);
}
