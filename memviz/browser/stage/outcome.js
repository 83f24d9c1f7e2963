/** The last step: what the network answers, whether that is right, and how probable the other answers are. */
import { el, fill, fit, write } from "../component/dom.js";
import { percentText } from "../component/layout.js";
import { counted, t } from "../component/language.js";
import { judged } from "./words.js";

export class Outcome {
  constructor() {
    this.rows = [];
    this.word = el("p", { class: "word", dir: "auto" });
    this.share = el("span", { class: "share" });
    this.verdict = el("span", { class: "verdict" });
    this.list = el("ol", { "aria-label": t("Answers and their probabilities") });
    this.node = el("div", { class: "outcome" }, this.word, el("p", { class: "under" }, this.share, this.verdict), this.list);
  }

  makeRow() {
    const [word, bar, amount] = ["word", "bar", "amount"].map((name) => el("span", { class: name }));
    word.dir = "auto";
    return { word, bar, amount, node: el("li", {}, word, el("span", { class: "track" }, bar), amount) };
  }

  /** The answers of a story; the bars grow once the step is reached. */
  take(show) {
    this.show = show;
    const { text, p } = show.answers[0];
    write(this.word, show.doubt?.headline ?? text);
    write(this.share, show.doubt ? "" : percentText(p));
    const { right, text: verdict } = judged(show);
    write(this.verdict, [show.doubt?.reason, verdict].filter(Boolean).join(" "));
    this.verdict.classList.toggle("wrong", !right);
    fit(this.rows, show.answers.length, this.list, () => this.makeRow());
    this.rows.forEach((row, i) => {
      const { text, others, p } = show.answers[i];
      write(row.word, text ?? counted("{n} other", "{n} others", others));
      write(row.amount, percentText(p));
      row.node.classList.toggle("leads", !i);
    });
  }

  draw({ phase }) {
    this.rows.forEach(({ bar }, i) => fill(bar, phase === "answer" ? this.show.answers[i].p : 0));
  }
}
