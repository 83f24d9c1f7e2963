/** One panel of the lanes: keys being addressed, or distinct values being read. One row each, always at its place. */
import { button, dress, el, fill, fit, flip, write } from "../component/dom.js";
import { FAINT, attentionText } from "../component/layout.js";
import { foldText } from "./lane_words.js";
import { haunt, writeText } from "./slots.js";
import { counted, t } from "../component/language.js";

export class Lane {
  /** @type {any[]} each with its node and what stands in it */
  rows = [];
  /** @type {boolean[]} */
  folded = [];
  /** @type {(number | null)[]} the middles of the rows in px, null of one that is not there */
  places = [];
  /** @type {number[]} the rows from the top, those that are left out behind */
  order = [];
  tab = -1;
  open = false;
  /** @type {(open: boolean) => void} shows the folded rows, or hides them; set by whoever knows them */
  refold;

  /** `kind` is "keys" or "values"; `heads` are [class, words] of its columns; `formula` is the title's equation. */
  constructor(kind, noun, title, heads, formula) {
    this.kind = kind;
    this.noun = noun;
    this.titles = el("div.item.heads", { role: "row" }, ...heads.map(([name, words, title = ""]) => el("span", { role: "columnheader", class: name, title }, words)));
    this.body = el("div", { role: "rowgroup" });
    this.more = button("", "", () => this.refold(!this.open));
    this.more.className = "fold";
    this.list = el("div.list", {}, el("div", { role: "grid", "aria-label": title }, this.titles, this.body), this.more);
    this.node = el("section", { class: `lane ${kind}` }, el("p.name", {}, el("b", {}, title), el("span.formula", {}, ...formula)), this.list);
  }

  makeRow() {
    const cell = (name) => el("span", { role: "gridcell", class: name });
    const row = { number: el("span.number"), star: el("span.star"), text: el("span.text", { dir: "auto" }) };
    Object.assign(row, { times: el("span.times"), fed: el("span.fed"), bar: el("span.bar") });
    Object.assign(row, { share: cell("amount"), extra: cell("extra"), push: el("span.bar") });
    const name = el("span.what", { role: "gridcell" }, row.number, row.star, el("span.texts", {}, row.text, row.times, row.fed));
    row.track = el("span.track", {}, row.bar);
    const node = el("div.item", { role: "row", tabindex: "-1", "aria-selected": "false" }, name, row.extra, row.track, row.share);
    if (this.kind === "values") node.append(el("span.track.push", {}, row.push));
    return Object.assign(row, { node });
  }

  reset() {
    Object.assign(this, { tab: -1, open: false });
  }

  /** `entries` are {text, star, nothing, keys}: what stands in the rows; `first` is the item that the first row is. */
  update(entries, first, unknown) {
    this.first = first;
    fit(this.rows, entries.length, this.body, () => this.makeRow());
    this.rows.forEach((row, i) => {
      const { text, star, nothing, keys } = entries[i];
      row.node.item = first + i;
      flip(row.node, "nothing", !!nothing);
      write(row.number, nothing || keys ? "" : String(i + 1));
      write(row.star, star ? "★" : "");
      row.star.title = star ?? "";
      writeText(row.text, nothing ? t("nothing") : text, unknown);
      write(row.times, keys > 1 ? `×${keys}` : "");
      write(row.fed, keys ? counted("from {n} key", "from {n} keys", keys) : "");
    });
  }

  /** Puts the rows in an order, those that are left out behind; the keyboard stays where it is. */
  sort(order) {
    const left = this.rows.flatMap((_, i) => (order.includes(i) ? [] : [i]));
    const sorted = [...order, ...left];
    if (sorted.length === this.order.length && sorted.every((row, i) => row === this.order[i])) return;
    this.order = sorted;
    const held = this.body.getRootNode().activeElement;
    this.body.append(...sorted.map((row) => this.rows[row].node));
    if (this.body.contains(held)) held.focus({ preventScroll: true });
  }

  /** Which rows are there: those that a search has found, else all but the folded ones; of `own`, where it is given, alone. */
  sift(folds, found, own) {
    this.folded = found ? folds.map(() => false) : folds;
    this.rows.forEach(({ node }, i) => (node.hidden = own?.[i] === false || (found ? !found[i] : folds[i] && !this.open)));
    this.more.hidden = !this.folded.some(Boolean);
    if (this.rows[this.tab]?.node.hidden !== false) this.tab = this.order.find((row) => !this.rows[row].node.hidden) ?? -1;
  }

  /** Shares, what they were before, and their second column of text; `pushes` are from -1 to 1, for values alone. */
  show(shares, before, extras, pushes) {
    this.rows.forEach(({ node, track, bar, share, extra, push }, i) => {
      if (node.hidden) return;
      flip(node, "faint", shares[i] < FAINT);
      fill(bar, shares[i]);
      haunt(track, before[i]);
      write(share, attentionText(shares[i]));
      write(extra, extras[i]);
      if (pushes) fill(push, pushes[i]);
    });
    if (this.more.hidden) return;
    const rest = this.folded.reduce((sum, folded, i) => sum + (folded ? shares[i] : 0), 0);
    const words = foldText(this.folded.filter(Boolean).length, this.noun, rest, this.open);
    write(this.more, words);
    this.more.setAttribute("aria-label", words);
    this.more.title = "";
    this.more.setAttribute("aria-expanded", this.open);
  }

  /** Asks the browser where the rows came to lie; a hop does not change it, so that a step needs no layout. */
  measure() {
    this.places = this.rows.map(({ node }) => (node.hidden ? null : node.offsetTop + node.offsetHeight / 2));
  }

  /** The middle of every row, `start` px below the top of the list being 0; null for rows that are not there. */
  heights(start) {
    return this.places.map((place) => (place === null ? null : place - start));
  }

  /** The row `by` rows on that is there, the same one at either end. */
  next(row, by) {
    let at = this.order.indexOf(row) + by;
    while (this.rows[this.order[at]]?.node.hidden) at += by;
    return this.order[at] ?? row;
  }

  /** Lights rows, marks the one that is kept, and the one row that the Tab key reaches. */
  mark(lit, locked) {
    this.rows.forEach((row, i) => {
      const marks = [lit(i), i === locked, i === this.tab];
      if (String(marks) === row.marks) return;
      row.marks = String(marks);
      flip(row.node, "lit", marks[0]);
      dress(row.node, { "aria-selected": marks[1], tabindex: marks[2] ? 0 : -1 });
    });
  }
}
