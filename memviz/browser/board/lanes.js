/** Key addressing and value reading side by side: keys, ribbons, and the distinct values that they lead to. */
import { dress, el, fill, fit, flip, svg, write } from "../component/dom.js";
import { setLayout } from "./flow.js";
import { Lane } from "./lane.js";
import { attentionText, slotNumbers } from "../component/layout.js";
import { STORY, byValue, feeders, folded, laneSentence, lowered, merge, pushText, ranked, search, signed, valueNumbers } from "./lane_words.js";
import { Search } from "./search.js";
import { attentionBefore, dropText } from "./what_if.js";
import { t } from "../component/language.js";

const WIDE = 660; // px from which keys and values stand side by side
const ROOMY = 1180; // px from which the answer stands beside them
const SEARCHED = 12; // rows from which there is something to search
const STILL = 120; // rows from which a step is shown without motion, so that it never lags
const PHASE = 330; // ms for the bars, then for the ribbons, then for the values

export class Lanes {
  /** @type {any} what is painted (data.py) */
  data;
  hop = 0;
  picked = -1;
  locked = -1;
  /** @type {(slot: number) => boolean} which keys belong to the row pointed at */
  lit = () => false;
  /** @type {boolean[][]} which keys and which values are folded */
  folds = [];
  strongest = 1;
  /** @type {number[][]} of the values, in every hop */
  weights = [];

  /** `on` holds what to call: hover(item), focus(item), click(item, event); -1 is none. */
  constructor(on) {
    const [q, o] = (this.symbols = [el("span"), el("span")]);
    const keyHeads = [["what", t("key")], ["extra", t("score"), t("how well the key fits what is asked: q · A Φ(k)")], ["amount", t("attention"), t("the scores as shares of 1")]];
    const valueHeads = [["what", t("value")], ["extra", t("push"), t("how much reading it adds to the answer's logit")], ["amount", t("weight"), t("the attention of all keys that lead to it")]];
    this.keys = new Lane("keys", "memories", t("Key addressing"), keyHeads, ["pᵢ = softmax(", q, " · A Φ", el("sub", {}, "K"), "(kᵢ))"]);
    this.values = new Lane("values", "values", t("Value reading"), valueHeads, [o, " = Σ pᵢ A Φ", el("sub", {}, "V"), "(vᵢ)"]);
    this.lanes = [this.keys, this.values];
    this.search = new Search(() => this.refresh());
    this.paths = [];
    this.ends = svg("linearGradient", { id: "reading", gradientUnits: "userSpaceOnUse" }, svg("stop", { class: "key" }), svg("stop", { class: "value", offset: "1" }));
    this.bundle = svg("g");
    this.picture = svg("svg", { "aria-hidden": "true" }, svg("defs", {}, this.ends), this.bundle);
    this.gap = el("div.gap", {}, el("div.wipe", {}, this.picture));
    this.node = el("div.lanes", {}, this.keys.node, this.gap, this.values.node);
    for (const lane of this.lanes) {
      lane.refold = (open) => {
        lane.open = open;
        this.refresh();
      };
    }
    this.listen(on);
  }

  listen({ hover, focus, click }) {
    const item = ({ target }) => target.closest(".item")?.item ?? -1;
    this.node.onpointerover = (event) => hover(item(event));
    this.node.onpointerleave = () => hover(-1);
    this.node.onclick = (event) => item(event) >= 0 && click(item(event), event);
    this.node.addEventListener("focusin", (event) => focus(item(event)));
    this.node.addEventListener("focusout", () => focus(-1));
  }

  /** All rows in the order of their items. */
  get rows() {
    return [...this.keys.rows, ...this.values.rows];
  }

  // ---- data -----------------------------------------------------------------------------------------------------

  reset(data) {
    for (const lane of this.lanes) lane.reset();
    this.search.reset(data.slots.length > SEARCHED);
  }

