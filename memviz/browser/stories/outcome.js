// @ts-check
/** The answer, said once: the word, how likely, how far to trust it, whether it is right, and who came next. */
import { button, el, flip, write } from "../component/dom.js";
import { t } from "../component/language.js";

/** @typedef {{ kind: "sure" | "unsure" | "untold", word: string, why: string }} Trust */

export class Outcome {
  /** @type {import("./scene.js").Scene} */
  scene;
  sure = false;

  constructor() {
    this.word = el("output", { class: "word", dir: "auto" });
    this.share = el("span", { class: "share" });
    this.trust = button("", "", () => this.open(this.why.hidden));
    this.trust.classList.add("trust");
    this.why = el("p", { class: "why", hidden: "" });
    this.verdict = el("p", { class: "verdict" });
    this.others = el("ul", { class: "others", "aria-label": t("What came next") });
    this.label = el("span", { class: "label" });
    this.lead = el("p", { class: "lead" }, this.label, this.word, this.share);
    this.node = el("div", { class: "outcome" }, this.trust, this.why, this.verdict, this.others);
  }

  /**
   * @param {import("./scene.js").Scene} scene
   * @param {Trust} trust
   */
  update(scene, trust) {
    this.scene = scene;
    this.sure = trust.kind === "sure";
    this.lead.dataset.kind = trust.kind;
    write(this.verdict, scene.verdict && `${scene.right ? "✓" : "✗"} ${scene.verdict}`);
    if (this.why.textContent !== trust.why) this.open(false);
    write(this.trust, trust.word);
    write(this.why, trust.why);
    this.trust.title = t("Why?");
    this.trust.setAttribute("aria-label", t("{word}: why?", { word: trust.word }));
    this.trust.dataset.kind = trust.kind;
    this.others.replaceChildren(...scene.others.map(([text, share]) => el("li", {}, el("span", { dir: "auto" }, text), el("span", {}, share))));
  }

  /** @param {boolean} open */
  open(open) {
    this.why.hidden = !open;
    this.trust.setAttribute("aria-expanded", String(open));
  }

  /**
   * Before the last hop has read there is no answer yet. What is told of a state on its way is seen where there is no room
   * for a pill behind every hop.
   * @param {boolean} told
   * @param {{ label: string, word: string, share: string }} state
   */
  show(told, state) {
    const { answer, share } = this.scene;
    const said = told ? { label: t("answer"), word: answer, share: this.sure ? share : "" } : state;
    for (const name of ["label", "word", "share"]) write(this[name], said[name]);
    for (const part of [this.lead, this.node]) flip(part, "later", !told);
    this.node.inert = !told;
  }
}
