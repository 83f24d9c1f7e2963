/** The memory: one row a slot, always at the same place, with its attention in every hop. */
import { button, el, fill, fit, flip, icon, restyle, write } from "../component/dom.js";
import { attentionText, percentText, pieces } from "../component/layout.js";
import { attentionBefore, dropText, novelty, wordParts } from "./what_if.js";
import { counted, t } from "../component/language.js";

export class Slots {
  /** `on` holds what to call: hover(slot), focus(slot), click(slot, event), mute(slot); -1 is none. */
  constructor(on) {
    this.rows = [];
    this.heads = [];
    this.lock = icon("lock");
    this.hush = button(t("Mute or unmute (M)"), icon("mute"), () => on.mute(this.indexOf(this.hush)));
    this.hush.tabIndex = -1; // M does the same
    for (const name of ["click", "dblclick"]) this.hush.addEventListener(name, (event) => event.stopPropagation());
    this.fall = el("span.fall", { role: "columnheader", title: t("by how much the answer's log-probability falls without the slot") }, el("span.wide", {}, t("falls without it")), el("span.short", {}, t("falls")));
    this.count = el("span");
    this.end = el("span.end", { role: "columnheader" }, t("answer"));
    const first = el("span.first", { role: "columnheader" }, this.count, el("span.wide", {}, t("question")));
    this.titles = el("div.row.titles", { role: "row" }, first);
    this.body = el("div.body", { role: "rowgroup" });
    this.node = el("div", { role: "grid", "aria-label": t("Memory slots") }, this.titles, this.body);
    this.body.onpointerover = (event) => on.hover(this.indexOf(event.target));
    this.body.onpointerleave = () => on.hover(-1);
    this.body.onclick = (event) => on.click(this.indexOf(event.target), event);
    this.body.addEventListener("focusin", (event) => on.focus(this.indexOf(event.target)));
    this.body.addEventListener("focusout", () => on.focus(-1));
  }

  indexOf(node) {
    return this.rows.findIndex((row) => row.node.contains(node));
  }

  fitHops(count) {
    fit(this.heads, count, this.titles, (k) => ({ node: el("span.title", { role: "columnheader" }, t("Hop {n}", { n: k + 1 })) }));
    this.titles.append(this.end, this.fall);
  }

  makeRow() {
    const wash = el("span.wash");
    const number = el("span.number");
    const star = el("span.star");
    const text = el("span.text", { dir: "auto" });
    const now = el("span.now", { role: "gridcell" });
    const slot = el("span.slot", { role: "gridcell" }, wash, number, star, text);
    const node = el("div.row", { role: "row", tabindex: "-1", "aria-selected": "false" }, slot, now);
    return { node, slot, wash, number, star, text, now, cells: [], falls: [] };
  }

  /** One element a cell, its bar being a background: a long story has thousands of them. */
  makeCell() {
    return { node: el("span.cell", { role: "gridcell" }) };
  }

  /** How much the answer falls without a slot, to the right; to the left where it rises. */
  makeFall() {
    const [number, bar] = [el("span"), el("span.bar")];
    return { number, bar, node: el("span.fall", { role: "gridcell" }, el("span.track.push", {}, bar), number) };
  }

  update(data) {
    const { slots, hops, unknown } = data;
    const falls = slots[0].drop !== undefined;
    const most = Math.max(...slots.map(({ drop = 0 }) => Math.abs(drop)), 1e-9);
    this.fall.hidden = !falls;
    write(this.count, counted("{n} slot", "{n} slots", slots.filter((slot) => !slot.nothing).length));
    fit(this.rows, slots.length, this.body, () => this.makeRow());
    this.rows.forEach((row, i) => {
      writeSlot(row, slots[i], i + 1, unknown, novelty(data, i));
      fit(row.cells, hops.length, row.node, () => this.makeCell());
      row.cells.forEach(({ node }, k) => {
        writeBar(node, hops[k].attention[i]);
        haunt(node, attentionBefore(data, k, i));
      });
      fit(row.falls, falls ? 1 : 0, row.node, () => this.makeFall());
      for (const { node, number, bar } of row.falls) {
        write(number, dropText(slots[i].drop));
        flip(node, "rises", slots[i].drop < 0);
        fill(bar, slots[i].drop / most);
      }
    });
  }

