/** The sentences as rows: each stays the same node while it is typed in, moved and answered. */
import { button, el, write } from "../component/dom.js";
import { kindOf } from "./draft.js";
import { Field } from "./field.js";
import { glyph } from "../component/icons.js";
import { t } from "../component/language.js";

const EDGE = 36; // px from the list's edge within which dragging scrolls it

export class Rows {
  /** `on` holds what to call, each with a row's place: mute, star, copy, drop, and move with where to. */
  constructor(on) {
    this.on = on;
    this.made = new Map();
    this.shown = [];
    this.node = el("ol", { class: "rows", "aria-label": t("Sentences of the story") });
    this.node.onpointerdown = (event) => this.grab(event);
    this.node.addEventListener("focusin", (event) => this.reach(event.target));
  }

  /** The place of the row that a node is in, -1 for none. */
  placeOf(node) {
    return this.shown.findIndex((row) => row.node.contains(node));
  }

  make() {
    const row = { number: el("span", { class: "number" }), field: new Field("") };
    const part = (name, label, face, act) => {
      row[name] = button(label, face, () => act(this.shown.indexOf(row)));
      row[name].className = name;
      row[name].tabIndex = -1;
      return row[name];
    };
    const grip = part("grip", t("Move: drag, or Alt and an arrow"), glyph("grip"), () => row.field.focus());
    const acts = [
      part("mute", t("Mute: the network does not see it"), glyph("mute"), this.on.mute),
      part("copy", t("Duplicate"), glyph("copy"), this.on.copy),
      part("drop", t("Delete"), glyph("drop"), this.on.drop),
      part("star", t("Gold fact: the right answer follows from it"), glyph("star"), this.on.star),
    ];
    grip.onkeydown = (event) => this.nudge(event, row);
    row.node = el("li", { class: "row" }, grip, row.number, row.field.node, ...acts);
    return row;
  }

  /** Shows the rows of a draft; the first `beyond` sentences do not fit into the memory. */
  show({ rows, facts }, beyond) {
    const starred = new Set(facts);
    const before = this.made;
    this.made = new Map(rows.map(({ id }) => [id, before.get(id) ?? this.make()]));
    for (const [id, row] of before) if (!this.made.has(id)) row.node.remove();
    this.shown = [...this.made.values()];
    let next = this.node.firstElementChild;
    let place = 0;
    rows.forEach(({ id, text }, at) => {
      const row = this.shown[at];
      if (row.node === next) next = next.nextElementSibling;
      else this.node.insertBefore(row.node, next);
      const kind = kindOf(text);
      if (kind === "sentence") place += 1;
      dressRow(row, { text, kind, at, place, gold: starred.has(id), lost: kind === "sentence" && place <= beyond });
    });
    this.shown[0].field.area.placeholder = rows.length === 1 ? "Anna put her keys in the drawer." : "";
  }

  /** The Tab key reaches the buttons of one row alone; a long story has thousands. */
  reach(target) {
    const row = this.shown[this.placeOf(target)];
    if (row === this.reached) return;
    for (const [each, index] of [[this.reached, -1], [row, 0]]) {
      if (each) for (const node of [each.grip, each.mute, each.star, each.copy, each.drop]) node.tabIndex = index;
    }
    this.reached = row;
  }

  nudge(event, row) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const from = this.shown.indexOf(row);
    this.on.move(from, from + by);
    row.grip.focus();
  }

  // ---- dragging -------------------------------------------------------------------------------------------------

  grab(event) {
    const from = event.target.closest(".grip") ? this.placeOf(event.target) : -1;
    if (from < 0 || event.button) return;
    event.preventDefault(); // no text is selected on the way
    const drag = { from, to: from, row: this.shown[from] };
    const move = (moved) => this.drag(drag, moved.clientY);
    const end = (ended) => {
      removeEventListener("pointermove", move);
      for (const name of ["pointerup", "pointercancel", "keydown"]) removeEventListener(name, finish, true);
      this.mark(-1);
      drag.row.node.classList.remove("dragged");
      if (ended.type === "pointerup" && drag.to !== from) this.on.move(from, drag.to);
    };
    const finish = (ended) => (ended.type !== "keydown" || ended.key === "Escape") && end(ended);
    addEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel", "keydown"]) addEventListener(name, finish, true);
  }

  drag(drag, y) {
    const list = this.node.getBoundingClientRect();
    if (y < list.top + EDGE) this.node.scrollTop -= 12;
    if (y > list.bottom - EDGE) this.node.scrollTop += 12;
    const gap = this.shown.filter(({ node }) => middle(node) < y).length; // the row would stand before this one
    drag.to = gap > drag.from ? gap - 1 : gap;
    drag.row.node.classList.add("dragged");
    this.mark(drag.to === drag.from ? -1 : gap);
  }

  /** Draws the line between two rows at which what is dragged would be dropped. */
  mark(gap) {
    this.shown.forEach(({ node }, i) => {
      node.classList.toggle("before", i === gap);
      node.classList.toggle("after", gap === this.shown.length && i === gap - 1);
    });
  }
}

function middle(node) {
  const { top, height } = node.getBoundingClientRect();
  return top + height / 2;
}

function dressRow({ node, number, field, star }, { text, kind, at, place, gold, lost }) {
  field.write(text);
  write(number, { sentence: String(place), asked: "?", empty: "" }[kind]);
  const name = t("Row {n}", { n: at + 1 });
  if (field.area.ariaLabel !== name) field.area.ariaLabel = name;
  for (const [mark, holds] of Object.entries({ gold, lost, asked: kind === "asked" })) node.classList.toggle(mark, holds);
  const title = lost ? t("beyond the memory: the model cannot look here") : "";
  if (number.title !== title) number.title = title;
  if (star.ariaPressed !== String(gold)) star.ariaPressed = String(gold);
}
