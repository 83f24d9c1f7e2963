// @ts-check
/**
 * The page of stories in one view: a question, sentences that are typed in place, and the light between them, hop by hop.
 * What stands in the fields is the truth; the server answers about it with a scene.
 */
import { button, el, flip, restyle, write } from "../component/dom.js";
import { t } from "../component/language.js";
import { kindOf, sentOf } from "../editor/draft.js";
import { mountEditor } from "../editor/editor.js";
import { Toolbar } from "../toolbar/toolbar.js";
import { Drawer } from "./drawer.js";
import { Light } from "./light.js";
import { Outcome } from "./outcome.js";
import { Player } from "./player.js";
import { columnsOf, edgesOf, fanOf, momentOf } from "./scene.js";
import { States } from "./states.js";

/**
 * @typedef {{ name: string, first: object, knows: number | null, written: object, scene: import("./scene.js").Scene | null,
 *   trust: import("./outcome.js").Trust, note: string, said: string, drawer?: import("./drawer.js").Told, id: string,
 *   beyond: number, questions: string[], notes: object[], command?: object, query: string, other: [string, string],
 *   language: string, item: object | null, exports: boolean, muted: number[] }} Data
 */

const SEEN = "memviz move"; // kept where somebody has seen the move
const SWIPE = 48; // px

/**
 * @param {ShadowRoot | HTMLElement} root
 * @param {Data} data
 * @param {any} server as of mountEditor, and `want(what, value)` for everything else
 */
export function mountStories(root, data, server) {
  return new Stories(root, data, server);
}

class Stories {
  /**
   * @param {ShadowRoot | HTMLElement} root
   * @param {Data} data
   * @param {any} server
   */
  constructor(root, data, server) {
    this.server = Object.assign(server, { shown: () => this.typed(), mute: (/** @type {number} */ at) => this.mute(at) });
    this.outside = root instanceof ShadowRoot ? root.host : root; // where it is said what is painted
    this.light = new Light();
    this.states = new States();
    this.outcome = new Outcome();
    this.player = new Player((beat, moving) => this.show(beat, moving), (beat) => server.stepped(beat / 2, this.player.hops));
    this.share = new Toolbar((what, value) => server.want(what, value));
    for (const event of ["pointerdown", "focus"]) this.share.copy.addEventListener(event, () => this.server.link?.()); // it may lag behind the picture
    this.caption = el("p", { class: "caption", "aria-live": "polite" });
    this.said = el("p", { class: "said", "aria-live": "polite" });
    this.note = el("p", { class: "note" });
    this.nothing = el("p", { class: "nothing" }, t("nothing matches"));
    this.editor = mountEditor(root, data.name, data.first, this.server, (editor) => this.arrange(editor));
    this.resized = new ResizeObserver(() => this.measure());
    for (const node of [this.stage, this.editor.rows.node, this.editor.below.ask, this.outcome.lead]) this.resized.observe(node);
    this.listen();
  }

  destroy() {
    this.player.pause();
    this.resized.disconnect();
    this.editor.destroy();
  }

  /**
   * Puts the parts of the editor between those of the picture.
   * @param {any} editor
   */
  arrange(editor) {
    const { below, rows, actions } = editor;
    this.drawer = new Drawer((what, value) => this.want(what, value), [actions.node, below.right], this.share.node);
    const title = el("h1", {}, t("A memory network answers in hops: each hop looks for sentences that match, reads them, and looks again."));
    const head = el("header", {}, title, el("div", { class: "acts" }, this.share.status, this.share.link, this.share.copy, this.share.speak, this.drawer.toggle));
    const asked = el("div", { class: "asked" }, below.ask, below.chips);
    editor.more.classList.add("add");
    const sentences = el("div", { class: "sentences" }, rows.node, this.nothing, editor.empty, editor.more);
    this.lane = el("div", { class: "lane" }, this.states.node);
    this.stage = el("div", { class: "stage" }, asked, this.player.node, this.lane, this.outcome.lead, sentences, this.caption, this.outcome.node, this.light.node);
    const foot = el("footer", {}, this.said, this.note, editor.status, below.notes);
    this.host = el("section", { class: "stories editor", "aria-label": t("Stories") }, head, this.stage, foot, this.drawer.node);
    return this.host;
  }

