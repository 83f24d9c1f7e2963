/** The four modules of a memory network, each with what it does to one story. */
import { el, fill } from "../component/dom.js";
import { Arrows } from "./arrows.js";
import { ChapterView } from "./chapter.js";
import { percent } from "./numbers.js";
import { Strip } from "./strip.js";

/** Puts the view into `root`; `update(data)` draws on it. */
export function mountView(root) {
  return new Modules(root, "modules");
}

class Modules extends ChapterView {
  /** @type {{ strip: Strip, vector: number[], scale: number }[]} */
  strips = [];

  draw() {
    this.strips = [];
    const cards = this.data.cards.map((card) => this.card(card));
    const frame = el("ol", {}, ...cards);
    this.node.replaceChildren(frame);
    const of = (letter) => cards[this.data.cards.findIndex((card) => card.letter === letter)];
    new Arrows(frame).take(this.data.arrows.map(({ from, to, ...how }) => ({ from: of(from), to: of(to), kind: "", ...how })));
    for (const { strip, vector, scale } of this.strips) strip.draw(vector, scale); // in the page, where they have colours
  }

  card({ letter, name, says, lines }) {
    const head = el("p", { class: "head" }, el("b", { class: "module" }, letter), el("b", {}, name));
    return el("li", {}, head, el("p", {}, says), el("div", { class: "lines" }, ...lines.map((line) => this.line(line))));
  }

  /** A text with a vector, or with a share of attention or probability, or alone. */
  line({ text, vector, scale, share }) {
    const node = el("p", { class: "line" }, el("span", { class: "text", dir: "auto" }, text));
    if (vector) {
      const strip = new Strip();
      this.strips.push({ strip, vector, scale });
      node.append(strip.node);
    }
    if (share !== undefined) {
      const bar = el("span", { class: "bar" });
      fill(bar, share);
      node.append(el("span", { class: "share" }, el("span", { class: "track" }, bar), el("span", { class: "amount" }, percent(share))));
    }
    return node;
  }
}
