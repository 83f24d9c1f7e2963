/** The strip below the slots: every number of one slot, or what one state would answer. */
import { el, write } from "./dom.js";
import { rank } from "./layout.js";

export class Detail {
  constructor() {
    this.about = el("p", { class: "about", dir: "auto" });
    this.table = el("table", {}, el("thead"), el("tbody"));
    this.node = el("div", { class: "detail" }, this.about, this.table);
  }

  fitHops(count) {
    const hops = Array.from({ length: count }, (_, k) => k + 1);
    const line = (name) => el("tr", {}, el("th", { scope: "row" }, name), ...hops.map(() => el("td")));
    this.table.tHead.replaceChildren(el("tr", {}, el("td"), ...hops.map((k) => el("th", { scope: "col" }, `Hop ${k}`))));
    this.table.tBodies[0].replaceChildren(...["score", "attention", "rank"].map(line));
  }

  say(sentence) {
    this.table.hidden = true;
    write(this.about, sentence);
  }

  showSlot(data, slot, locked) {
    const { key, nothing, gold } = data.slots[slot];
    const name = nothing ? "nothing: attention that is not needed goes here" : `${slot + 1}${gold ? " ★" : ""}  ${key}`;
    write(this.about, locked ? `${name} (kept: click again or press Escape)` : name);
    this.table.hidden = false;
    const [scores, shares, ranks] = this.table.tBodies[0].rows;
    data.hops.forEach((hop, k) => {
      write(scores.cells[k + 1], hop.scores[slot].toFixed(2));
      write(shares.cells[k + 1], hop.attention[slot].toFixed(4));
      write(ranks.cells[k + 1], String(rank(hop.attention, slot)));
    });
  }
}