  listen() {
    const typing = this.host.onkeydown;
    this.host.onkeydown = (/** @type {KeyboardEvent} */ event) => {
      const inField = event.target instanceof HTMLElement && event.target.closest("textarea, input, select");
      const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      const act = !inField && plain && this.player.keyAct(event.key);
      if (!act) return typing(event);
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    /** @type {[number, number] | undefined} */
    let from;
    this.stage.addEventListener("touchstart", ({ touches: [{ clientX, clientY }] }) => (from = [clientX, clientY]), { passive: true });
    this.stage.addEventListener("touchend", ({ changedTouches: [{ clientX, clientY }] }) => {
      const [x, y] = from ? [clientX - from[0], clientY - from[1]] : [0, 0];
      if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) this.player.step(x < 0 ? 1 : -1);
    }, { passive: true });
  }

  /**
   * @param {Data} data
   * @param {number | null} hop the hop of an address that was just opened, counted from 0
   */
  update(data, hop = null) {
    const fresh = this.data?.id !== data.id;
    this.data = data;
    this.share.update({ ...data, note: data.noteOfLink });
    this.busy = true; // what the editor shows now is painted with the scene
    this.editor.update(data);
    this.busy = false;
    flip(this.host, "opened", this.drawer.isOpen);
    this.drawer.update(data.drawer);
    write(this.note, data.note);
    write(this.said, data.said);
    if (data.scene && fresh) this.begin(data.scene, hop);
    else this.typed();
    this.outside.dataset.painted = data.id;
  }

  /**
   * Another scene: on the first visit of all it is played once, else its end is shown.
   * @param {import("./scene.js").Scene} scene
   * @param {number | null} hop
   */
  begin(scene, hop) {
    const { scene: before } = this;
    this.scene = scene;
    this.compare();
    this.outcome.update(scene, this.data.trust);
    this.states.update(scene.steps);
    this.layOut();
    const first = !before && isFirstVisit();
    const last = 2 * scene.steps.length;
    const beat = hop === null || hop === Infinity ? (first ? 0 : last) : 2 * (hop + 1);
    this.player.begin(scene.steps.length, beat);
    flip(this.host, "inviting", first);
    if (first && beat === 0) this.player.start();
  }

  /** Whether the scene is about what is written; else it is pale until the answer comes. */
  typed() {
    this.compare();
    this.dress();
    this.layOut();
  }

  compare() {
    if (!this.data) return;
    const { rows, question } = sentOf(this.editor.draft);
    const { rows: before, question: asked } = /** @type {any} */ (this.data.written);
    const same = !!this.data.scene && question === asked && rows.length === before.length && rows.every((text, i) => text === before[i]);
    flip(this.host, "stale", !same);
    this.fresh = same;
  }

  /** The rows of the memory, in its order: sentences that were told, without those that did not fit. */
  memory() {
    const { rows } = this.editor.draft;
    const told = this.editor.rows.shown.filter((_, i) => kindOf(rows[i].text) === "sentence");
    return told.slice(this.data?.scene?.first ?? 0);
  }

  /** Marks the rows by what the scene says of them. */
  dress() {
    if (!this.data) return;
    const scene = this.fresh ? this.data.scene : null;
    for (const row of this.editor.rows.shown) row.field.mark([]);
    this.memory().forEach((row, i) => {
      flip(row.node, "muted", !!scene?.rows[i]?.muted);
      row.mute.setAttribute("aria-pressed", String(!!scene?.rows[i]?.muted));
      if (scene && this.player.beat >= this.player.last) row.field.mark(scene.rows[i]?.points ?? []);
    });
  }

  /**
   * @param {string} what
   * @param {unknown} value
   */
  want(what, value) {
    if (what === "drawer") flip(this.host, "opened", !!value);
    this.server.want(what, value);
  }

  /** @param {number} at */
  mute(at) {
    const row = this.memory().indexOf(this.editor.rows.shown[at]);
    if (!this.fresh || row < 0) return;
    const { muted } = this.data;
    this.server.want("mute", muted.includes(row) ? muted.filter((each) => each !== row) : [...muted, row]);
  }

  // ---- painting ---------------------------------------------------------------------------------------------------

  /** Paints the light for where the rows lie now. What has moved without changing a size is measured, too. */
  layOut() {
    if (this.busy || !this.scene) return;
    const ids = this.memory().map(({ node }) => node);
    if (!this.places || this.places.hops !== this.scene.steps.length || this.places.ids.length !== ids.length || ids.some((node, i) => node !== this.places.ids[i])) this.measure();
    else this.paint();
  }

