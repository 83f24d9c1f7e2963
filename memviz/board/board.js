/** The memory board: builds its DOM once, then only updates it. All text goes in as text nodes, never as markup. */
import { FAINT, attentionText, columns, fan, hopSentence, leader, peak, percentText, pieces, rank, shorten, stateHeights, verdict } from "./layout.js";

const PACE = 1100; // ms a hop when playing: long enough to see both ribbons and to read the number
const LONG = 120; // slots from which a step is shown without motion, so that it never lags
const ICONS = {
  back: "M3 3h2v10H3zM13 3v10L6 8z",
  play: "M4 2.5v11L13 8z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  step: "M3 3v10l7-5zM11 3h2v10h-2z",
  lock: "M5 7V5a3 3 0 0 1 6 0v2h1v7H4V7zm1.5 0h3V5a1.5 1.5 0 0 0-3 0z",
};

/** Puts a board into `root`, an element or a shadow root that holds the board's style; `update` draws data on it. */
export function mountBoard(root) {
  return new Board(root);
}

/** An element with attributes and children; strings become text nodes. */
function el(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
function svg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function dress(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function icon(name) {
  return svg("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

function button(label, picture, onclick) {
  const node = el("button", { type: "button", "aria-label": label, title: label }, picture);
  node.onclick = onclick;
  return node;
}

/** Writes text only where it differs: most updates change few of many cells. */
function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Sets a style where it differs: even the same value again would make the browser look at everything below it. */
function restyle(node, name, value) {
  if (node.style.getPropertyValue(name) !== value) node.style.setProperty(name, value);
}

/** Scales a bar to a share of its track, which the browser can animate without layout. */
function fill(node, share) {
  restyle(node, "transform", `scaleX(${Math.round(100 * share) / 100})`);
}

/** Makes `parent` hold `count` parts. Those it has are kept: a slot stays the same node when its numbers change. */
function fit(parts, count, parent, make) {
  while (parts.length > count) parts.pop().node.remove();
  while (parts.length < count) {
    parts.push(make(parts.length));
    parent.append(parts.at(-1).node);
  }
}

class Board {
  constructor(root) {
    this.host = root.host ?? root;
    this.rows = [];
    this.hops = [];
    this.states = [];
    this.answers = [];
    this.build();
    root.append(this.node);
    this.watch = new ResizeObserver(() => this.data && this.arrange());
    this.watch.observe(this.node);
    this.watch.observe(this.body);
  }

  destroy() {
    this.pause();
    this.watch.disconnect();
    this.node.remove();
  }

  // ---- building -------------------------------------------------------------------------------------------------

  build() {
    this.question = el("p", { class: "question", dir: "auto" });
    this.live = el("p", { class: "live", "aria-live": "polite" });
    const head = el("header", {}, el("div", { class: "asked" }, el("p", { class: "label" }, "Question"), this.question, this.buildTools(), this.live), this.buildAnswer(), this.buildLegend());
    this.forgotten = el("p", { class: "note" });
    this.node = el("section", { class: "board", "aria-label": "Memory board" }, head, this.forgotten, this.buildSlots(), this.buildDetail());
    this.node.onkeydown = (event) => this.onKey(event);
  }

  buildLegend() {
    this.gold = el("span", {}, "★ gold fact");
    this.faint = el("span", {}, "· below 0.005", el("span", { class: "wide" }, ", no ribbon"));
    return el("p", { class: "legend" }, el("span", { class: "key" }, "key addressing"), el("span", { class: "value wide" }, "value reading"), this.gold, this.faint);
  }

  buildTools() {
    this.pills = el("span", { class: "pills", role: "group", "aria-label": "Hop" }, el("span", { class: "label", "aria-hidden": "true" }, "Hop"));
    this.back = button("One hop back", icon("back"), () => this.go(this.hop - 1));
    this.playing = button("Play", icon("play"), () => (this.timer ? this.pause() : this.play()));
    this.step = button("One hop on", icon("step"), () => this.go(this.hop + 1));
    return el("div", { class: "tools", role: "toolbar", "aria-label": "Hops" }, this.back, this.playing, this.step, this.pills);
  }

  buildAnswer() {
    this.when = el("p", { class: "label" });
    this.answer = el("span", { class: "word", dir: "auto" });
    this.share = el("span", { class: "share" });
    this.verdict = el("p", { class: "verdict" });
    this.distribution = el("ol", { "aria-label": "Answers and their probabilities" });
    return el("div", { class: "answer" }, this.when, el("p", { class: "leader" }, this.answer, this.share), this.verdict, this.distribution);
  }

  buildSlots() {
    this.count = el("span");
    const first = el("span", { role: "columnheader", class: "first" }, this.count, el("span", { class: "wide" }, "question"));
    this.titles = el("div", { role: "row", class: "row titles" }, first);
    this.end = el("span", { role: "columnheader", class: "end" }, "answer");
    this.body = el("div", { role: "rowgroup", class: "body" });
    this.ribbons = svg("svg", { class: "ribbons", "aria-hidden": "true" });
    this.conclusion = el("p", { class: "conclusion", "aria-hidden": "true" }, this.finalWord = el("b", { dir: "auto" }), this.finalShare = el("span"));
    this.veils = el("div", { class: "veils" });
    this.marks = el("div", { class: "states", role: "group", "aria-label": "States between the hops" }, this.conclusion);
    this.lock = icon("lock");
    const grid = el("div", { role: "grid", "aria-label": "Memory slots" }, this.titles, this.body);
    this.scroll = el("div", { class: "scroll" }, grid, this.ribbons, this.veils, this.marks);
    const slotAt = (event) => this.rows.findIndex((row) => row.node.contains(event.target));
    this.body.onpointerover = (event) => this.preview({ hovered: slotAt(event) });
    this.body.onpointerleave = () => this.preview({ hovered: -1 });
    this.body.onfocusin = (event) => this.preview({ focused: slotAt(event) });
    this.body.onfocusout = () => this.preview({ focused: -1 });
    this.body.onclick = (event) => this.toggleLock(slotAt(event));
    return this.scroll;
  }

  buildDetail() {
    this.about = el("p", { class: "about", dir: "auto" });
    this.table = el("table", {}, el("thead"), el("tbody"));
    return (this.detail = el("div", { class: "detail" }, this.about, this.table));
  }

  makeRow() {
    const parts = {
      number: el("span", { class: "number" }),
      star: el("span", { class: "star" }),
      text: el("span", { class: "text", dir: "auto" }),
      wash: el("span", { class: "wash" }),
      now: el("span", { role: "gridcell", class: "now" }),
      cells: [],
    };
    const slot = el("span", { role: "gridcell", class: "slot" }, parts.wash, parts.number, parts.star, parts.text);
    return { ...parts, slot, node: el("div", { role: "row", class: "row", tabindex: "-1" }, slot, parts.now) };
  }

  /** One element a cell, its bar being a background: a long story has thousands of them. */
  makeCell() {
    return { node: el("span", { role: "gridcell", class: "cell" }) };
  }

  /** What one hop owns outside the rows: its pill, title, veil and the two fans of ribbons. */
  makeHop(k) {
    const name = `Hop ${k + 1}`;
    const pill = button(name, String(k + 1), () => this.go(k));
    const title = el("span", { role: "columnheader", class: "title" }, name);
    const veil = el("span", { class: "veil" });
    const key = svg("g", { class: "key" });
    const value = svg("g", { class: "value" });
    const node = svg("g", {}, key, value);
    this.pills.append(pill);
    this.titles.append(title);
    this.veils.append(veil);
    return { node, pill, title, veil, fans: [{ node: key, paths: [] }, { node: value, paths: [] }] };
  }

  makeState(k) {
    const node = el("button", { type: "button", class: "state" }, "u", el("sup", {}, String(k + 1)));
    node.onclick = () => this.go(k - 1);
    node.onpointerenter = node.onfocus = () => this.preview({ state: k });
    node.onpointerleave = node.onblur = () => this.preview({ state: -1 });
    return { node };
  }

  // ---- data -----------------------------------------------------------------------------------------------------

  update(data) {
    const subject = JSON.stringify([data.model, data.question.text, data.slots.map((slot) => slot.key), data.hops.length]);
    this.data = data;
    if (subject !== this.subject) this.reset(subject);
    this.fitParts();
    this.writeQuestion();
    data.slots.forEach((slot, i) => this.writeSlot(this.rows[i], slot, i));
    this.arrange();
    if (this.fresh) this.reveal();
    this.fresh = false;
    this.showHop();
    this.host.dataset.painted = data.id;
  }

  /** Another story, question or model: what was locked or stepped to says nothing about it. */
  reset(subject) {
    this.pause();
    Object.assign(this, { subject, hop: this.data.hops.length - 1, locked: -1, hovered: -1, focused: -1, state: -1, tab: 0, fresh: true });
  }

  fitParts() {
    const { slots, hops, answers } = this.data;
    if (hops.length !== this.hops.length) this.fitHops(hops.length);
    fit(this.rows, slots.length, this.body, () => this.makeRow());
    for (const row of this.rows) fit(row.cells, hops.length, row.node, () => this.makeCell());
    fit(this.answers, answers.length, this.distribution, () => this.makeAnswer());
    this.node.classList.toggle("long", slots.length > LONG);
  }

  fitHops(count) {
    for (const { pill, title, veil } of this.hops.slice(count)) [pill, title, veil].forEach((node) => node.remove());
    fit(this.hops, count, this.ribbons, (k) => this.makeHop(k));
    fit(this.states, count + 1, this.marks, (k) => this.makeState(k));
    this.titles.append(this.end);
    this.buildTable(count);
    restyle(this.node, "--hops", String(count));
  }

  makeAnswer() {
    const word = el("span", { class: "word", dir: "auto" });
    const bar = el("span", { class: "bar" });
    const number = el("span", { class: "amount" });
    return { word, bar, number, node: el("li", {}, word, el("span", { class: "track" }, bar), number) };
  }

  buildTable(hops) {
    const names = Array.from({ length: hops }, (_, k) => el("th", { scope: "col" }, `Hop ${k + 1}`));
    const line = (name) => el("tr", {}, el("th", { scope: "row" }, name), ...names.map(() => el("td")));
    this.table.tHead.replaceChildren(el("tr", {}, el("td"), ...names));
    this.table.tBodies[0].replaceChildren(...["score", "attention", "rank"].map(line));
  }

  writeQuestion() {
    const { question, slots, hops, forgotten, unknown, answers } = this.data;
    this.writeText(this.question, question.text, unknown);
    const sentences = slots.filter((slot) => !slot.nothing).length;
    write(this.count, `${sentences} ${sentences === 1 ? "slot" : "slots"}`);
    write(this.forgotten, forgotten ? `${forgotten} earlier ${forgotten === 1 ? "sentence" : "sentences"} did not fit into the memory.` : "");
    this.gold.hidden = !slots.some((slot) => slot.gold);
    this.faint.hidden = !hops.some((hop) => hop.attention.some((p) => p < FAINT));
    const last = hops.length - 1;
    const final = answers[leader(this.data, last)];
    write(this.finalWord, final.text);
    write(this.finalShare, percentText(final.probs[last]));
    answers.forEach((answer, i) => write(this.answers[i].word, answer.text));
    this.states.forEach(({ node }, k) => node.setAttribute("aria-label", this.stateSentence(k)));
  }

  writeSlot(row, slot, i) {
    row.node.classList.toggle("nothing", !!slot.nothing);
    write(row.number, slot.nothing ? "" : String(i + 1));
    write(row.star, slot.gold ? "★" : "");
    row.star.title = slot.gold ? "gold fact" : "";
    if (slot.nothing) row.slot.title = "looking at nothing: attention that is not needed goes here";
    else row.slot.removeAttribute("title");
    this.writeText(row.text, slot.nothing ? "nothing" : slot.key, this.data.unknown);
    row.cells.forEach(({ node }, k) => {
      const p = this.data.hops[k].attention[i];
      restyle(node, "--p", p.toFixed(3));
      write(node, attentionText(p));
    });
  }

  /** A text with its unknown words marked; a very long one also in full as its title, since it is cut on the board. */
  writeText(node, text, unknown) {
    const spell = JSON.stringify([text, unknown]);
    if (node.spell === spell) return;
    node.spell = spell;
    const mark = (piece) => (piece.unknown ? el("span", { class: "unknown", title: "the model has never seen this word" }, piece.text) : piece.text);
    node.replaceChildren(...pieces(text, unknown).map(mark));
    if (text.length > 120) node.title = text;
    else node.removeAttribute("title");
  }

  // ---- geometry -------------------------------------------------------------------------------------------------

  /** Column widths from the board's width, then ribbons from where the rows came to lie. */
  arrange() {
    const { clientWidth } = this.scroll;
    const place = columns(clientWidth, this.data.hops.length);
    const layout = place.wide ? "wide" : "narrow";
    if (this.node.dataset.layout !== layout) this.node.dataset.layout = layout;
    for (const name of ["start", "hop", "end", "gutter"]) restyle(this.node, `--${name}`, `${place[name]}px`);
    this.end.hidden = this.conclusion.hidden = !place.roomy;
    if (place.wide) this.drawRibbons(place);
  }

  drawRibbons({ start, hop, gutter }) {
    const { hops } = this.data;
    const centres = this.rows.map(({ node }) => node.offsetTop + node.offsetHeight / 2);
    const heights = stateHeights(hops, centres);
    restyle(this.node, "--tall", `${this.titles.offsetHeight + this.body.offsetHeight}px`);
    hops.forEach(({ attention }, k) => {
      const left = start + k * hop;
      this.drawFan(k, 0, fan(attention, centres, left, heights[k], left + gutter));
      this.drawFan(k, 1, fan(attention, centres, left + hop, heights[k + 1], left + hop - gutter));
      this.hops[k].veil.style.left = `${left}px`;
    });
    heights.forEach((y, k) => (this.states[k].node.style.transform = `translate(${start + k * hop}px, ${y}px)`));
    this.conclusion.style.transform = `translate(${start + hops.length * hop}px, ${heights.at(-1)}px)`;
  }

  drawFan(k, side, ribbons) {
    const { node, paths } = this.hops[k].fans[side];
    fit(paths, ribbons.length, node, () => ({ node: svg("path", { pathLength: "1" }) }));
    ribbons.forEach(({ slot, thickness, path }, i) => dress(paths[i].node, { d: path, "stroke-width": thickness, "data-slot": slot }, []));
  }

  /** Brings the slot that the hop looks at most into the board's own view, without moving the page. */
  reveal() {
    const { node } = this.rows[peak(this.data.hops[this.hop].attention)];
    const view = { top: this.scroll.scrollTop + this.titles.offsetHeight, bottom: this.scroll.scrollTop + this.scroll.clientHeight };
    if (node.offsetTop >= view.top && node.offsetTop + node.offsetHeight <= view.bottom) return;
    const top = node.offsetTop + node.offsetHeight / 2 - this.scroll.clientHeight / 2;
    this.scroll.scrollTo({ top, behavior: this.fresh ? "instant" : "auto" });
  }

  // ---- hops -----------------------------------------------------------------------------------------------------

  go(hop) {
    this.pause();
    this.moveTo(hop);
  }

  moveTo(hop) {
    this.hop = Math.min(this.data.hops.length - 1, Math.max(0, hop));
    this.reveal(); // first, while the browser still knows where everything lies
    this.showHop();
  }

  play() {
    const { length } = this.data.hops;
    if (this.hop === length - 1) this.restart();
    else this.moveTo(this.hop + 1);
    if (this.hop < length - 1) this.timer = setInterval(() => this.tick(), PACE);
    this.showTools();
  }

  /** From hop 1, with every ribbon taken away first so that hop 1 is seen to be drawn too. */
  restart() {
    this.ribbons.classList.add("blank");
    this.ribbons.getBoundingClientRect(); // without this the browser would see no change between taking away and drawing
    this.ribbons.classList.remove("blank");
    this.moveTo(0);
  }

  tick() {
    this.moveTo(this.hop + 1);
    if (this.hop === this.data.hops.length - 1) this.pause();
  }

  pause() {
    clearInterval(this.timer);
    this.timer = undefined;
    if (this.data) this.showTools();
  }

  showHop() {
    const { attention } = this.data.hops[this.hop];
    this.host.dataset.hop = this.hop + 1;
    this.rows.forEach(({ wash, now }, i) => {
      fill(wash, attention[i]);
      write(now, attentionText(attention[i]));
    });
    this.hops.forEach(({ node, pill, title, veil }, k) => {
      node.classList.toggle("drawn", k <= this.hop);
      for (const each of [node, title]) each.classList.toggle("active", k === this.hop);
      veil.classList.toggle("later", k > this.hop);
      pill.setAttribute("aria-pressed", k === this.hop);
    });
    this.states.forEach(({ node }, k) => node.classList.toggle("later", k > this.hop + 1));
    this.conclusion.classList.toggle("later", this.hop < this.data.hops.length - 1);
    write(this.live, hopSentence(this.data, this.hop));
    this.showTools();
    this.showAnswer();
    this.showDetail();
  }

  showTools() {
    const last = this.data.hops.length - 1;
    const label = this.timer ? "Pause" : "Play";
    this.back.disabled = this.hop === 0;
    this.step.disabled = this.hop === last;
    if (this.playing.title === label) return;
    this.playing.title = label;
    this.playing.setAttribute("aria-label", label);
    this.playing.replaceChildren(icon(this.timer ? "pause" : "play"));
  }

  showAnswer() {
    const { answers, hops, question } = this.data;
    const lead = leader(this.data, this.hop);
    const { text, probs } = answers[lead];
    write(this.when, this.hop === hops.length - 1 ? "Answer" : `If it stopped after hop ${this.hop + 1}`);
    write(this.answer, text);
    write(this.share, percentText(probs[this.hop]));
    const judged = verdict(question.answer, text);
    write(this.verdict, judged ? `${judged.sign} ${judged.words}` : "");
    this.verdict.classList.toggle("wrong", judged?.right === false);
    answers.forEach((answer, i) => {
      const { node, bar, number } = this.answers[i];
      node.classList.toggle("leads", i === lead);
      fill(bar, answer.probs[this.hop]);
      write(number, percentText(answer.probs[this.hop]));
    });
  }

  // ---- one slot or state ----------------------------------------------------------------------------------------

  preview(pointed) {
    Object.assign(this, pointed);
    this.showDetail();
  }

  toggleLock(slot) {
    this.locked = slot === this.locked ? -1 : slot;
    this.showDetail();
  }

  /** The strip shows what is locked, else what is pointed at, else where the keyboard is. */
  showDetail() {
    const slot = [this.locked, this.hovered, this.focused].find((each) => each >= 0 && each < this.rows.length) ?? -1;
    const state = this.locked < 0 ? this.state : -1;
    this.mark("tabindex", this.tab, "0", "-1");
    this.mark("aria-selected", this.locked, "true", "false");
    if (this.locked >= 0) this.rows[this.locked].number.append(this.lock);
    else this.lock.remove();
    for (const path of this.ribbons.querySelectorAll(".picked")) path.classList.remove("picked");
    if (state < 0) for (const path of this.ribbons.querySelectorAll(`[data-slot="${slot}"]`)) path.classList.add("picked");
    this.table.hidden = state >= 0 || slot < 0;
    if (state >= 0) write(this.about, this.stateSentence(state));
    else if (slot < 0) write(this.about, "Point at a slot to see its numbers; click to keep them here.");
    else this.showSlot(slot);
  }

  /** Gives one row an attribute that no other row has. */
  mark(attribute, row, yes, no) {
    for (const node of this.body.querySelectorAll(`[${attribute}="${yes}"]`)) node.setAttribute(attribute, no);
    this.rows[row]?.node.setAttribute(attribute, yes);
  }

  showSlot(slot) {
    const { key, nothing, gold } = this.data.slots[slot];
    const name = nothing ? "nothing: attention that is not needed goes here" : `${slot + 1}${gold ? " ★" : ""}  ${key}`;
    write(this.about, slot === this.locked ? `${name} (kept: click again or press Escape)` : name);
    const [scores, shares, ranks] = [...this.table.tBodies[0].rows];
    this.data.hops.forEach(({ scores: u, attention: p }, k) => {
      write(scores.cells[k + 1], u[slot].toFixed(2));
      write(shares.cells[k + 1], p[slot].toFixed(4));
      write(ranks.cells[k + 1], `${rank(p, slot)}`);
    });
  }

  stateSentence(k) {
    if (k === 0) return "u¹: the question, before it has looked at any slot";
    const answer = this.data.answers[leader(this.data, k - 1)];
    return `State after hop ${k}. If it stopped here: ${shorten(answer.text, 80)} ${percentText(answer.probs[k - 1])}`;
  }

  onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = this.rows.findIndex(({ node }) => node === event.target);
    const keys = {
      ArrowLeft: () => this.go(this.hop - 1),
      ArrowRight: () => this.go(this.hop + 1),
      Home: () => this.go(0),
      End: () => this.go(this.data.hops.length - 1),
      Escape: () => this.toggleLock(-1),
      ...(row >= 0 && { ArrowUp: () => this.focusRow(row - 1), ArrowDown: () => this.focusRow(row + 1), Enter: () => this.toggleLock(row) }),
    };
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  }

  focusRow(row) {
    this.tab = Math.min(this.rows.length - 1, Math.max(0, row));
    this.showDetail();
    this.rows[this.tab].node.focus();
  }
}
