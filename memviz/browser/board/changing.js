/** Changing a memory by hand. The board shows at once what is changed, and what comes of it when the server has answered. */
import { Controls } from "./controls.js";
import { flip } from "../component/dom.js";
import { allowed, changesOf, room, withMute, withWeight } from "./what_if.js";

const PATIENCE = 300; // ms after which a click is not the first half of a double click
const SLACK = 5; // px that a pointer may move and still only click

/** @typedef {{ muted: number[], overrides: [number, number, number][] }} Changes */

export class Changing {
  /** @type {Changes} */
  changes = { muted: [], overrides: [] };
  settings = {};
  /** @type {number | undefined} the change that no answer has come to */
  sent;

  constructor(board) {
    this.board = board;
    this.controls = new Controls((settings) => this.tell(this.changes, settings), () => this.tell({ muted: [], overrides: [] }));
  }

  listen(...views) {
    for (const { node } of views) {
      node.ondblclick = ({ target }) => this.mute(this.board.view.rows.findIndex((row) => row.node.contains(target)));
      node.onmousedown = (event) => this.board.data.whatif && event.detail > 1 && event.preventDefault(); // selects no word
      draggable(node, this);
    }
  }

  /** What the data was computed with is what is changed, unless an answer to something newer is still to come. */
  take(fresh) {
    const { data, node } = this.board;
    const { whatif } = data;
    flip(node, "open", !!whatif);
    this.controls.node.hidden = this.controls.switches.hidden = !whatif;
    if (fresh || !this.sent || whatif?.n === this.sent) {
      Object.assign(this, { changes: changesOf(data), sent: undefined, settings: { compare: whatif?.compare, influence: whatif?.influence } });
      node.classList.remove("waiting");
    }
    if (whatif) this.controls.update(data, this.settings, this.changes);
  }

  tell(changes, settings = {}) {
    const { data, node, send } = this.board;
    this.last = Math.max(Date.now(), (this.last ?? 0) + 1); // two changes in one millisecond are two
    Object.assign(this, { changes, sent: this.last, settings: { ...this.settings, ...settings } });
    this.controls.update(data, this.settings, changes);
    node.classList.add("waiting");
    this.mark();
    this.board.showDetail();
    send({ of: data.whatif.of, n: this.sent, ...changes, ...this.settings });
  }

  /** Marks the rows that are changed; those of slots come first in every view. */
  mark() {
    const { muted, overrides } = this.changes;
    const fixed = new Set(overrides.map(([hop, slot]) => `${hop} ${slot}`));
    this.board.view.rows.forEach(({ node, cells = [] }, i) => {
      flip(node, "muted", muted.includes(i));
      flip(node, "fixed", fixed.has(`${this.board.hop} ${i}`));
      cells.forEach((cell, k) => flip(cell.node, "fixed", fixed.has(`${k} ${i}`)));
    });
  }

  // ---- mute and weigh -------------------------------------------------------------------------------------------

  /** Mutes a slot, or hears it again. One has to be left to look at. */
  mute(slot) {
    const { data } = this.board;
    if (!data.whatif || !data.slots[slot]) return;
    const next = withMute(this.changes, slot);
    if (next.muted.length < data.slots.length) this.tell(next);
  }

  weigh(slot, hop, weight) {
    this.tell(withWeight(this.changes, hop, slot, weight));
  }

  /** Keeps a row and goes to the field of its weight. */
  edit(row) {
    const { data, locked, detail } = this.board;
    if (!data.slots[row]) return;
    if (row !== locked) this.board.toggleLock(row);
    detail.weight.focus();
    detail.weight.select();
  }

  /** What can be done about a slot: {muted, hop, weight, fixed, most}; nothing about a value, or where nothing can be. */
  about(slot) {
    const { data, hop } = this.board;
    if (!data.whatif || !data.slots[slot]) return undefined;
    const given = this.changes.overrides.find(([h, s]) => h === hop && s === slot);
    const weight = given ? given[2] : data.hops[hop].attention[slot];
    return { muted: this.changes.muted.includes(slot), hop, weight, fixed: !!given, most: room(this.changes, hop, slot) };
  }

  /** A click keeps a row; where the memory can be changed, not before it is sure to be no double click. */
  click(item, { detail }) {
    this.rest();
    if (!this.board.data.whatif) this.board.toggleLock(item);
    else if (detail < 2) this.clicked = setTimeout(() => this.board.toggleLock(item), PATIENCE);
  }

  rest() {
    clearTimeout(this.clicked);
  }

  // ---- bars that are dragged -------------------------------------------------------------------------------------

  grip(event) {
    const { data, view, hop } = this.board;
    const held = data.whatif && view.grip(event, hop);
    return held && !this.changes.muted.includes(held.slot) && { ...held, most: room(this.changes, held.hop, held.slot) };
  }

  move(held, weight) {
    const { view, hop } = this.board;
    view.node.classList.add("dragging");
    view.rows[held.slot].node.classList.add("held");
    view.preview(held, hop, weight);
  }

  drop({ slot, hop }, weight) {
    const { view, data } = this.board;
    view.node.classList.remove("dragging");
    view.rows[slot].node.classList.remove("held");
    if (weight !== null) return this.weigh(slot, hop, weight);
    view.update(data);
    this.board.showHop();
  }
}

/**
 * Lets bars be dragged sideways. `hand.grip(event)` says what is taken hold of, {left, width, most, ...} in px, or nothing;
 * `hand.move(held, weight)` is called on the way, `hand.drop(held, weight)` at the end, with null where it came to none.
 */
function draggable(node, hand) {
  let held;
  const end = (weight) => {
    if (held?.moving) hand.drop(held, weight);
    if (held) Object.assign(held, { over: true, moving: false });
  };
  node.addEventListener("pointerdown", (event) => {
    held = event.isPrimary && event.button === 0 ? hand.grip(event) : undefined;
    if (held) held.from = event.clientX;
  });
  node.addEventListener("pointermove", (event) => {
    if (!held || held.over || (!held.moving && Math.abs(event.clientX - held.from) < SLACK)) return;
    if (!held.moving) node.setPointerCapture(event.pointerId);
    Object.assign(held, { moving: true, moved: true, weight: allowed((event.clientX - held.left) / held.width, held.most) });
    hand.move(held, held.weight);
  });
  node.addEventListener("pointerup", () => end(held?.weight));
  node.addEventListener("pointercancel", () => end(null));
  node.addEventListener("click", (event) => held?.moved && event.stopPropagation(), true); // the end of a drag is no click
}
