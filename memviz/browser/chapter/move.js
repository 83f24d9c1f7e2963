/** The move of attention, small: sentences on the left, the light of every hop beside them, and what each state would say. */
import { el, flip, restyle, write } from "../component/dom.js";
import { Light } from "../stories/light.js";
import { fanOf, momentOf } from "../stories/scene.js";
import { ChapterView } from "./chapter.js";

const WIDEST = 12; // px of all of a hop's attention
const LANE = 34; // px of the lane in which the states lie
const BEAT = 1250; // ms

/** Puts the view into `root`; `update(data)` draws on it. */
export function mountView(root) {
  return new Move(root);
}

class Move extends ChapterView {
  /** @type {any} the light of the story that is shown */
  light;

  constructor(root) {
    super(root, "move");
    this.watch = new ResizeObserver(() => this.paint());
    this.watch.observe(this.node);
  }

  destroy() {
    clearTimeout(this.timer);
    this.watch.disconnect();
    super.destroy();
  }

  draw(fresh) {
    if (!fresh) return;
    clearTimeout(this.timer);
    const { question, sentences, scene, words } = this.data;
    this.light = new Light();
    this.rows = sentences.map((text, i) => el("li", { dir: "auto" }, el("span", { class: "number" }, scene.rows[i] ? i + 1 : ""), `${scene.rows[i]?.star ? "★ " : ""}${text}`));
    this.states = scene.steps.map(({ says }, k) => el("span", { class: "state", dir: "auto", title: words.would.replace("{n}", k + 1) }, says));
    this.pills = scene.steps.map((_, k) => this.pill(words.hop.replace("{n}", k + 1), () => this.jump(2 * (k + 1))));
    this.said = el("p", { class: "said", "aria-live": "polite" });
    const controls = el("p", { class: "pills" }, this.pill(words.play, () => this.play()), ...this.pills);
    this.stage = el("div", { class: "stage" }, el("p", { class: "asked", dir: "auto" }, question), ...this.states, el("ol", {}, ...this.rows), this.light.node);
    this.node.replaceChildren(el("p", { class: "title" }, words.title), controls, this.stage, this.said);
    this.paint();
    this.jump(2 * scene.steps.length);
  }

  pill(text, act) {
    const node = el("button", { type: "button", class: "pill" }, text);
    node.onclick = act;
    return node;
  }

  /** Paints the light for where the rows lie now. */
  paint() {
    const width = this.stage?.clientWidth;
    if (!width) return;
    const { steps } = this.data.scene;
    const told = Math.round(width * (width < 520 && steps.length > 1 ? 0.38 : 0.42));
    const hop = (width - told - 44) / steps.length;
    restyle(this.stage, "--told", `${told}px`);
    const at = (k) => ({ x: told + k * hop, y: LANE });
    this.states.forEach((state, k) => restyle(state, "left", `${at(k + 1).x}px`));
    const middles = this.rows.map(({ offsetTop, offsetHeight }) => offsetTop + offsetHeight / 2);
    const full = Math.min(WIDEST, hop / 8);
    this.light.draw(steps.map(({ ribbons }, k) => fanOf(ribbons, middles, k ? at(k) : { x: told, y: LANE / 2, beside: told - 8 }, at(k + 1), full)));
    this.light.show(momentOf(this.beat ?? 0));
  }

  /** Shows a beat, 0 the question, then two a hop: it looks, it reads. */
  go(beat, moving) {
    this.beat = beat;
    const { scene, words } = this.data;
    const moment = momentOf(beat);
    flip(this.node, "moving", moving);
    if (!beat) this.light.blank();
    this.light.show(moment);
    this.states.forEach((state, k) => flip(state, "told", beat >= 2 * (k + 1)));
    this.pills.forEach((pill, k) => pill.setAttribute("aria-pressed", moment.hop === k));
    const step = scene.steps[moment.hop];
    this.rows.forEach((row, i) => restyle(row, "--glow", (step?.weights[i] ?? 0).toFixed(3)));
    flip(this.node, "reading", moment.read);
    const said = step ? (moment.read ? [...step.key, [" "], ...step.value] : step.key) : [[words.asked]];
    write(this.said, said.map(([piece]) => piece).join(""));
  }

  jump(beat) {
    clearTimeout(this.timer);
    this.go(beat, false);
  }

  play() {
    this.jump(0);
    const tick = () => {
      this.go(this.beat + 1, true);
      if (this.beat < 2 * this.data.scene.steps.length) this.timer = setTimeout(tick, BEAT);
    };
    this.timer = setTimeout(tick, BEAT / 3);
  }
}
