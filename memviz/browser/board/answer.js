/** The answer after a hop: the leading one, whether the story agrees, and the whole distribution. */
import { endText, lastHop, setText } from "./chain.js";
import { el, fill, fit, flip, restyle, svg, write } from "../component/dom.js";
import { leader, percentText, verdict } from "../component/layout.js";
import { turnText } from "./lane_words.js";
import { haunt } from "./slots.js";
import { t } from "../component/language.js";

export class Answer {
  constructor() {
    this.rows = [];
    this.when = el("p.label");
    this.word = el("span.word", { dir: "auto" });
    this.share = el("span.share");
    this.verdict = el("p.verdict");
    this.why = el("p.why", { dir: "auto" });
    this.also = el("p.also", { dir: "auto" });
    this.list = el("ol", { "aria-label": t("Answers and their probabilities") });
    this.equation = el("b");
    this.words = el("span");
    this.dial = svg("path", { d: "M16 16H30", class: "after" });
    const dial = svg("svg", { viewBox: "0 0 32 32", class: "dial", "aria-hidden": "true" }, svg("circle", { cx: 16, cy: 16, r: 14 }), svg("path", { d: "M16 16H30" }), this.dial);
    this.turn = el("div.turn", {}, dial, el("p", {}, this.equation, this.words));
    const lead = el("p.leader", {}, this.word, this.share);
    this.node = el("div.answer", {}, this.when, lead, this.verdict, this.why, this.also, this.list, this.turn);
  }

  update({ answers, hops }) {
    this.turn.hidden = !hops[0].turn;
    fit(this.rows, answers.length, this.list, () => this.makeRow());
    answers.forEach(({ text }, i) => {
      write(this.rows[i].word, text);
      this.rows[i].word.title = text;
    });
  }

  makeRow() {
    const word = el("span.word", { dir: "auto" });
    const bar = el("span.bar");
    const number = el("span.amount");
    const track = el("span.track", {}, bar);
    return { word, bar, number, track, node: el("li", {}, word, track, number) };
  }

  /** Rows keep their places over all hops, so that only the bars move. */
  show(data, hop) {
    const lead = leader(data, hop);
    const { text, probs } = data.answers[lead];
    const last = hop >= lastHop(data);
    write(this.when, last ? t("Answer") : t("If it stopped after hop {hop}", { hop: hop + 1 }));
    const doubt = last ? data.doubt : undefined;
    const several = last && data.chain?.outcome === "set" && data.chain.names.length > 1;
    const end = several ? setText(data.chain) : data.chain ? endText(data.chain, text) : text;
    write(this.word, doubt?.headline ?? end);
    write(this.share, doubt ? "" : percentText(several ? data.chain.sure : probs[hop]));
    write(this.why, doubt?.reason ?? "");
    const judged = verdict(data.question, text, !!data.hashing);
    write(this.verdict, judged ? `${judged.sign} ${judged.words}` : "");
    flip(this.verdict, "wrong", judged?.right === false);
    this.showSet(data, hop, text);
    if (!this.turn.hidden) this.showTurn(data, hop);
    data.answers.forEach(({ text, probs }, i) => {
      const p = probs[hop];
      const { node, bar, number, track } = this.rows[i];
      const [was, now] = [data.before?.answers[text]?.[hop], percentText(p)];
      flip(node, "leads", i === lead);
      fill(bar, p);
      const same = was === undefined || percentText(was) === now;
      haunt(track, same ? undefined : was);
      write(number, same ? now : `${percentText(was)} → ${now}`);
    });
  }

  /** The answers that are as good as the leading one; they are known after the last hop. */
  showSet({ set = [], question, hops, chain }, hop, leading) {
    const sign = (answer) => {
      const judged = verdict(question, answer);
      return judged ? ` ${judged.sign}` : "";
    };
    const others = set.filter((answer) => answer !== leading).map((answer) => answer + sign(answer));
    const listed = chain?.outcome === "set" ? set.map((answer) => answer + sign(answer)).join(", ") : chain?.names.join(", ");
    write(this.also, chain ? (chain.names.length > 1 ? listed : "") : set.length > 1 ? t("also: {answers}", { answers: others.join(", ") }) : "");
    restyle(this.also, "visibility", hop >= lastHop({ hops, chain }) ? "visible" : "hidden");
  }

  /** How the state turned on its way to the next hop. */
  showTurn(data, hop) {
    const { equation, words } = turnText(data, hop);
    write(this.equation, equation);
    write(this.words, words);
    restyle(this.dial, "transform", `rotate(${-(data.hops[hop].turn.angle ?? 0)}deg)`);
  }
}
