/** One pass over a memory: formulas beside the numbers of a real answer. Point at a symbol, and what it stands for lights up. */
import { el, fill, fit, write } from "../component/dom.js";
import { ChapterView } from "./chapter.js";
import { formula, Lamp } from "./formulas.js";
import { percent, short } from "./numbers.js";
import { first, say, vectorOf } from "./explanation.js";
import { Strip } from "./strip.js";

/** Puts a walk into `root`; `update(data)` draws on it. */
export function mountView(root) {
  return new Walk(root);
}

class Walk extends ChapterView {
  constructor(root) {
    super(root, "walk");
    this.lamp = new Lamp(() => this.light());
    this.slots = [];
    this.answers = [];
    this.node.onkeydown = (event) => this.onKey(event);
  }

  draw(fresh) {
    if (fresh) {
      this.hop = 0;
      this.slot = first(this.data.hops[0]);
      this.lamp.over = this.lamp.kept = "";
      this.build();
    }
    this.show();
  }

  // ---- built for a story ----------------------------------------------------------------------------------------

  build() {
    const { words, formulas, hops } = this.data;
    const lines = formulas.map(({ module, says, text }) =>
      el("li", {}, el("b", { class: "module", title: says }, module), formula(text, this.lamp)));
    this.explanation = el("p", { class: "explanation", "aria-live": "polite" });
    this.numbers = el("p", { class: "numbers" });
    this.all = el("details", {}, el("summary", {}, words.numbers), this.numbers);
    this.steps = hops.length > 1 ? this.buildHops() : "";
    this.state = new Strip("state");
    this.readout = new Strip("readout");
    this.next = new Strip("next");
    this.slots = [];
    this.answers = [];
    this.list = el("div", { class: "slots", role: "listbox", "aria-label": words.memory });
    this.ranking = el("div", { class: "ranking" });
    this.after = el("p", { class: "note" });
    this.node.replaceChildren(
      el("ol", { class: "formulas" }, ...lines), el("div", { class: "saying" }, this.explanation, this.all), this.steps,
      this.row("asked", this.data.question, this.state, "u"), this.head(), this.list,
      this.row("summed", words.readout, this.readout, "o"), this.row("summed", words.next, this.next, "next"), this.after, this.ranking,
      el("p", { class: "note" }, words.legend),
    );
  }

  buildHops() {
    const pills = this.data.hops.map((_, hop) => {
      const node = el("button", { type: "button", class: "pill" }, this.data.words.hop.replace("{n}", hop + 1));
      node.onclick = () => this.go(hop);
      return node;
    });
    return el("p", { class: "pills" }, ...pills);
  }

  row(kind, text, strip, symbol) {
    const label = this.data.columns[symbol];
    const words = el("span", { class: "text", dir: "auto", ...(symbol === "u" && { "data-part": "question" }) }, text);
    return el("div", { class: `row ${kind}` }, words, this.lamp.button(symbol, label), strip.node);
  }

  head() {
    const { words, columns } = this.data;
    const titles = ["m", "score", "p", "c"].map((name) => this.lamp.button(name, columns[name]));
    return el("div", { class: "row head" }, el("span", {}, words.memory), ...titles);
  }

  makeSlot(at) {
    const keys = new Strip("keys");
    const values = new Strip("values");
    const value = el("span", { class: "value", dir: "auto", "data-part": "texts" });
    const text = el("span", { class: "text", dir: "auto", "data-part": "texts" });
    const score = el("span", { class: "score", "data-part": "scores" });
    const { share, bar, amount } = makeShare("attention");
    const node = el("div", { class: "row slot", role: "option" }, text, keys.node, score, share, el("span", { class: "read" }, value, values.node));
    node.onpointerenter = ({ pointerType }) => pointerType === "mouse" && this.choose(at);
    node.onclick = () => this.choose(at);
    node.onfocus = () => this.choose(at);
    return { node, keys, values, text, value, score, bar, amount };
  }

