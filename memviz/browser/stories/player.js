// @ts-check
/** Play, step, one dot a hop, and the pace: which beat is shown, and when the next one comes. */
import { button, el, flip, icon, nameOf, write } from "../component/dom.js";
import { t } from "../component/language.js";

const BEAT = 1250; // ms: two beats a hop
const REST = 2600; // ms at the end, before it begins again
const PACES = [0.5, 1, 2];

export class Player {
  /**
   * @param {(beat: number, moving: boolean) => void} show called with every beat; `moving` where light is to run
   * @param {(beat: number) => void} stepped called when a person has chosen a beat
   */
  constructor(show, stepped) {
    this.show = show;
    this.stepped = stepped;
    this.hops = 1;
    this.beat = 0;
    this.pace = 1;
    this.loop = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.play = button(t("Play"), icon("play"), () => (this.timer ? this.pause() : this.start()));
    this.play.classList.add("play");
    this.back = button(t("One hop back"), icon("back"), () => this.step(-1));
    this.on = button(t("One hop on"), icon("step"), () => this.step(1));
    this.dots = el("div", { class: "dots", role: "img" });
    this.dots.onclick = (/** @type {MouseEvent} */ event) => this.choose(event);
    this.faster = button(t("Speed: {pace}", { pace: "1×" }), "1×", () => this.nextPace());
    this.again = button(t("Play again and again"), "↻", () => this.turnLoop());
    this.again.setAttribute("aria-pressed", "false");
    for (const each of [this.back, this.on]) each.classList.add("step");
    for (const each of [this.faster, this.again]) each.classList.add("pace");
    this.node = el("div", { class: "player", role: "group", "aria-label": t("The move of attention") }, this.back, this.play, this.on, this.dots, this.faster, this.again);
  }

  get last() {
    return 2 * this.hops;
  }

  get playing() {
    return this.timer !== undefined;
  }

  /**
   * Another picture, of so many hops: at the beat given, without motion.
   * @param {number} hops
   * @param {number} beat
   */
  begin(hops, beat) {
    this.pause();
    this.hops = hops;
    this.dots.replaceChildren(...Array.from({ length: hops }, (_, k) => el("span", { class: "dot", "data-hop": k + 1, title: t("Hop {n}", { n: k + 1 }) })));
    this.go(Math.min(beat, this.last), false);
  }

  /**
   * @param {number} beat
   * @param {boolean} moving
   */
  go(beat, moving) {
    this.beat = beat;
    [...this.dots.children].forEach((dot, k) => {
      flip(dot, "done", beat >= 2 * (k + 1));
      flip(dot, "half", beat === 2 * k + 1);
    });
    const hop = Math.ceil(beat / 2);
    this.back.setAttribute("aria-disabled", String(beat === 0));
    this.on.setAttribute("aria-disabled", String(beat === this.last));
    this.dots.setAttribute("aria-label", hop ? t("Hop {n} of {hops}", { n: hop, hops: this.hops }) : t("The question"));
    this.show(beat, moving);
  }

  /** Plays on, from the beginning if the end is reached. */
  start() {
    if (this.beat >= this.last) this.go(0, false);
    this.face(true);
    this.timer = setTimeout(() => this.tick(), 350);
  }

  tick() {
    if (this.beat >= this.last) {
      if (!this.loop) return this.pause();
      this.go(0, false);
      this.timer = setTimeout(() => this.tick(), 500);
      return;
    }
    this.go(this.beat + 1, true);
    const rest = this.beat < this.last ? BEAT : this.loop ? REST : BEAT;
    this.timer = setTimeout(() => this.tick(), rest / this.pace);
  }

  pause() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.face(false);
  }

  /**
   * Steps by hand, a hop on or back, which ends playing.
   * @param {number} by
   */
  step(by) {
    this.pause();
    const hop = by > 0 ? Math.floor(this.beat / 2) + 1 : Math.ceil(this.beat / 2) - 1;
    this.jump(hop);
  }

  /**
   * To the end of a hop; 0 is the question.
   * @param {number} hop
   */
  jump(hop) {
    this.pause();
    const beat = 2 * Math.min(this.hops, Math.max(0, hop));
    this.go(beat, beat === this.beat + 2 || beat === this.beat + 1);
    this.stepped(beat);
  }

  /** @param {MouseEvent} event */
  choose(event) {
    const dot = event.target instanceof Element && event.target.closest(".dot");
    if (dot instanceof HTMLElement) this.jump(Number(dot.dataset.hop));
  }

  /** Half, once, twice as fast. */
  nextPace() {
    this.pace = PACES[(PACES.indexOf(this.pace) + 1) % PACES.length];
    const pace = `${this.pace}×`.replace("0.5", "½");
    write(this.faster, pace);
    this.faster.title = t("Speed: {pace}", { pace });
    this.faster.setAttribute("aria-label", nameOf(this.faster.title, pace));
  }

  turnLoop() {
    this.loop = !this.loop;
    this.again.setAttribute("aria-pressed", String(this.loop));
  }

  /**
   * @param {string} key
   * @returns {(() => void) | undefined} what a key does here
   */
  keyAct(key) {
    return {
      ArrowRight: () => this.step(1),
      ArrowLeft: () => this.step(-1),
      Home: () => this.jump(0),
      End: () => this.jump(this.hops),
    }[key];
  }

  /** @param {boolean} playing */
  face(playing) {
    flip(this.node, "playing", playing);
    const label = playing ? t("Pause") : t("Play");
    if (this.play.title === label) return;
    this.play.title = label;
    this.play.setAttribute("aria-label", label);
    this.play.replaceChildren(icon(playing ? "pause" : "play"));
  }
}
