/** The memory board. Its DOM is built once and then only updated; stepping through the hops needs no server. */
import { Answer } from "./answer.js";
import { Detail } from "./detail.js";
import { el, restyle, write } from "./dom.js";
import { FAINT, columns, hopSentence, peak, stateSentence } from "./layout.js";
import { Ribbons } from "./ribbons.js";
import { Slots, writeText } from "./slots.js";
import { Tools } from "./tools.js";

const DENSE = 20; // slots from which rows close up, so that more of a flow is seen at once
const LONG = 120; // slots from which a step is shown without motion, so that it never lags

/** Puts a board into `root`, an element or a shadow root that holds the board's style; `update(data)` draws on it. */
export function mountBoard(root) {
  return new Board(root);
}

class Board {
  constructor(root) {
    this.host = root.host ?? root;
    this.build();
    root.append(this.node);
    this.watch = new ResizeObserver(() => this.data && this.arrange());
    this.watch.observe(this.slots.body);
  }

  destroy() {
    this.tools.pause();
    this.watch.disconnect();
    this.node.remove();
  }

  build() {
    this.tools = new Tools((hop, afresh) => this.moveTo(hop, afresh));
    this.answer = new Answer();
    this.detail = new Detail();
    this.ribbons = new Ribbons((state) => this.point({ state }), (hop) => this.tools.go(hop));
    this.slots = new Slots({
      hover: (hovered) => this.point({ hovered }),
      focus: (focused) => this.point({ focused }),
      click: (slot) => this.toggleLock(slot),
    });
    this.question = el("p", { class: "question", dir: "auto" });
    this.live = el("p", { class: "live", "aria-live": "polite" });
    this.forgotten = el("p", { class: "note" });
    const asked = el("div", { class: "asked" }, el("p", { class: "label" }, "Question"), this.question, this.tools.node, this.live);
    const head = el("header", {}, asked, this.answer.node, this.buildLegend());
    this.scroll = el("div", { class: "scroll" }, this.slots.node, ...this.ribbons.nodes);
    this.node = el("section", { class: "board", "aria-label": "Memory board" }, head, this.forgotten, this.scroll, this.detail.node);
    this.node.onkeydown = (event) => this.onKey(event);
  }

  buildLegend() {
    this.gold = el("span", {}, "★ gold fact");
    this.faint = el("span", {}, `· below ${FAINT}`, el("span", { class: "wide" }, ", no ribbon"));
    const lanes = [el("span", { class: "key" }, "key addressing"), el("span", { class: "value wide" }, "value reading")];
    return el("p", { class: "legend" }, ...lanes, this.gold, this.faint);
  }

  // ---- data -----------------------------------------------------------------------------------------------------

  /** Draws `data`. The host says which data is painted, for whoever waits for it. */
  update(data) {
    this.data = data;
    const subject = JSON.stringify([data.model, data.question.text, data.slots.map((slot) => slot.key), data.hops.length]);
    const fresh = subject !== this.subject;
    if (fresh) this.reset(subject);
    this.writeHead();
    for (const part of [this.answer, this.slots, this.ribbons]) part.update(data);
    this.arrange();
    if (fresh) this.reveal("instant");
    this.showHop();
    this.host.dataset.painted = data.id;
  }

  /** Another story, question or model: what was kept or stepped to says nothing about it. */
  reset(subject) {
    this.tools.pause();
    const { length } = this.data.hops;
    Object.assign(this, { subject, hop: length - 1, locked: -1, hovered: -1, focused: -1, state: -1, tab: 0 });
    for (const part of [this.tools, this.slots, this.ribbons, this.detail]) part.fitHops(length);
    restyle(this.node, "--hops", String(length));
    this.node.classList.toggle("dense", this.data.slots.length > DENSE);
    this.node.classList.toggle("long", this.data.slots.length > LONG);
  }

