/** Auto-play, and the small controls that come when the pointer moves. */
import { button, el, icon, write } from "../component/dom.js";
import { t } from "../component/language.js";

const SPEEDS = [2, 3, 4, 5, 6, 8, 10, 15]; // seconds a step
const LINGERS = 2500; // ms that the controls stay

export class Player {
  /** `on` holds what to call: step(by), which says whether there was one; notes, beside, leave. */
  constructor(on) {
    this.on = on;
    this.at = SPEEDS.indexOf(5);
    this.toggle = button(t("Play (P)"), icon("play"), () => this.turn());
    this.speed = el("span", { class: "speed", role: "status" });
    const parts = [
      button(t("One step back"), "‹", () => this.press(-1)),
      this.toggle,
      button(t("One step on"), "›", () => this.press(1)),
      button(t("Slower (−)"), "−", () => this.pace(1)),
      this.speed,
      button(t("Faster (+)"), "+", () => this.pace(-1)),
      button(t("Speaker notes (N)"), t("Notes"), on.notes),
      button(t("Notes in a window of their own (W)"), "↗", on.beside),
      button(t("Leave (Esc)"), "✕", on.leave),
    ];
    this.node = el("div", { class: "tools", role: "toolbar", "aria-label": t("Presentation") }, ...parts);
    this.node.onclick = (event) => event.stopPropagation();
    this.write();
  }

  get playing() {
    return this.timer !== undefined;
  }

  press(by) {
    this.pause();
    this.on.step(by);
  }

  turn() {
    if (this.playing) this.pause();
    else this.play();
    this.wake();
  }

  play() {
    clearInterval(this.timer);
    this.timer = setInterval(() => this.on.step(1) || this.pause(), 1000 * SPEEDS[this.at]);
    this.face(t("Pause (P)"), "pause");
  }

  pause() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.face(t("Play (P)"), "play");
  }

  pace(by) {
    this.at = Math.min(SPEEDS.length - 1, Math.max(0, this.at + by));
    this.write();
    if (this.playing) this.play();
    this.wake();
  }

  write() {
    write(this.speed, t("{seconds} s", { seconds: SPEEDS[this.at] }));
  }

  face(label, name) {
    if (this.toggle.title === label) return;
    this.toggle.title = label;
    this.toggle.setAttribute("aria-label", label);
    this.toggle.replaceChildren(icon(name));
  }

  /** Shows the controls for a while. */
  wake() {
    this.node.classList.add("awake");
    clearTimeout(this.sleep);
    this.sleep = setTimeout(() => this.node.classList.remove("awake"), LINGERS);
  }

  rest() {
    this.pause();
    clearTimeout(this.sleep);
    this.node.classList.remove("awake");
  }
}
