/** The memory: one row a slot, always at the same place, with its attention in every hop. */
import { el, fill, fit, icon, restyle, write } from "./dom.js";
import { attentionText, pieces } from "./layout.js";

export class Slots {
  /** `on` holds what to call: hover(slot), focus(slot), click(slot); -1 is none. */
  constructor(on) {
    this.rows = [];
    this.heads = [];
    this.lock = icon("lock");
    this.count = el("span");
    this.end = el("span", { role: "columnheader", class: "end" }, "answer");
    const first = el("span", { role: "columnheader", class: "first" }, this.count, el("span", { class: "wide" }, "question"));
    this.titles = el("div", { role: "row", class: "row titles" }, first);
    this.body = el("div", { role: "rowgroup", class: "body" });
    this.node = el("div", { role: "grid", "aria-label": "Memory slots" }, this.titles, this.body);
    this.body.onpointerover = (event) => on.hover(this.indexOf(event.target));
    this.body.onpointerleave = () => on.hover(-1);
    this.body.onclick = (event) => on.click(this.indexOf(event.target));
    this.body.addEventListener("focusin", (event) => on.focus(this.indexOf(event.target)));
    this.body.addEventListener("focusout", () => on.focus(-1));
  }

  indexOf(node) {
    return this.rows.findIndex((row) => row.node.contains(node));
  }

  fitHops(count) {
    fit(this.heads, count, this.titles, (k) => ({ node: el("span", { role: "columnheader", class: "title" }, `Hop ${k + 1}`) }));
    this.titles.append(this.end);
  }

  makeRow() {
    const wash = el("span", { class: "wash" });
    const number = el("span", { class: "number" });
    const star = el("span", { class: "star" });
    const text = el("span", { class: "text", dir: "auto" });
    const now = el("span", { role: "gridcell", class: "now" });
    const slot = el("span", { role: "gridcell", class: "slot" }, wash, number, star, text);
    const node = el("div", { role: "row", class: "row", tabindex: "-1", "aria-selected": "false" }, slot, now);
    return { node, slot, wash, number, star, text, now, cells: [] };
  }

  /** One element a cell, its bar being a background: a long story has thousands of them. */
  makeCell() {
    return { node: el("span", { role: "gridcell", class: "cell" }) };
  }

  update({ slots, hops, unknown }) {
    const sentences = slots.filter((slot) => !slot.nothing).length;
    write(this.count, `${sentences} ${sentences === 1 ? "slot" : "slots"}`);
    fit(this.rows, slots.length, this.body, () => this.makeRow());
    this.rows.forEach((row, i) => {
      writeSlot(row, slots[i], i + 1, unknown);
      fit(row.cells, hops.length, row.node, () => this.makeCell());
      row.cells.forEach(({ node }, k) => writeCell(node, hops[k].attention[i]));
    });
  }

  /** Where the middle of every row lies; asks the browser to lay the page out. */
  centres() {
    return this.rows.map(({ node }) => node.offsetTop + node.offsetHeight / 2);
  }

  show({ attention }, hop) {
    this.heads.forEach(({ node }, k) => node.classList.toggle("active", k === hop));
    this.rows.forEach(({ wash, now }, i) => {
      fill(wash, attention[i]);
      write(now, attentionText(attention[i]));
    });
  }

  /** Marks the row that is kept (-1 for none) and the one row that the Tab key reaches. */
  mark(locked, tab) {
    this.give("aria-selected", locked, "true", "false");
    this.give("tabindex", tab, "0", "-1");
    if (locked >= 0) this.rows[locked].slot.append(this.lock);
    else this.lock.remove();
  }

  give(attribute, index, yes, no) {
    for (const node of this.body.querySelectorAll(`[${attribute}="${yes}"]`)) node.setAttribute(attribute, no);
    this.rows[index]?.node.setAttribute(attribute, yes);
  }
}

function writeSlot({ node, slot, number, star, text }, { key, gold, nothing }, place, unknown) {
  node.classList.toggle("nothing", !!nothing);
  write(number, nothing ? "" : String(place));
  write(star, gold ? "★" : "");
  star.title = gold ? "gold fact" : "";
  slot.title = nothing ? "looking at nothing: attention that is not needed goes here" : "";
  writeText(text, nothing ? "nothing" : key, unknown);
}

function writeCell(node, p) {
  restyle(node, "--p", p.toFixed(3));
  write(node, attentionText(p));
}

/** A text with its unknown words marked; a very long one also in full as its title, since it is cut on the board. */
export function writeText(node, text, unknown) {
  const spelled = JSON.stringify([text, unknown]);
  if (node.spelled === spelled) return;
  node.spelled = spelled;
  const mark = (word) => el("span", { class: "unknown", title: "the model has never seen this word" }, word);
  node.replaceChildren(...pieces(text, unknown).map((piece) => (piece.unknown ? mark(piece.text) : piece.text)));
  node.title = text.length > 120 ? text : "";
}