  /** Where the middle of every row lies; asks the browser to lay the page out. */
  centres() {
    return this.rows.map(({ node }) => node.offsetTop + node.offsetHeight / 2);
  }

  show(data, hop) {
    const { attention } = data.hops[hop];
    this.heads.forEach(({ node }, k) => flip(node, "active", k === hop));
    this.rows.forEach(({ slot, wash, now, text }, i) => {
      writeKey(text, data, hop, i);
      haunt(slot, attentionBefore(data, hop, i));
      fill(wash, attention[i]);
      write(now, attentionText(attention[i]));
    });
  }

  /** Marks the row that is kept (-1 for none) and the one row that the Tab key reaches; the one picked may be muted. */
  mark(picked, locked, tab) {
    const place = locked < 0 && this.rows[picked]?.slot;
    if (!place) this.hush.remove();
    else if (this.hush.parentNode !== place) place.append(this.hush); // moved while it is pressed, it would not be clicked
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

function writeSlot({ node, slot, number, star, text }, { key, gold, nothing }, place, unknown, mark) {
  flip(node, "nothing", !!nothing);
  write(number, nothing ? "" : String(place));
  write(star, (gold ? "★" : "") + mark);
  star.title = [gold && t("gold fact"), mark && t("another before")].filter(Boolean).join(", ");
  slot.title = nothing ? t("looking at nothing: attention that is not needed goes here") : "";
  writeText(text, nothing ? t("nothing") : key, unknown);
}

/** A hop's bar with its number. */
export function writeBar(node, p) {
  restyle(node, "--p", p.toFixed(3));
  write(node, attentionText(p));
}

/** Marks where a bar ended before; undefined takes the mark away. */
export function haunt(node, was) {
  restyle(node, "--was", was?.toFixed(3) ?? "");
}

/** Marks the words of a slot's text by what they add to its score in a hop, where that is known. */
export function spell(node, data, hop, slot) {
  const words = wordParts(data, hop, slot);
  const spelled = JSON.stringify(words);
  if (!words.length || node.spelled === spelled) return;
  node.spelled = spelled;
  const mark = ({ text, part, share }) => {
    const word = el("span", part ? { class: part < 0 ? "part minus" : "part", style: `--share: ${share.toFixed(2)}` } : {});
    writeText(word, text, data.unknown);
    return word;
  };
  node.replaceChildren(...words.flatMap((word, i) => (i ? [" ", mark(word)] : [mark(word)])));
}

/** Writes a slot's text; after the last hop with the words that the answer points at marked by their weight. */
export function writeKey(node, data, hop, slot) {
  const { key, nothing, pointed = [] } = data.slots[slot];
  if (!pointed.length || hop < data.hops.length - 1) return writeText(node, nothing ? t("nothing") : key, data.unknown);
  const spelled = JSON.stringify([key, pointed]);
  if (node.spelled === spelled) return;
  node.spelled = spelled;
  const shares = new Map(pointed);
  const mark = (word, i) => {
    if (!shares.has(i)) return [word];
    const [, before, letters, after] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
    const [share, title] = [shares.get(i), t("R points here: {p}", { p: percentText(shares.get(i)) })];
    return [before, el("span.pointed", { style: `--share: ${share}`, title }, letters), after];
  };
  const words = key.trim().split(/\s+/);
  node.replaceChildren(...words.flatMap((word, i) => (i ? [" ", ...mark(word, i)] : mark(word, i))));
  node.title = "";
}

/** A text with its unknown words marked; a very long one also in full as its title, since it is cut on the board. */
export function writeText(node, text, unknown) {
  const spelled = JSON.stringify([text, unknown]);
  if (node.spelled === spelled) return;
  node.spelled = spelled;
  const mark = (word) => el("span.unknown", { title: t("the model has never seen this word") }, word);
  node.replaceChildren(...pieces(text, unknown).map((piece) => (piece.unknown ? mark(piece.text) : piece.text)));
  node.title = text.length > 120 ? text : "";
}