  update(data) {
    const { slots, values, hops, unknown } = data;
    this.data = data;
    this.hop = Math.min(this.hop, hops.length - 1);
    const keys = feeders(data);
    this.keys.update(slots.map(({ key, nothing, gold }) => ({ text: key, nothing, star: gold && t("gold fact") })), 0, unknown);
    this.values.update(values.map(({ text, nothing, right }, i) => ({ text, nothing, star: right && t("right answer"), keys: keys[i] })), slots.length, unknown);
    this.weights = hops.map(({ attention }) => byValue(data, attention));
    this.foldUp();
    this.strongest = Math.max(1e-9, ...hops.flatMap(({ pushes }) => pushes.map(Math.abs)));
    this.sift();
  }

  /** Looked up, memories stand by what the hop gives them, and the rest folds away; a story's keep their places. */
  foldUp() {
    const { slots, values, hops, hashing } = this.data;
    const { attention, scores } = hops[this.hop];
    const [own, weights] = [this.own(), this.weights[this.hop]];
    const keys = ranked(slots, attention, scores, own?.keys);
    const met = values.map((_, value) => -keys.findIndex((slot) => slots[slot].value === value)); // beside their keys
    const lanes = [[slots, attention, keys], [values, weights, ranked(values, weights, met, own?.values)]];
    this.folds = lanes.map(([rows, shares, sorted], i) => {
      const order = hashing ? sorted : rows.map((_, row) => row);
      this.lanes[i].sort(order);
      return hashing ? folded(rows, shares, order) : folded(rows, shares, order, STORY, Infinity);
    });
  }

  /** Which rows are there, by what is folded and searched. */
  sift() {
    const { text } = this.search;
    const found = text.trim() ? search(this.data, text) : {};
    this.search.say(found.keys);
    const own = this.own();
    this.keys.sift(this.folds[0], found.keys, own?.keys);
    this.values.sift(this.folds[1], found.values, own?.values);
    this.still = this.rows.filter(({ node }) => !node.hidden).length > STILL;
    flip(this.node, "long", this.still);
  }

  /** Of a chain, which keys and values are the hop's own; undefined where all hops share a memory. */
  own() {
    const { chain, slots, values } = this.data;
    if (!chain) return undefined;
    const own = new Set(chain.steps[this.hop].own);
    const keys = slots.map(({ nothing }, i) => nothing || own.has(i));
    const there = new Set(slots.flatMap(({ value }, i) => (keys[i] ? [value] : [])));
    return { keys, values: values.map((_, i) => there.has(i)) };
  }

  /** Where the values stand that are read now, by their text. */
  places() {
    return new Map(this.values.rows.filter(({ node }) => !node.hidden).map(({ text }) => [text.textContent, text.getBoundingClientRect()]));
  }

  refresh() {
    this.sift();
    this.writeNumbers();
    this.mark(this.picked, this.locked);
    this.measure();
  }

  // ---- hops -----------------------------------------------------------------------------------------------------

  show(hop, afresh, stepped) {
    const moved = this.hop !== hop;
    this.hop = hop;
    if (this.data.hashing && moved) {
      this.foldUp();
      this.sift();
      this.measure();
    }
    if (afresh) this.blank();
    flip(this.node, "stepping", stepped);
    this.writeNumbers();
    this.draw();
    if (stepped) this.play();
  }

  writeNumbers() {
    const { scores, attention, pushes } = this.data.hops[this.hop];
    ["q", "o"].forEach((letter, i) => write(this.symbols[i], lowered(letter, this.hop + 1)));
    const { slots } = this.data;
    const falls = slots[0].drop !== undefined;
    write(this.keys.titles.children[1], falls ? t("falls") : t("score"));
    this.keys.titles.children[1].title = falls ? t("by how much the answer's log-probability falls without the memory") : "";
    this.keys.show(attention, attention.map((_, slot) => attentionBefore(this.data, this.hop, slot)), falls ? slots.map(({ drop }) => dropText(drop)) : scores.map(signed));
    this.values.show(this.weights[this.hop], [], pushes.map(pushText), pushes.map((push) => push / this.strongest));
  }

