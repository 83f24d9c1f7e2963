/** From all memories to those that key hashing kept, on a scale of logarithms. */
import { el, fill, fit, write } from "../component/dom.js";
import { t } from "../component/language.js";

const STAGES = {
  total: () => t("memories in all"),
  found: () => t("share a name or a rare word"),
  kept: () => t("kept"),
};

export class Funnel {
  constructor() {
    this.rows = [];
    this.node = el("ol", { class: "funnel", "aria-label": t("How many memories were left") });
  }

  take({ hashing }) {
    this.node.hidden = !hashing;
    if (!hashing) return;
    const names = Object.keys(STAGES);
    fit(this.rows, names.length, this.node, () => this.makeRow());
    names.forEach((name, i) => {
      const { bar, count, words } = this.rows[i];
      fill(bar, Math.log1p(hashing[name]) / Math.log1p(hashing.total));
      write(count, hashing[name].toLocaleString("en"));
      write(words, STAGES[name]());
    });
  }

  makeRow() {
    const [count, words] = [el("b"), el("span")];
    const bar = el("span", { class: "bar" });
    return { bar, count, words, node: el("li", {}, el("span", { class: "track" }, bar), el("span", {}, count, " ", words)) };
  }
}
