/** The answer after a hop: the leading one, whether the story agrees, and the whole distribution. */
import { el, fill, fit, write } from "./dom.js";
import { leader, percentText, verdict } from "./layout.js";

export class Answer {
  constructor() {
    this.rows = [];
    this.when = el("p", { class: "label" });
    this.word = el("span", { class: "word", dir: "auto" });
    this.share = el("span", { class: "share" });
    this.verdict = el("p", { class: "verdict" });
    this.list = el("ol", { "aria-label": "Answers and their probabilities" });
    this.node = el("div", { class: "answer" }, this.when, el("p", { class: "leader" }, this.word, this.share), this.verdict, this.list);
  }

  update({ answers }) {
    fit(this.rows, answers.length, this.list, () => this.makeRow());
    answers.forEach(({ text }, i) => {
      write(this.rows[i].word, text);
      this.rows[i].word.title = text;
    });
  }

  makeRow() {
    const word = el("span", { class: "word", dir: "auto" });
    const bar = el("span", { class: "bar" });
    const number = el("span", { class: "amount" });
    return { word, bar, number, node: el("li", {}, word, el("span", { class: "track" }, bar), number) };
  }

  /** Rows keep their places over all hops, so that only the bars move. */
  show(data, hop) {
    const lead = leader(data, hop);
    const { text, probs } = data.answers[lead];
    write(this.when, hop === data.hops.length - 1 ? "Answer" : `If it stopped after hop ${hop + 1}`);
    write(this.word, text);
    write(this.share, percentText(probs[hop]));
    const judged = verdict(data.question.answer, text);
    write(this.verdict, judged ? `${judged.sign} ${judged.words}` : "");
    this.verdict.classList.toggle("wrong", judged?.right === false);
    data.answers.forEach((answer, i) => {
      this.rows[i].node.classList.toggle("leads", i === lead);
      fill(this.rows[i].bar, answer.probs[hop]);
      write(this.rows[i].number, percentText(answer.probs[hop]));
    });
  }
}
