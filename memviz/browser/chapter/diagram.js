/** Block diagrams, as in the figures of the papers, with the numbers of one story in every block. */
import { el, fill } from "../component/dom.js";
import { Arrows, box } from "./arrows.js";
import { ChapterView } from "./chapter.js";
import { percent } from "./numbers.js";
import { Strip } from "./strip.js";
import { typeset } from "./typeset.js";

/** Puts the view into `root`; `update(data)` draws on it. */
export function mountView(root) {
  return new Diagram(root, "diagram");
}

class Diagram extends ChapterView {
  /** @type {any[]} vectors that are drawn once they are in the page */
  strips = [];

  draw(fresh) {
    if (!fresh) return;
    this.pills = this.data.pictures.map(({ name }, at) => {
      const node = el("button", { type: "button", class: "pill" }, name);
      node.onclick = () => this.choose(at);
      return node;
    });
    this.frame = el("div", { class: `frame ${this.data.kind}` });
    const choice = this.pills.length > 1 ? [el("p", { class: "pills" }, ...this.pills)] : [];
    this.node.replaceChildren(el("p", { class: "title" }, this.data.title), ...choice, this.frame, el("p", { class: "note" }, this.data.note));
    this.choose(0);
  }

  choose(at) {
    const { nodes, edges } = this.data.pictures[at];
    this.pills.forEach((pill, i) => pill.setAttribute("aria-pressed", i === at));
    this.strips = [];
    const boxes = Object.fromEntries(nodes.map((node) => [node.id, this.block(node)]));
    this.frame.replaceChildren(...Object.values(boxes));
    for (const { strip, vector, scale } of this.strips) strip.draw(vector, scale); // in the page, where they have colours
    this.arrows = new Arrows(this.frame);
    this.arrows.take(edges.map(({ from, to, kind = "", ...how }) => ({ from: boxes[from], to: boxes[to], kind, ...how })));
  }

  block({ id, kind, module, symbol, text, vector, scale, rows = [] }) {
    const head = [...(module ? [el("b", { class: "module" }, module)] : []), el("i", {}, ...typeset(symbol))];
    const parts = [el("p", { class: "head" }, ...head)];
    if (text) parts.push(el("p", { class: "text", dir: "auto" }, text));
    if (vector) {
      const strip = new Strip();
      this.strips.push({ strip, vector, scale });
      parts.push(strip.node);
    }
    return box(kind, id, ...parts, ...rows.map(rowOf));
  }
}

/** A text with its share. */
function rowOf({ text, share }) {
  const bar = el("span", { class: "bar" });
  fill(bar, share);
  return el("p", { class: "line" }, el("span", { class: "text", dir: "auto" }, text), el("span", { class: "track" }, bar), el("span", { class: "amount" }, percent(share)));
}