  writeHead() {
    const { question, slots, hops, forgotten, unknown } = this.data;
    writeText(this.question, question.text, unknown);
    write(this.forgotten, forgotten ? `${forgotten} earlier ${forgotten === 1 ? "sentence" : "sentences"} did not fit into the memory.` : "");
    this.gold.hidden = !slots.some((slot) => slot.gold);
    this.faint.hidden = !hops.some((hop) => hop.attention.some((p) => p < FAINT));
  }

  /**
   * Column widths from the board's width, then ribbons from where the rows came to lie. Whether there is room for
   * ribbons depends on the number of hops too, which a container query cannot ask for.
   */
  arrange() {
    const place = columns(this.scroll.clientWidth, this.data.hops.length);
    const layout = place.wide ? "wide" : "narrow";
    if (this.node.dataset.layout !== layout) this.node.dataset.layout = layout;
    for (const name of ["start", "hop", "end", "gutter"]) restyle(this.node, `--${name}`, `${place[name]}px`);
    this.slots.end.hidden = !place.roomy;
    if (!place.wide) return;
    const centres = this.slots.centres();
    restyle(this.node, "--tall", `${this.slots.node.offsetHeight}px`);
    this.ribbons.draw(this.data, centres, place);
  }

  // ---- hops -----------------------------------------------------------------------------------------------------

  moveTo(hop, afresh = false) {
    this.hop = hop;
    this.reveal("auto"); // first, while the browser still knows where everything lies
    this.showHop(afresh);
  }

  showHop(afresh = false) {
    const { data, hop } = this;
    this.host.dataset.hop = hop + 1;
    this.tools.show(hop);
    this.answer.show(data, hop);
    this.slots.show(data.hops[hop], hop);
    this.ribbons.show(hop, afresh);
    write(this.live, hopSentence(data, hop));
    this.showDetail();
  }

  /** Brings the slot that the hop looks at most into the board's own view, without moving the page. */
  reveal(behavior) {
    const { node } = this.slots.rows[peak(this.data.hops[this.hop].attention)];
    const { scrollTop, clientHeight } = this.scroll;
    const [top, bottom] = [node.offsetTop, node.offsetTop + node.offsetHeight];
    if (top >= scrollTop + this.slots.titles.offsetHeight && bottom <= scrollTop + clientHeight) return;
    this.scroll.scrollTo({ top: (top + bottom - clientHeight) / 2, behavior });
  }

  // ---- one slot or state ----------------------------------------------------------------------------------------

  point(at) {
    Object.assign(this, at);
    this.showDetail();
  }

  toggleLock(slot) {
    this.locked = slot === this.locked ? -1 : slot;
    if (slot >= 0) this.tab = slot;
    this.showDetail();
  }

  /** The strip shows what is kept, else what is pointed at, else where the keyboard is. */
  showDetail() {
    const { data, locked, hovered, focused, state, tab } = this;
    const slot = [locked, hovered, focused].find((each) => each >= 0) ?? -1;
    this.slots.mark(locked, tab);
    this.ribbons.pick(slot);
    if (locked < 0 && state >= 0) this.detail.say(stateSentence(data, state));
    else if (slot >= 0) this.detail.showSlot(data, slot, slot === locked);
    else this.detail.say("Point at a slot to see its numbers; click to keep them here.");
  }

  onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = this.slots.rows.findIndex(({ node }) => node === event.target);
    const keys = {
      ArrowLeft: () => this.tools.go(this.hop - 1),
      ArrowRight: () => this.tools.go(this.hop + 1),
      Home: () => this.tools.go(0),
      End: () => this.tools.go(this.data.hops.length - 1),
      Escape: () => this.toggleLock(-1),
      ...(row >= 0 && { ArrowUp: () => this.focusRow(row - 1), ArrowDown: () => this.focusRow(row + 1), Enter: () => this.toggleLock(row) }),
    };
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  }

  focusRow(row) {
    this.tab = Math.min(this.slots.rows.length - 1, Math.max(0, row));
    this.slots.mark(this.locked, this.tab);
    this.slots.rows[this.tab].node.focus();
  }
}
