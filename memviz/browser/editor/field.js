/** A field that grows with its text: a copy of the text behind it, of which marks alone are seen, gives it its height. */
import { el } from "../component/dom.js";
import { LONGEST } from "./text.js";

export class Field {
  constructor(label, placeholder = "") {
    this.area = el("textarea", { rows: "1", dir: "auto", maxlength: LONGEST, "aria-label": label, placeholder, spellcheck: "false", autocapitalize: "sentences", autocomplete: "off" });
    this.mirror = el("div", { class: "mirror", "aria-hidden": "true" });
    this.node = el("div", { class: "field" }, this.mirror, this.area);
    this.write("");
  }

  get text() {
    return this.area.value;
  }

  /** Where the selection starts and ends. */
  get selected() {
    return [this.area.selectionStart, this.area.selectionEnd];
  }

  /** Writes a text where it differs: the caret of who types here stays where it is. */
  write(text) {
    if (this.area.value !== text) this.area.value = text;
    this.fill(text, []);
  }

  /** Marks letters of the text, given as [from, to) in their order. */
  mark(places) {
    this.fill(this.text, places);
  }

  fill(text, places) {
    const told = JSON.stringify([text, places]);
    if (this.told === told) return;
    this.told = told;
    const ends = [0, ...places.flat(), text.length];
    const pieces = ends.slice(1).map((end, i) => text.slice(ends[i], end));
    this.mirror.replaceChildren(...pieces.map((piece, i) => (i % 2 ? el("mark", {}, piece) : piece)), " ");
  }

  focus(at = this.text.length) {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(at, at);
    this.area.scrollIntoView({ block: "nearest" });
  }

  /** Whether an arrow up (-1) or down (1) leaves the field. Where a text has several lines, only from its very end. */
  leaves(by) {
    const [start, end] = this.selected;
    if (start !== end) return false;
    const oneLine = this.area.clientHeight < 1.9 * parseFloat(getComputedStyle(this.area).lineHeight);
    return oneLine || end === (by < 0 ? 0 : this.text.length);
  }
}
