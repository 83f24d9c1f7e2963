/** Above the memory: the question, and the state that looks, reads and moves. */
import { el, write } from "../component/dom.js";
import { strip, writeText } from "./memory.js";
import { Funnel } from "./funnel.js";
import { isAlone, named } from "./words.js";

export class Band {
  constructor() {
    this.question = el("p", { class: "question", dir: "auto" });
    this.cells = { state: makeCell("state"), read: makeCell("read"), next: makeCell("next") };
    const { state, read, next } = this.cells;
    const [plus, arrow] = ["+", "→"].map((sign) => el("span", { class: "sign", "aria-hidden": "true" }, sign));
    plus.classList.add("plus");
    this.arrow = arrow;
    this.equation = el("div", { class: "equation" }, state.node, plus, read.node, arrow, next.node);
    this.funnel = new Funnel();
    this.node = el("header", { class: "band" }, this.question, this.equation, this.funnel.node);
  }

  take(show) {
    this.show = show;
    writeText(this.question, show.question.text, show.unknown);
    this.funnel.take(show);
  }

  /** After the last hop, the state that the answer is read from stands where every state does. */
  draw({ phase, hop }) {
    const { show } = this;
    const { state, readout, next } = show.hops[hop];
    const after = phase === "answer";
    const { cells } = this;
    const { matrix = "", rectified = 0 } = show.update ?? {};
    const turned = matrix === "H" && phase === "move" ? "H " : "";
    write(cells.state.label, turned + named(show, show.names, hop + 1 + after));
    write(this.arrow, [rectified && "ρ", matrix === "R" && matrix, "→"].filter(Boolean).join(" "));
    write(cells.read.label, named(show, "o", hop + 1));
    write(cells.next.label, named(show, show.names, hop + 2));
    cells.state.strip.draw(after ? next : state, show.scale.states);
    cells.read.strip.draw(readout, show.scale.values);
    cells.next.strip.draw(next, show.scale.states);
    this.equation.classList.toggle("alone", isAlone(show, hop));
  }
}

function makeCell(kind) {
  const label = el("span", { class: "label" });
  const bars = strip(kind);
  return { label, strip: bars, node: el("span", { class: `cell ${kind}` }, label, bars.node) };
}
