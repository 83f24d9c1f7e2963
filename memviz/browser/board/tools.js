/** The board's toolbar: back, play, step, and a button for every hop. */
import { button, el, fit, icon } from "../component/dom.js";
import { t } from "../component/language.js";

const PACE = 1100; // ms a hop: long enough to see both ribbons and to read the number

export class Tools {
  hop = 0;
  last = 0;

  /** `moveTo(hop, afresh)` changes the hop; `afresh` asks to draw it as if nothing had been drawn yet. */
  constructor(moveTo) {
    this.moveTo = moveTo;
    this.pills = [];
    this.back = button(t("One hop back"), icon("back"), () => this.go(this.hop - 1));
    this.toggle = button(t("Play"), icon("play"), () => (this.timer ? this.pause() : this.play()));
    this.step = button(t("One hop on"), icon("step"), () => this.go(this.hop + 1));
    this.group = el("span.pills", { role: "group", "aria-label": t("Hop") });
    this.group.append(el("span.label", { "aria-hidden": "true" }, t("Hop")));
    this.node = el("div.tools", { role: "toolbar", "aria-label": t("Hops") }, this.back, this.toggle, this.step, this.group);
  }

  fitHops(count) {
    this.last = count - 1;
    fit(this.pills, count, this.group, (k) => ({ node: button(t("Hop {n}", { n: k + 1 }), String(k + 1), () => this.go(k)) }));
  }

  show(hop) {
    this.hop = hop;
    // Not `disabled`: that would take the keyboard's focus away in the middle of stepping.
    this.back.setAttribute("aria-disabled", hop === 0);
    this.step.setAttribute("aria-disabled", hop === this.last);
    this.pills.forEach(({ node }, k) => node.setAttribute("aria-pressed", k === hop));
  }

  /** Changes the hop by hand, which ends playing. Hops before the first and after the last are not there. */
  go(hop) {
    this.pause();
    this.moveTo(Math.min(this.last, Math.max(0, hop)));
  }

  /** Walks on to the last hop, from hop 1 if it is there already. */
  play() {
    if (this.hop === this.last) this.moveTo(0, true);
    else this.moveTo(this.hop + 1);
    if (this.hop === this.last) return;
    this.timer = setInterval(() => this.tick(), PACE);
    this.face(t("Pause"), "pause");
  }

  tick() {
    this.moveTo(this.hop + 1);
    if (this.hop === this.last) this.pause();
  }

  pause() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.face(t("Play"), "play");
  }

  face(label, name) {
    if (this.toggle.title === label) return;
    this.toggle.title = label;
    this.toggle.setAttribute("aria-label", label);
    this.toggle.replaceChildren(icon(name));
  }
}
