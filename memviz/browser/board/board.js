/** The memory board. Its DOM is built once and then only updated; stepping through the hops needs no server. */
import { Answer } from "./answer.js";
import { Chain } from "./chain.js";
import { lastHop } from "./chain_words.js";
import { Detail } from "./detail.js";
import { el, flip, write } from "../component/dom.js";
import { Flow } from "./flow.js";
import { Funnel, writeMarked } from "./funnel.js";
import { Changing } from "./changing.js";
import { Lanes } from "./lanes.js";
import { FAINT, stateSentence } from "../component/layout.js";
import { spell, writeKey, writeText } from "./slots.js";
import { Tools } from "./tools.js";
import { dropSentence, earlier, novelty, scoreText, withBefore } from "./what_if.js";
import { counted, t } from "../component/language.js";

/**
 * Puts a board into `root`, an element or a shadow root that holds the board's style; `update(data)` draws on it. Where
 * the data has `whatif`, the memory can be changed by hand, and `send` is called with all that is changed.
 */
export function mountBoard(root, send) {
  return new Board(root, send);
}

class Board {
  /** @type {any} what is painted (data.py) */
  data;
  /** @type {any} the view of the memory, flow or lanes */
  view;
  /** @type {string | undefined} */
  subject;
  hop = 0;
  locked = -1;
  hovered = -1;
  focused = -1;
  state = -1;
  spelled = -1;
  /** @type {((hop: number, last: number) => void) | undefined} */
  stepped;
  tools = new Tools((hop, afresh) => this.moveTo(hop, afresh));
  answer = new Answer();
  changing = new Changing(this);
  detail = new Detail({ mute: () => this.changing.mute(this.locked), weigh: (weight) => this.changing.weigh(this.locked, this.hop, weight) });
  funnel = new Funnel();
  chain = new Chain((hop) => this.tools.go(hop));
  on = {
    hover: (hovered) => this.point({ hovered }),
    focus: (focused) => this.point({ focused }),
    click: (item, event) => this.changing.click(item, event),
    mute: (slot) => this.changing.mute(slot),
    state: (state) => this.point({ state }),
    go: (hop) => this.tools.go(hop),
  };
  flow = new Flow(this.on);
  lanes = new Lanes(this.on);

  constructor(root, send) {
    this.send = send;
    this.host = root.host ?? root;
    this.build();
    root.append(this.node);
    this.watch = new ResizeObserver(() => this.data && this.view.arrange(this.node));
    for (const node of [this.flow.slots.body, this.lanes.node]) this.watch.observe(node);
  }

  destroy() {
    this.tools.pause();
    this.changing.rest();
    this.watch.disconnect();
    this.node.remove();
  }

  build() {
    this.question = el("p.question", { dir: "auto" });
    this.live = el("p.live", { "aria-live": "polite" });
    this.forgotten = el("p.note");
    const asked = el("div.asked", {}, el("p.label", {}, t("Question")), this.question, this.tools.node, this.live);
    const head = el("header", {}, asked, this.answer.node, this.buildLegend());
    const under = el("div.under", {}, this.forgotten, this.changing.controls.node);
    this.node = el("section.board", { "aria-label": t("Memory board") }, head, under, this.detail.node);
    this.node.onkeydown = (event) => this.onKey(event);
    this.tools.node.append(this.changing.controls.switches);
    this.changing.listen(this.flow, this.lanes);
  }

  buildLegend() {
    this.gold = el("span");
    this.faint = el("span", {}, el("span.wide", {}, t("· below {p}, no ribbon", { p: FAINT })), el("span.short", {}, t("· below {p}", { p: FAINT })));
    const lanes = [el("span.key", {}, t("key addressing")), el("span.value.wide", {}, t("value reading"))];
    this.pointed = el("span", {}, el("span.pointed", { style: "--share: 1" }, t("word")), " ", t("R points at it"));
    this.legend = el("p.legend", {}, ...lanes, this.pointed, this.gold, this.faint);
    return this.legend;
  }

  // ---- data -----------------------------------------------------------------------------------------------------

  /** Draws `data`, at `hop` if one is given, and where the answer is known if there is no such hop. The host says which data is painted, for whoever waits for it. */
  update(data, hop = null) {
    this.data = { ...data, earlier: earlier(data) };
    const subject = JSON.stringify([data.model, data.question.text, data.slots.map(({ key }) => key), data.values?.map(({ text }) => text), data.hops.length]);
    const fresh = subject !== this.subject;
    if (fresh) this.reset(subject);
    if (hop !== null) this.hop = hop < data.hops.length ? hop : lastHop(data);
    this.writeHead();
    flip(this.node, "compared", !!data.before);
    flip(this.node, "chained", !!data.chain);
    this.changing.take(fresh);
    for (const part of [this.answer, this.funnel, this.chain, this.view]) part.update(this.data);
    this.view.arrange(this.node);
    if (fresh) this.view.reveal?.(this.hop, "instant");
    this.showHop();
    this.host.dataset.painted = data.id;
  }

  /** Another story, question or model: what was kept or stepped to says nothing about it. */
  reset(subject) {
    this.tools.pause();
    const { length } = this.data.hops;
    Object.assign(this, { subject, hop: lastHop(this.data), locked: -1, hovered: -1, focused: -1, state: -1, spelled: -1 });
    this.changing.rest();
    this.choose(this.data.values ? this.lanes : this.flow);
    for (const part of [this.tools, this.detail]) part.fitHops(length);
    this.view.reset(this.data);
  }

