/** A chain of facts: what each hop looks up is what the hop before has read. */
import { Chain } from "../board/chain.js";
import { el } from "../component/dom.js";
import { ChapterView } from "./chapter.js";

/** Puts the view into `root`; `update(data)` draws on it. */
export function mountView(root) {
  return new Followed(root);
}

class Followed extends ChapterView {
  constructor(root) {
    super(root, "followed");
    this.chain = new Chain((hop) => this.go(hop));
    this.pills = el("p", { class: "pills" });
    this.node.append(this.pills, this.chain.node);
  }

  draw(fresh) {
    if (!fresh) return;
    const { chain, words } = this.data;
    this.chain.update({ chain });
    this.pills.replaceChildren(...chain.steps.map((_, hop) => {
      const node = el("button", { type: "button", class: "pill" }, words.hop.replace("{n}", hop + 1));
      node.onclick = () => this.go(hop);
      return node;
    }));
    this.go(chain.end);
  }

  go(hop) {
    this.hop = hop;
    [...this.pills.children].forEach((pill, k) => pill.setAttribute("aria-pressed", k === hop));
    this.chain.show(hop);
  }
}
