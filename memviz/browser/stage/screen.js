/** The stage: it covers the whole screen and shows one step at a time. Stepping needs no server. */
import { el, fit, write } from "../component/dom.js";
import { Band } from "./band.js";
import { Memory } from "./memory.js";
import { Notes } from "./notes.js";
import { Outcome } from "./outcome.js";
import { Player } from "./player.js";
import { stageKey, Touch } from "./input.js";
import { stepsOf } from "./steps.js";
import { caption, stepName } from "./words.js";
import { t } from "../component/language.js";

const HINT_STAYS = 8000; // ms

export class Screen {
  /** @type {{ node: HTMLElement }[]} */
  dots = [];
  /** @type {import("./steps.js").Place[]} */
  places = [];
  /** @type {import("./deck.js").Deck["items"]} */
  items = [];
  /** @type {Record<string, import("./steps.js").Show>} by the ids of items */
  shows = {};
  /** @type {import("./steps.js").Show | undefined} the one that is on */
  show;
  at = -1;
  filled = false;
  /** @param {KeyboardEvent} event */
  keys = (event) => this.key(event);
  unfilled = () => document.fullscreenElement || (this.filled && this.leave());
  band = new Band();
  memory = new Memory();
  outcome = new Outcome();
  notes = new Notes(this.keys);
  player = new Player({ step: (by) => this.step(by), notes: () => this.notes.toggle(), beside: () => this.notes.beside(), leave: () => this.leave() });
  watch = new ResizeObserver(() => this.open && this.memory.arrange());
  hint = el("p", { class: "hint", hidden: "" });

  /** `on` holds what to call: moved(place), left(). */
  constructor(on) {
    this.on = on;
    this.build();
    this.node.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.leave();
    });
    this.node.addEventListener("pointermove", () => this.player.wake());
    this.touch = new Touch(this.frame, (by) => this.press(by), () => this.player.wake());
    this.watch.observe(this.memory.node);
  }

  build() {
    this.caption = el("p", { class: "caption", "aria-live": "polite", dir: "auto" });
    this.title = el("p", { class: "title", dir: "auto" });
    this.count = el("p", { class: "count" });
    this.track = el("nav", { class: "dots", "aria-label": t("Steps") });
    this.track.onclick = (event) => event.stopPropagation();
    const main = el("div", { class: "main" }, this.memory.node, this.outcome.node);
    const footer = el("footer", {}, this.title, this.track, this.count);
    this.frame = el("div", { class: "frame", tabindex: "-1", autofocus: "" }, this.band.node, main, this.caption, footer);
    this.node = el("dialog", { class: "stage", "aria-label": t("Presentation") }, this.frame, this.notes.node, this.player.node, this.hint);
  }

  get open() {
    return this.node.open;
  }

  /** Takes up the talk: places as in steps.js, its items and what they show. */
  take(places, items, shows) {
    const { item, step } = this.places[this.at] ?? {};
    Object.assign(this, { places, items, shows });
    this.at = places.findIndex((place) => place.item === item && place.step === step);
  }

  /** Covers the screen, and shows a place. */
  enter(at, hint) {
    this.node.showModal();
    addEventListener("keydown", this.keys, true);
    document.addEventListener("fullscreenchange", this.unfilled);
    this.show = undefined;
    this.go(at);
    if (hint) this.sayHint();
  }

  /** The whole screen, where the browser allows it; what it does not allow is not missed. */
  async fill() {
    try {
      await this.node.ownerDocument.documentElement.requestFullscreen();
      this.filled = true;
    } catch {
      this.filled = false;
    }
  }

  leave() {
    if (!this.open) return;
    this.player.rest();
    this.notes.close();
    this.node.close();
    this.hint.hidden = true;
    removeEventListener("keydown", this.keys, true);
    document.removeEventListener("fullscreenchange", this.unfilled);
    if (document.fullscreenElement) document.exitFullscreen();
    this.filled = false;
    this.on.left();
  }

  destroy() {
    this.watch.disconnect();
    this.leave();
  }

  sayHint() {
    const fingers = matchMedia("(hover: none)").matches;
    write(this.hint, fingers ? t("Tap right to go on, left to go back") : t("→ on   ← back   P play   N notes   Esc leave"));
    this.hint.hidden = false;
    setTimeout(() => (this.hint.hidden = true), HINT_STAYS);
  }

  // ---- steps -----------------------------------------------------------------------------------------------------

  /** Goes on by so many steps; says whether there was such a step. */
  step(by) {
    const to = this.at + by;
    if (to < 0 || to >= this.places.length) return false;
    this.go(to);
    return true;
  }

  press(by) {
    this.player.press(by);
    this.hint.hidden = true;
  }

  jump(to) {
    this.player.pause();
    this.go(to);
  }

  go(to) {
    this.at = to;
    const { item, step } = this.places[to];
    const { id } = this.items[item];
    const show = this.shows[id];
    const steps = stepsOf(show);
    if (this.show !== show) this.takeShow(show, steps);
    const now = steps[step];
    this.tell(item, step, steps);
    this.node.dataset.phase = now.phase;
    this.node.dataset.shown = shownBy(steps, step);
    for (const part of [this.band, this.memory, this.outcome]) part.draw(now);
    this.on.moved(this.places[to]);
  }

  /** Another story: its rows and dots are made, and fade in. */
  takeShow(show, steps) {
    const again = this.show !== undefined;
    this.show = show;
    fit(this.dots, steps.length, this.track, () => ({ node: el("button", { type: "button" }) }));
    this.dots.forEach(({ node }, k) => {
      node.onclick = () => this.jump(this.at - this.places[this.at].step + k);
      node.dataset.of = steps[k].phase;
      node.ariaLabel = node.title = `${k + 1} · ${stepName(steps[k])}`;
    });
    this.band.take(show);
    this.outcome.take(show);
    this.node.dataset.shown = "";
    this.memory.take(show);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (again && !still) this.frame.animate([{ opacity: 0.2 }, { opacity: 1 }], { duration: 350, easing: "ease-out" });
  }

  tell(item, step, steps) {
    const { title, notes, question } = this.items[item];
    const text = caption(this.show, steps[step]);
    write(this.caption, text);
    write(this.title, title || question.text);
    write(this.count, this.items.length > 1 ? `${item + 1} / ${this.items.length}` : "");
    this.dots.forEach(({ node }, k) => node.setAttribute("aria-current", k === step ? "step" : "false"));
    this.dots.forEach(({ node }, k) => node.classList.toggle("past", k < step));
    const next = steps[step + 1] ? caption(this.show, steps[step + 1]) : t("The last step of this story.");
    this.notes.tell({ notes, now: `${title} · ${text}`, next: t("Next: {next}", { next }) });
  }

  // ---- keys ------------------------------------------------------------------------------------------------------

  key(event) {
    const act = stageKey(event, this);
    event.stopPropagation(); // the page around has letters as shortcuts
    if (!act) return;
    event.preventDefault();
    act();
  }
}

/** Which parts have been told by now: the style shows them from then on. */
function shownBy(steps, step) {
  const seen = steps.slice(0, step + 1).map(({ phase }) => phase);
  return [...new Set(seen)].join(" ");
}
