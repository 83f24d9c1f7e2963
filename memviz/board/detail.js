/** The strip below the slots: every number of one row, or what one state would answer. */
import { el, fit, write } from "./dom.js";

export class Detail {
  constructor() {
    this.lines = [];
    this.about = el("p", { class: "about", dir: "auto" });
    this.table = el("table", {}, el("thead"), el("tbody"));
    this.node = el("div", { class: "detail" }, this.about, this.table);
  }

  fitHops(count) {
    const hops = Array.from({ length: count }, (_, k) => k + 1);
    this.table.tHead.replaceChildren(el("tr", {}, el("td"), ...hops.map((k) => el("th", { scope: "col" }, `Hop ${k}`))));
    const line = () => ({ node: el("tr", {}, el("th", { scope: "row" }), ...hops.map(() => el("td"))) });
    fit(this.lines, 0);
    fit(this.lines, 3, this.table.tBodies[0], line);
  }

  say(sentence) {
    this.table.hidden = true;
    write(this.about, sentence);
  }

  /** `lines` are a name and a text for every hop each. */
  show({ about, lines }, locked) {
    write(this.about, locked ? `${about} (kept: click again or press Escape)` : about);
    this.table.hidden = false;
    lines.forEach((texts, i) => texts.forEach((text, k) => write(this.lines[i].node.cells[k], text)));
  }
}
