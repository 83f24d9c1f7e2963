/** Arrows between boxes, drawn where the boxes lie: a style sheet places these, wide or narrow, and the arrows follow. */
import { el, svg } from "../component/dom.js";

const HEAD = 5; // px
const AROUND = 14; // px that an arrow keeps from the boxes that it passes
const BEND = 24; // px in which an arrow changes columns
const NEAR = 60; // px between two boxes that have nothing between them

export class Arrows {
  /** `frame` holds the boxes and is positioned; the arrows lie behind them. */
  constructor(frame) {
    this.frame = frame;
    this.node = svg("svg", { class: "arrows", "aria-hidden": "true" });
    frame.prepend(this.node);
    this.watch = new ResizeObserver(() => this.draw());
    this.watch.observe(frame);
  }

  /** Takes up arrows, [{from, to (nodes), kind, label, way, around}]: see arrowOf. */
  take(edges) {
    this.edges = edges;
    this.draw();
  }

  draw() {
    const frame = this.frame.getBoundingClientRect();
    if (!this.edges || !frame.width) return;
    const box = (node) => {
      const { left, right, top, bottom } = node.getBoundingClientRect();
      return { left: left - frame.left, right: right - frame.left, top: top - frame.top, bottom: bottom - frame.top };
    };
    this.node.replaceChildren(...this.edges.flatMap(({ from, to, kind, label, ...how }) => {
      const { path, head, middle } = arrowOf(box(from), box(to), how);
      const line = [svg("path", { class: `line ${kind}`, d: path }), svg("path", { class: `head ${kind}`, d: head })];
      return label ? [...line, svg("text", { x: middle.x, y: middle.y }, label)] : line;
    }));
  }
}

/**
 * From one box to another, side by side or one above the other: {path, head, middle}.
 * way     "down" where it is to leave below though it could leave at the side
 * around  "left" or "right": the side on which it passes what lies between two boxes, one far above the other
 * @param {{ left: number, right: number, top: number, bottom: number }} from
 * @param {{ left: number, right: number, top: number, bottom: number }} to
 * @param {{ way?: string, around?: string }} how
 */
export function arrowOf(from, to, { way, around } = {}) {
  const beside = to.left >= from.right - 1 || to.right <= from.left + 1;
  if (beside && way !== "down") return level(from, to, to.left >= from.right - 1 ? 1 : -1);
  if (around && to.top - from.bottom > NEAR) return passing(from, to, around === "left" ? -1 : 1);
  return upright(from, to);
}

function level(from, to, sign) {
  const y2 = center(to.top, to.bottom);
  const y1 = y2 > from.top && y2 < from.bottom ? y2 : center(from.top, from.bottom);
  const [x1, x2] = sign > 0 ? [from.right, to.left] : [from.left, to.right];
  const x = (x1 + x2) / 2;
  return { path: `M${x1} ${y1}C${x} ${y1} ${x} ${y2} ${x2 - sign * HEAD} ${y2}`, head: sideways(x2, y2, sign), middle: { x, y: (y1 + y2) / 2 - 5 } };
}

function upright(from, to) {
  const lean = (center(from.left, from.right) - center(to.left, to.right)) / (from.right - from.left + to.right - to.left);
  const aside = Math.max(-1, Math.min(1, lean)) * 0.3 * (to.right - to.left); // two arrows from two sides end apart
  const x2 = center(to.left, to.right) + aside;
  const x1 = x2 > from.left && x2 < from.right ? x2 : center(from.left, from.right);
  const sign = to.top >= from.bottom - 1 ? 1 : -1;
  const [y1, y2] = sign > 0 ? [from.bottom, to.top] : [from.top, to.bottom];
  const bend = sign * Math.min(Math.abs(y2 - y1), BEND); // late, so that it passes beside what lies between
  const y = y2 - bend / 2;
  const head = `M${x2} ${y2}l${-HEAD} ${-sign * HEAD * 1.4}h${2 * HEAD}Z`;
  return { path: `M${x1} ${y1}V${y2 - bend}C${x1} ${y} ${x2} ${y} ${x2} ${y2 - sign * HEAD}`, head, middle: { x: (x1 + x2) / 2 + 12, y: x1 === x2 ? y + 4 : y - 6 } };
}

function passing(from, to, sign) {
  const side = sign < 0 ? "left" : "right";
  const x = (sign < 0 ? Math.min : Math.max)(from[side], to[side]) + sign * AROUND;
  const [y1, y2] = [center(from.top, from.bottom), center(to.top, to.bottom)];
  const path = `M${from[side]} ${y1}Q${x} ${y1} ${x} ${y1 + AROUND}V${y2 - AROUND}Q${x} ${y2} ${to[side] + sign * HEAD} ${y2}`;
  return { path, head: sideways(to[side], y2, -sign), middle: { x, y: (y1 + y2) / 2 } };
}

function sideways(x, y, sign) {
  return `M${x} ${y}l${-sign * HEAD * 1.4} ${-HEAD}v${2 * HEAD}Z`;
}

function center(one, other) {
  return (one + other) / 2;
}

/** A box of a diagram: its symbol and its module, what it says, and its children. */
export function box(kind, area, ...children) {
  return el("div", { class: `box ${kind}`, style: `grid-area: ${area}` }, ...children);
}