  /** Takes every bar away, so that those of hop 1 too are seen to grow. */
  blank() {
    this.node.classList.add("blank");
    this.node.getBoundingClientRect(); // without this the browser would see no change
    this.node.classList.remove("blank");
  }

  /** First the bars of the keys grow, then the ribbons flow, then the values are read. */
  play() {
    if (this.still || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const run = (node, frames, options) => node.animate(frames, { fill: "backwards", easing: "ease-in-out", duration: PHASE, ...options });
    const wipe = this.gap.firstChild;
    run(wipe, [{ transform: "translateX(-100%)" }, { transform: "none" }], { delay: PHASE });
    run(this.picture, [{ transform: "translateX(100%)" }, { transform: "none" }], { delay: PHASE });
    run(this.values.body, [{ opacity: 0.45 }, { opacity: 1 }], { delay: 2 * PHASE });
  }

  /** Side by side or stacked by the board's width, then the ribbons from where the rows came to lie. */
  arrange(board) {
    const width = board.clientWidth;
    setLayout(board, width >= WIDE ? "wide" : "narrow");
    flip(board, "roomy", width >= ROOMY);
    this.measure();
  }

  measure() {
    for (const lane of this.lanes) lane.measure();
    this.width = this.gap.clientWidth; // 0 where the lanes are stacked
    this.start = this.gap.offsetTop - this.keys.list.offsetTop;
    this.draw();
  }

  draw() {
    const { width } = this;
    if (!width) return;
    const [keys, values] = this.lanes.map((lane) => lane.heights(this.start));
    const ribbons = merge(this.data, this.data.hops[this.hop].attention, keys, values, width);
    this.ends.setAttribute("x2", width);
    fit(this.paths, ribbons.length, this.bundle, () => ({ node: svg("path") }));
    ribbons.forEach(({ slot, thickness, path }, i) => {
      dress(this.paths[i].node, { d: path, "stroke-width": thickness });
      this.paths[i].slot = slot;
    });
    this.light();
  }

  // ---- one key or value -----------------------------------------------------------------------------------------

  /** Lights what belongs to the row pointed at: a key's value, a value's keys, and the ribbons between. */
  mark(picked, locked) {
    const { slots } = this.data;
    Object.assign(this, { picked, locked });
    const value = picked < slots.length ? slots[picked]?.value : picked - slots.length;
    this.lit = (slot) => (picked < slots.length ? slot === picked : slots[slot].value === value);
    this.keys.mark(this.lit, locked);
    this.values.mark((i) => i === value, locked - slots.length);
    this.light();
  }

  light() {
    flip(this.bundle, "picking", this.picked >= 0);
    for (const { node, slot } of this.paths) flip(node, "picked", this.picked >= 0 && this.lit(slot));
  }

  /** The bar of a key that a pointer is on, {slot, hop, left, width}. */
  grip({ target }, hop) {
    const slot = this.keys.rows.findIndex(({ track }) => track.contains(target));
    const { left, width } = target.closest(".track")?.getBoundingClientRect() ?? {};
    return slot < 0 ? undefined : { slot, hop, left, width };
  }

  /** A bar while it is dragged. */
  preview({ slot }, _, weight) {
    fill(this.keys.rows[slot].bar, weight);
    write(this.keys.rows[slot].share, attentionText(weight));
  }

  laneOf(item) {
    return this.lanes[item < this.data.slots.length ? 0 : 1];
  }

  visit(item) {
    const lane = this.laneOf(item);
    lane.tab = item - lane.first;
  }

  /** The item `by` rows on in the same lane. */
  next(item, by) {
    const lane = this.laneOf(item);
    return lane.first + lane.next(item - lane.first, by);
  }

  sentence(hop) {
    return laneSentence(this.data, hop);
  }

  numbers(item) {
    const { slots } = this.data;
    return item < slots.length ? slotNumbers(this.data, item) : valueNumbers(this.data, item - slots.length);
  }
}
