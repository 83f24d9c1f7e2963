/** Order in a sentence and order in time: the weights of the words of one sentence, and the vectors of the ages. */
import { el, write } from "../component/dom.js";
import { ChapterView } from "./chapter.js";
import { fillIn, short } from "./numbers.js";
import { Strip } from "./strip.js";

/** Puts the view into `root`; `update(data)` draws on it. */
export function mountView(root) {
  return new Encoding(root, "encoding");
}

class Encoding extends ChapterView {
  /** @type {{ strip: Strip, vector: number[], scale: number, middle: number, word?: string }[]} */
  strips = [];

  draw(fresh) {
    if (fresh) this.build();
    for (const { strip, vector, scale, middle } of this.strips) strip.draw(vector, scale, middle);
  }

  build() {
    const { words, sentences, chosen } = this.data;
    this.strips = [];
    this.choice = el("select", { "aria-label": words.sentence }, ...sentences.map(({ text }, at) => el("option", { value: at }, `${at + 1} ${text}`)));
    this.choice.value = chosen;
    this.choice.onchange = () => this.showSentence(Number(this.choice.value));
    this.sentence = el("div", { class: "words" });
    this.explanation = el("p", { class: "explanation", "aria-live": "polite" }, words.hint);
    const place = el("div", {}, el("p", { class: "name" }, words.place), this.choice, this.sentence, el("p", { class: "note" }, words.middle));
    const time = el("div", {}, el("p", { class: "name" }, words.time), this.buildAges(), this.explanation);
    this.node.replaceChildren(el("div", { class: "both" }, place, time));
    this.showSentence(chosen);
  }

  showSentence(at) {
    const { words } = this.data.sentences[at];
    const weights = this.data.weights[words.length];
    this.strips = this.strips.filter(({ word }) => !word);
    const rows = words.map((word, j) => {
      const strip = new Strip();
      this.strips.push({ strip, vector: weights[j], scale: 1, middle: 1, word });
      return el("div", { class: "word" }, el("span", { class: "text", dir: "auto" }, word), strip.node);
    });
    this.sentence.replaceChildren(...rows);
    for (const { strip, vector, scale, middle, word } of this.strips) if (word) strip.draw(vector, scale, middle);
  }

  buildAges() {
    const { time, pull, scale, words } = this.data;
    const most = Math.max(...pull.map(Math.abs));
    const rows = time.map((vector, age) => this.age(age, vector, scale, pull[age], most));
    const head = el("p", { class: "age head" }, el("span", {}, words.age), el("span", {}, "T", el("sub", {}, "A")), el("span", {}, words.pull));
    return el("div", { class: "ages", role: "list" }, head, ...rows);
  }

  age(age, vector, scale, pull, most) {
    const strip = new Strip();
    this.strips.push({ strip, vector, scale, middle: 0 });
    const bar = el("span", { class: `pull ${pull < 0 ? "down" : "up"}` });
    bar.style.width = `${(50 * Math.abs(pull)) / most}%`;
    const node = el("p", { class: "age", role: "listitem" }, el("span", { class: "number" }, age % 5 ? "" : String(age)), strip.node, el("span", { class: "field" }, bar));
    node.classList.toggle("unused", age >= this.data.sentences.length);
    node.onpointerenter = () => this.tell(age, pull);
    node.onclick = () => this.tell(age, pull);
    return node;
  }

  tell(age, pull) {
    const { sentences, words } = this.data;
    const { text } = sentences[sentences.length - 1 - age] ?? {};
    write(this.explanation, fillIn(text ? words.used : words.unused, { age, pull: short(pull), text }));
  }
}
