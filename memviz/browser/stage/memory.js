/** The memory on the stage: one row a slot, always at the same place; what is seen of it depends on the step. */
import { el, fill, fit, restyle, svg, write } from "../component/dom.js";
import { attentionText, FAINT, pieces } from "../component/layout.js";
import { fitting, foldedShare, stripPath } from "./steps.js";
import { t } from "../component/language.js";
import { foldText, scoreText } from "./words.js";

const SIZES = [1.7, 1.5, 1.3, 1.15]; // of a sentence's letters, where a short story leaves room
const TALL = 1.7; // em: a row that is taller has more than one line

export class Memory {
  /** @type {import("./steps.js").Show} */
  show;
  /** @type {import("./steps.js").Step | null} */
  step = null;
  folded = 0;

  constructor() {
    this.rows = [];
    this.shown = [];
    this.list = el("ol", { class: "rows" });
    this.fold = el("p", { class: "fold" });
    this.node = el("div", { class: "memory" }, this.list, this.fold);
  }

  makeRow() {
    const names = ["number", "text", "other", "score", "weight", "amount", "bar"];
    const parts = Object.fromEntries(names.map((name) => [name, el("span", { class: name })]));
    parts.text.dir = parts.other.dir = "auto";
    const [key, value] = [strip("key"), strip("value")];
    const track = el("span", { class: "track" }, parts.bar);
    const left = el("span", { class: "left" }, key.node, parts.weight);
    const right = el("span", { class: "right" }, value.node, parts.score, track, parts.amount);
    const node = el("li", { class: "row" }, parts.number, parts.text, parts.other, left, right);
    return { ...parts, key, value, node };
  }

  /** Takes up a story, and makes room for it: the rows stay as they are for all of its steps. */
  take(show) {
    this.show = show;
    this.step = null;
    fit(this.rows, show.slots.length, this.list, () => this.makeRow());
    this.rows.forEach((row, i) => dressSlot(row, show.slots[i], show.unknown));
    this.arrange();
  }

  /** The largest letters with which all sentences stand in one line; else the smallest, and what does not fit is folded. */
  arrange() {
    const { show } = this;
    const unit = parseFloat(getComputedStyle(this.node).fontSize);
    const room = this.node.clientHeight;
    for (const row of this.rows) row.node.hidden = false;
    const tail = foldText(show, show.more, null);
    const fold = this.foldHeight(show.slots.length);
    const fits = SIZES.some((size) => {
      this.node.style.setProperty("--size", size);
      const heights = this.heights();
      return this.rows.every(({ text }) => text.offsetHeight < TALL * size * unit) && sum(heights) + (tail ? fold : 0) <= room;
    });
    if (!fits) this.node.style.setProperty("--size", 1);
    this.shown = fits ? this.rows.map(() => true) : fitting(this.heights(), show.order, room, fold, !!tail);
    this.rows.forEach(({ node }, i) => (node.hidden = !this.shown[i]));
    this.folded = show.more + show.slots.filter(({ nothing }, i) => !nothing && !this.shown[i]).length;
    restyle(this.fold, "min-height", `${this.foldHeight(this.folded)}px`);
    if (this.step) this.draw(this.step);
    else this.tell(null);
  }

  /** The height of the last row when it says the most that it can say. */
  foldHeight(count) {
    this.fold.hidden = false;
    restyle(this.fold, "min-height", "");
    write(this.fold, foldText(this.show, count, 0.001));
    return this.fold.offsetHeight;
  }

  heights() {
    return this.rows.map(({ node }) => node.offsetHeight);
  }

  /** Draws a step; which parts are seen is for the style to say. */
  draw(step) {
    const { show } = this;
    const { phase, hop } = (this.step = step);
    const { scores, attention, keys, values, fixed = [] } = show.hops[hop];
    const reading = phase === "read" || phase === "move";
    this.rows.forEach((row, i) => {
      const p = attention[i];
      row.key.draw(keys[i], show.scale.keys);
      row.value.draw(values[i], show.scale.values, reading ? p : 1);
      write(row.score, show.slots[i].muted ? t("muted") : scoreText(scores[i]));
      write(row.weight, p < FAINT ? attentionText(p) : `${attentionText(p)} ×`);
      write(row.amount, attentionText(p));
      fill(row.bar, p);
      restyle(row.node, "--p", p.toFixed(2));
      row.node.classList.toggle("fixed", fixed.includes(i));
    });
    this.tell(["address", "read", "move"].includes(phase) ? foldedShare(show.hops[hop], this.shown) : null);
  }

  tell(share) {
    const text = foldText(this.show, this.folded, share);
    write(this.fold, text);
    this.fold.hidden = !text;
  }
}

/** A vector as a row of bars; `draw` moves the bars to other numbers. */
export function strip(kind) {
  const path = svg("path");
  const node = svg("svg", { class: `strip ${kind}`, preserveAspectRatio: "none", "aria-hidden": "true" }, path);
  const draw = (vector, scale, times = 1) => {
    const box = `0 -1 ${vector.length} 2`;
    if (node.getAttribute("viewBox") !== box) node.setAttribute("viewBox", box);
    const d = stripPath(vector, scale, times);
    if (path.getAttribute("d") !== d) path.setAttribute("d", d);
  };
  return { node, draw };
}

/** A text with the words marked that the network has never seen. */
export function writeText(node, text, unknown) {
  const written = JSON.stringify([text, unknown]);
  if (node.shown === written) return;
  node.shown = written;
  node.replaceChildren(...pieces(text, unknown).map((piece) => (piece.unknown ? el("u", {}, piece.text) : piece.text)));
}

/** A value that is not its key lies in the same place, to be seen when it is read. */
function dressSlot({ node, number, text, other }, { at, key, value, gold, nothing, muted }, unknown) {
  writeText(text, nothing ? t("nothing") : key, unknown);
  writeText(other, value ?? "", unknown);
  write(number, nothing ? "" : String(at));
  for (const [mark, holds] of Object.entries({ gold, nothing, muted, apart: value !== undefined })) node.classList.toggle(mark, !!holds);
}

function sum(numbers) {
  return numbers.reduce((all, number) => all + number, 0);
}
