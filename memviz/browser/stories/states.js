// @ts-check
/** The state between two hops, as a pill that says what the network would answer if it stopped there. */
import { el, fit, flip, restyle, write } from "../component/dom.js";
import { t } from "../component/language.js";

export class States {
  constructor() {
    /** @type {{ node: HTMLElement, said: HTMLElement }[]} */
    this.pills = [];
    this.node = el("div", { class: "states" });
  }

  /**
   * One pill behind every hop but the last, whose state is the answer.
   * @param {import("./scene.js").Step[]} steps
   */
  update(steps) {
    fit(this.pills, steps.length - 1, this.node, () => {
      const said = el("b", { dir: "auto" });
      return { said, node: el("div", { class: "pill" }, el("span", {}, t("would say")), said) };
    });
    this.pills.forEach(({ node, said }, k) => {
      write(said, steps[k].says);
      node.title = t("If it stopped after hop {n}: {answer}, {share}", { n: k + 1, answer: steps[k].says, share: steps[k].share });
    });
  }

  /**
   * @param {(k: number) => number} left where the state behind hop k lies, in px
   */
  place(left) {
    this.pills.forEach(({ node }, k) => restyle(node, "left", `${left(k + 1)}px`));
  }

  /** @param {{ hop: number, read: boolean }} moment */
  show({ hop, read }) {
    this.pills.forEach(({ node }, k) => {
      flip(node, "told", k < hop || (k === hop && read));
      flip(node, "now", (k === hop && read) || (k === hop - 1 && !read));
    });
  }
}