  /** Finds out where everything lies, for which the browser has to lay the page out, and paints. */
  measure() {
    const { scene } = this;
    const width = this.stage.clientWidth;
    if (!scene || !width) return;
    const place = columnsOf(width, scene.steps.length, 14);
    this.place = place;
    flip(this.host, "wide", place.wide);
    flip(this.host, "narrow", !place.wide);
    for (const name of ["told", "hop", "end"]) restyle(this.stage, `--${name}`, `${place[name]}px`);
    restyle(this.stage, "--lit", `${place.wide ? place.told + scene.steps.length * place.hop : place.told}px`);
    this.nothing.hidden = !scene.nothing;
    this.states.place((k) => place.told + k * place.hop);
    const question = this.editor.below.ask;
    const beside = question.offsetLeft + question.offsetWidth;
    const ids = this.memory().map(({ node }) => node);
    this.places = { width, ids, hops: scene.steps.length, top: this.top(), level: question.offsetTop + question.offsetHeight / 2, beside, rows: ids.map((node) => middleOf(node, this.stage)), nothing: middleOf(this.nothing, this.stage) };
    this.paint();
  }

  paint() {
    const { scene, places, place } = this;
    const middles = [...places.rows.slice(0, scene.rows.length)];
    if (scene.nothing) middles[scene.rows.length] = places.nothing;
    const steps = scene.steps.map(({ ribbons }) => ribbons.filter(({ row }) => middles[row] !== undefined));
    const told = JSON.stringify([middles, places.width, places.top, places.level, steps]);
    if (this.painted === told) return;
    this.painted = told;
    const { told: left, hop, full } = place;
    const stateAt = (/** @type {number} */ k) => ({ x: left + k * hop, y: places.top });
    const from = (/** @type {number} */ k) => (k ? stateAt(k) : { x: left, y: places.level, beside: places.beside });
    this.light.draw(steps.map((ribbons, k) => (place.wide ? fanOf(ribbons, middles, from(k), stateAt(k + 1), full) : edgesOf(ribbons, middles, places.width, places.top, 8))));
    this.light.show(momentOf(this.player.beat));
  }

  /** Where the lane of the states ends, and the light begins. */
  top() {
    const lane = this.place.wide ? this.lane : this.outcome.lead;
    return middleOf(lane, this.stage) + lane.offsetHeight / 2;
  }

  /**
   * Shows a beat.
   * @param {number} beat
   * @param {boolean} moving
   */
  show(beat, moving) {
    const { scene } = this;
    const moment = momentOf(beat);
    const step = scene.steps[moment.hop];
    flip(this.host, "moving", moving);
    flip(this.host, "reading", moment.read);
    flip(this.host, "ended", beat >= this.player.last);
    restyle(this.host, "--pace", String(1 / this.player.pace));
    if (beat === 0) this.light.blank();
    this.light.show(moment);
    this.states.show(moment);
    this.outcome.show(beat >= this.player.last, this.stateAt(moment));
    this.glow(step);
    this.say(step && (moment.read ? step.value : step.key));
    if (beat >= this.player.last) keepSeen();
    this.outside.dataset.hop = String(Math.ceil(beat / 2));
    this.dress();
  }

  /**
   * What the state is between two hops.
   * @param {{ hop: number, read: boolean }} moment
   */
  stateAt({ hop, read }) {
    const behind = read ? hop : hop - 1;
    const step = this.scene.steps[behind];
    if (!step) return { label: t("question"), word: this.editor.draft.question, share: "" };
    return { label: t("after hop {n} it would say", { n: behind + 1 }), word: step.says, share: step.share };
  }

  /**
   * Each row glows by its weight, as a whole.
   * @param {import("./scene.js").Step | undefined} step
   */
  glow(step) {
    const nodes = this.memory().map(({ node }) => node);
    nodes.forEach((node, i) => restyle(node, "--glow", (step?.weights[i] ?? 0).toFixed(3)));
    restyle(this.nothing, "--glow", (step?.weights[this.scene.rows.length] ?? 0).toFixed(3));
  }

  /**
   * @param {import("./scene.js").Said | undefined} said
   */
  say(said) {
    const told = JSON.stringify(said ?? null);
    if (this.caption.dataset.told === told) return;
    this.caption.dataset.told = told;
    const idle = [[t("Press play to watch it look."), false]];
    this.caption.replaceChildren(...(said ?? idle).map(([text, out]) => (out ? el("em", {}, String(text)) : String(text))));
  }
}

/**
 * @param {HTMLElement} node
 * @param {HTMLElement} stage
 */
function middleOf(node, stage) {
  const [inner, outer] = [node.getBoundingClientRect(), stage.getBoundingClientRect()];
  return inner.top + inner.height / 2 - outer.top;
}

function isFirstVisit() {
  try {
    return !localStorage.getItem(SEEN);
  } catch {
    return true;
  }
}

function keepSeen() {
  try {
    localStorage.setItem(SEEN, "1");
  } catch {
    // a browser may refuse even the mention of its storage
  }
}