  makeAnswer() {
    const vector = new Strip("vectors");
    const word = el("span", { class: "text", dir: "auto", "data-part": "answers" });
    const { share, bar, amount } = makeShare("answers");
    return { node: el("div", { class: "row answer" }, word, vector.node, share), word, vector, bar, amount };
  }

  // ---- shown for a hop ------------------------------------------------------------------------------------------

  go(hop) {
    this.hop = hop;
    this.slot = first(this.data.hops[hop]);
    this.show();
  }

  show() {
    const { data, hop } = this;
    const { keys, values, scores, attention, ...rest } = data.hops[hop];
    for (const [at, pill] of [...(this.steps.childNodes ?? [])].entries()) pill.setAttribute("aria-pressed", at === hop);
    for (const name of ["state", "readout", "next"]) this[name].draw(rest[name], data.scales[name]);
    fit(this.slots, data.slots.length, this.list, (at) => this.makeSlot(at));
    for (const [at, slot] of this.slots.entries()) {
      const { number, text, value, gold, nothing } = data.slots[at];
      write(slot.text, nothing ? data.words.nothing : `${number} ${gold ? "★ " : ""}${text}`);
      write(slot.value, value ?? "");
      slot.node.classList.toggle("nothing", !!nothing);
      slot.keys.draw(keys[at], data.scales.keys);
      slot.values.draw(values[at], data.scales.values);
      write(slot.score, short(scores[at]));
      fill(slot.bar, attention[at]);
      write(slot.amount, short(attention[at], 3));
    }
    write(this.after, data.words.answers.at(Math.min(hop, data.words.answers.length - 1)).replace("{n}", hop + 1));
    this.showAnswers(rest.answers);
    this.light();
  }

  showAnswers(probs) {
    const { data } = this;
    fit(this.answers, data.answers.length, this.ranking, () => this.makeAnswer());
    for (const [at, answer] of this.answers.entries()) {
      const { text, right, vector } = data.answers[at];
      write(answer.word, `${right ? "★ " : ""}${text}`);
      answer.vector.draw(vector, data.scales.vectors);
      fill(answer.bar, probs[at]);
      write(answer.amount, percent(probs[at]));
    }
  }

  // ---- what lights up -------------------------------------------------------------------------------------------

  choose(slot) {
    if (slot === this.slot) return;
    this.slot = slot;
    this.light();
  }

  light() {
    const { data, hop, slot } = this;
    const { lit } = this.lamp;
    const parts = lit ? data.symbols[lit].parts : [];
    this.node.classList.toggle("lit", parts.length > 0);
    this.host.dataset.lit = lit;
    for (const each of this.node.querySelectorAll("[data-part]")) each.classList.toggle("on", parts.includes(each.dataset.part));
    for (const each of this.node.querySelectorAll("[data-symbol]")) {
      each.classList.toggle("on", each.dataset.symbol === lit);
      each.setAttribute("aria-pressed", each.dataset.symbol === this.lamp.kept);
    }
    for (const [at, { node }] of this.slots.entries()) {
      node.setAttribute("aria-selected", at === slot);
      node.tabIndex = at === slot ? 0 : -1;
    }
    write(this.explanation, lit ? say(data, lit, hop, slot) : data.words.hint);
    const vector = lit && vectorOf(data, lit, hop, slot);
    this.all.classList.toggle("empty", !vector);
    write(this.numbers, vector ? vector.map((number) => short(number)).join("  ") : "");
  }

  onKey(event) {
    const at = this.slots.findIndex(({ node }) => node === event.target);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1 }[event.key];
    if (event.key === "Escape") this.lamp.keep(this.lamp.kept);
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    this.slots[Math.max(0, Math.min(this.slots.length - 1, to))].node.focus();
  }
}

/** A bar with its number. */
function makeShare(part) {
  const bar = el("span", { class: "bar" });
  const amount = el("span", { class: "amount" });
  const share = el("span", { class: "share", "data-part": part }, el("span", { class: "track" }, bar), amount);
  return { share, bar, amount };
}
