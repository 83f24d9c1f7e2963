/** The answer after a hop: the leading one, whether the story agrees, and the whole distribution. */
import { endText, lastHop } from "./chain_words.js";
import { button, el, fill, fit, flip, restyle, svg, write } from "../component/dom.js";
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
    this.trust = button("", "", () => this.explain(this.why.hidden));
    this.trust.className = "trust";
    this.why = el("p.why", { dir: "auto" });
    this.names = [];
    this.set = el("ul.set", { "aria-label": t("The answers") });
    this.list = el("ol", { "aria-label": t("Answers and their probabilities") });
    this.equation = el("b");
    this.words = el("span");
    this.dial = svg("path", { d: "M16 16H30", class: "after" });
    const dial = svg("svg", { viewBox: "0 0 32 32", class: "dial", "aria-hidden": "true" }, svg("circle", { cx: 16, cy: 16, r: 14 }), svg("path", { d: "M16 16H30" }), this.dial);
    this.turn = el("div.turn", {}, dial, el("p", {}, this.equation, this.words));
    const lead = el("p.leader", {}, this.word, this.share, this.trust);
    this.node = el("div.answer", {}, this.when, lead, this.why, this.verdict, this.set, this.list, this.turn);
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
    const { doubt, several, chain, trust } = { ...data, doubt: last ? data.doubt : undefined, several: last && data.several, trust: last ? data.trust : undefined };
    write(this.when, last ? t("Answer") : t("If it stopped after hop {hop}", { hop: hop + 1 }));
    write(this.word, doubt?.headline ?? (several || (chain && last ? endText(chain, text) : text)));
    write(this.share, doubt || several || trust ? "" : percentText(probs[hop]));
    this.showTrust(trust, doubt?.reason);
    const judged = last ? verdict(data.question, several ? data.set : [text], !!data.hashing) : null;
    write(this.verdict, judged ? `${judged.sign} ${judged.words}` : "");
    flip(this.verdict, "wrong", judged?.right === false);
    this.showSet(data, several);
    this.list.hidden = !!several && !!data.hashing;
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

  /** How far to trust the answer; the reason is told when it is asked for. */
  showTrust(trust, doubt) {
    const why = trust?.why ?? doubt ?? "";
    this.trust.hidden = !trust;
    if (trust) {
      write(this.trust, trust.word);
      this.trust.title = t("Why?");
      this.trust.setAttribute("aria-label", t("{word}: why?", { word: trust.word }));
      this.trust.dataset.kind = trust.kind;
    }
    if (this.why.textContent !== why) this.explain(!trust);
    write(this.why, why);
  }

  explain(open) {
    this.why.hidden = !open;
    this.trust.setAttribute("aria-expanded", open);
  }

  /** A set is a list of names, each with its mark where the right answers are known. */
  showSet({ set = [], question }, several) {
    this.set.hidden = !several;
    fit(this.names, several ? set.length : 0, this.set, () => ({ node: el("li", { dir: "auto" }) }));
    this.names.forEach(({ node }, i) => {
      const judged = verdict(question, [set[i]], true, true);
      write(node, judged ? `${judged.sign} ${set[i]}` : set[i]);
    });
  }

  /** How the state turned on its way to the next hop. */
  showTurn(data, hop) {
    const { equation, words } = turnText(data, hop);
    write(this.equation, equation);
    write(this.words, words);
    restyle(this.dial, "transform", `rotate(${-(data.hops[hop].turn.angle ?? 0)}deg)`);
  }
}