  /** Sentences flow through the slots; values apart from their keys have lanes, and there the answer comes last. */
  choose(view) {
    if (view === this.view) return;
    this.view?.node.remove();
    this.view = view;
    const apart = view === this.lanes;
    flip(this.node, "apart", apart);
    this.detail.node.before(view.node);
    this.legend.before(apart ? this.funnel.node : this.answer.node);
    if (apart) {
      view.node.after(this.answer.node);
      this.node.querySelector("header").after(this.chain.node);
      this.legend.prepend(view.search.node);
    } else for (const part of [this.funnel, this.chain, this.lanes.search]) part.node.remove();
  }

  writeHead() {
    const { question, slots, hops, values, hashing, forgotten, unknown } = this.data;
    if (hashing) writeMarked(this.question, this.data);
    else writeText(this.question, question.text, unknown);
    write(this.forgotten, forgotten ? counted("{n} earlier sentence did not fit into the memory.", "{n} earlier sentences did not fit into the memory.", forgotten) : "");
    const stars = [slots.some(({ gold }) => gold) && t("gold fact"), values?.some(({ right }) => right) && t("right answer")].filter(Boolean);
    write(this.gold, `★ ${stars.join(", ")}`);
    this.gold.hidden = !stars.length;
    this.pointed.hidden = !slots.some(({ pointed }) => pointed);
    this.faint.hidden = !hops.some((hop) => hop.attention.some((p) => p < FAINT));
  }

  // ---- hops -----------------------------------------------------------------------------------------------------

  moveTo(hop, afresh = false) {
    const stepped = afresh || hop !== this.hop;
    const places = this.data.chain && hop === this.hop + 1 ? this.lanes.places() : null;
    this.hop = hop;
    this.view.reveal?.(hop, "auto"); // first, while the browser still knows where everything lies
    this.showHop(afresh, stepped);
    if (places) this.chain.fly(hop, places);
    this.stepped?.(hop, lastHop(this.data));
  }

  showHop(afresh = false, stepped = false) {
    const { data, hop } = this;
    this.host.dataset.hop = hop + 1;
    this.tools.show(hop);
    this.answer.show(data, hop);
    if (data.values) this.funnel.show(data, hop);
    if (data.chain) this.chain.show(hop);
    this.view.show(hop, afresh, stepped);
    this.changing.mark();
    write(this.live, this.view.sentence(hop));
    this.showDetail();
  }

  // ---- one slot or state ----------------------------------------------------------------------------------------

  point(at) {
    Object.assign(this, at);
    this.showDetail();
  }

  toggleLock(item) {
    this.locked = item === this.locked ? -1 : item;
    if (item >= 0) this.view.visit(item);
    this.showDetail();
  }

  /** The strip shows what is kept, else what is pointed at, else where the keyboard is. */
  showDetail() {
    const { locked, hovered, focused, state } = this;
    const item = [locked, hovered, focused].find((each) => each >= 0) ?? -1;
    this.view.mark(item, locked);
    this.spellOut(item);
    if (locked < 0 && state >= 0) this.detail.say(stateSentence(this.data, state));
    else if (item >= 0) this.detail.show(this.tellAbout(item), item === locked, item === locked && this.changing.about(item));
    else this.detail.say(this.data.values ? t("Point at a row to see its numbers; click to keep them here.") : t("Point at a slot to see its numbers; click to keep them here."));
  }

  /** Every number of a row, and of a slot what its words and the slot itself count for. */
  tellAbout(item) {
    const { data, hop } = this;
    const { about, lines } = this.view.numbers(item);
    const [, [name, ...attention]] = lines;
    lines[1] = [name, ...attention.map((text, k) => withBefore(data, k, item, text))];
    const { drop } = data.slots[item] ?? {};
    const parts = [scoreText(data, hop, item), drop !== undefined && dropSentence(drop)].filter(Boolean).join(". ");
    const then = novelty(data, item) === "≠" && t("(before: “{text}”)", { text: data.before.slots[data.earlier[item]].key });
    const muted = this.changing.changes.muted.includes(item) && t("(muted)");
    return { about: [about, then, muted].filter(Boolean).join(" "), parts, lines };
  }

  /** Words are marked in one row, the one that the strip tells of. */
  spellOut(item) {
    const { data, spelled } = this;
    if (data.slots[spelled] && spelled !== item) writeKey(this.view.rows[spelled].text, data, this.hop, spelled);
    if (data.slots[item]) spell(this.view.rows[item].text, data, this.hop, item);
    this.spelled = item;
  }

  onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = this.view.rows.findIndex(({ node }) => node === event.target);
    const keys = {
      ArrowLeft: () => this.tools.go(this.hop - 1),
      ArrowRight: () => this.tools.go(this.hop + 1),
      Home: () => this.tools.go(0),
      End: () => this.tools.go(this.data.hops.length - 1),
      Escape: () => this.toggleLock(-1),
      ...(row >= 0 && this.data.whatif && { m: () => this.changing.mute(row), e: () => this.changing.edit(row) }),
      ...(row >= 0 && { ArrowUp: () => this.focusRow(row, -1), ArrowDown: () => this.focusRow(row, 1), Enter: () => this.toggleLock(row) }),
    };
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  }

  focusRow(row, by) {
    const next = this.view.next(row, by);
    this.view.visit(next);
    this.showDetail();
    this.view.rows[next].node.focus();
  }
}
