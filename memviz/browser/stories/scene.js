// @ts-check
/**
 * What the page is told of an answer (memviz/trace/scene.py), and where it is painted: pure functions, no DOM.
 *
 * @typedef {[string, boolean][]} Said a sentence in pieces, each with whether it stands out
 * @typedef {{ row: number, start: number, share: number }} Ribbon
 * @typedef {{ star: boolean, muted: boolean, points: [number, number][] }} Row
 * @typedef {{ weights: number[], ribbons: Ribbon[], key: Said, value: Said, says: string, share: string, given: number[] }} Step
 * @typedef {{ rows: Row[], first: number, nothing: boolean, steps: Step[], answer: string, share: string,
 *   right: boolean | null, verdict: string, others: [string, string][] }} Scene
 *
 * @typedef {{ path: string, thick: number, row: number, share: number }} Stroke a ribbon as it is painted
 * @typedef {{ x: number, y: number, share: number, row: number }} Mark a number beside a ribbon
 * @typedef {{ key: Stroke[], value: Stroke[], marks: Mark[] }} Fan the light of one hop
 *
 * @typedef {{ wide: boolean, told: number, hop: number, end: number, full: number }} Columns
 *   widths in px of the sentences, of one hop and of the answer; `full`, the thickness of all of the attention
 */
import LOOK from "../../look.json" with { type: "json" };

const ROUND = LOOK.turn; // px, the radius of a ribbon's turn
const APART = LOOK.apart; // px between what comes into a state and what leaves it
const LIFT = LOOK.lift; // px that a ribbon lies below the middle of its row, under its number
const FULL = LOOK.ribbon; // px, the thickness of all of the attention

/**
 * Columns for a page of `width` px and so many hops. Where a hop would be too narrow for its light, one hop is shown at a time.
 * @param {number} width
 * @param {number} hops
 * @returns {Columns}
 */
export function columnsOf(width, hops) {
  const told = Math.round(Math.min(760, Math.max(340, 0.38 * width)));
  const end = Math.round(Math.min(360, Math.max(180, 0.18 * width)));
  const hop = Math.floor((width - told - end) / hops);
  if (width < 820 || hop < 100) return { wide: false, told: width, hop: width, end: 0, full: FULL };
  return { wide: true, told, hop: Math.min(hop, 420), end, full: Math.round(FULL * Math.min(1.5, Math.max(1, width / 1250))) };
}

/**
 * The light of a hop between the states at its two ends, (x, y) each, and the rows, whose middles lie at `middles`.
 * @param {Ribbon[]} ribbons
 * @param {number[]} middles
 * @param {{ x: number, y: number, beside?: number }} from the state that looks; `beside`: the light leaves level from there
 * @param {{ x: number, y: number }} to the state that reads
 * @param {number} full
 * @returns {Fan}
 */
export function fanOf(ribbons, middles, from, to, full) {
  const [left, right] = [from.x + APART + full / 2, to.x - APART - full / 2];
  const middle = (left + right) / 2;
  /** @type {Fan} */
  const fan = { key: [], value: [], marks: [] };
  for (const { row, start, share } of ribbons) {
    const y = middles[row] + LIFT;
    const aside = (start + share / 2 - 0.5) * full; // the highest row turns off first, so that no ribbons cross
    const thick = Math.max(1, share * full);
    fan.key.push({ path: down(left - aside, from, y, middle, aside), thick, row, share });
    fan.value.push({ path: up(middle, y, right + aside, to.y), thick, row, share });
    fan.marks.push({ x: middle, y: y - thick / 2 - 4, share, row });
  }
  return fan;
}

/**
 * From a state down to a row: straight, and round one corner; two where it leaves a state level.
 * @param {number} x
 * @param {{ y: number, beside?: number }} from
 * @param {number} y
 * @param {number} end
 * @param {number} aside
 */
function down(x, from, y, end, aside) {
  if (from.beside === undefined) return `M${at(x, from.y)}${corner(x, y, x + ROUND)}H${short(end)}`;
  const level = from.y - aside;
  return `M${at(from.beside, level)}H${short(x - ROUND)}Q${at(x, level)} ${at(x, level + ROUND)}${corner(x, y, x + ROUND)}H${short(end)}`;
}

/**
 * From a row up to a state.
 * @param {number} start
 * @param {number} y
 * @param {number} x
 * @param {number} top
 */
function up(start, y, x, top) {
  return `M${at(start, y)}H${short(x - ROUND)}Q${at(x, y)} ${at(x, y - ROUND)}V${short(top)}`;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} beyond
 */
function corner(x, y, beyond) {
  return `V${short(y - ROUND)}Q${at(x, y)} ${at(beyond, y)}`;
}

/**
 * The light of a hop on a phone: from the state above along the left edge to the rows, back along the right edge.
 * @param {Ribbon[]} ribbons
 * @param {number[]} middles
 * @param {number} width
 * @param {number} top
 * @param {number} full
 * @returns {Fan}
 */
export function edgesOf(ribbons, middles, width, top, full) {
  /** @type {Fan} */
  const fan = { key: [], value: [], marks: [] };
  for (const { row, start, share } of ribbons) {
    const y = middles[row];
    const aside = (start + share / 2 - 0.5) * full;
    const thick = Math.max(1, share * full);
    const x = 2 + full / 2;
    fan.key.push({ path: `M${at(x - aside, top)}${cornerOf(x - aside, y)}H${short(full + 14)}`, thick, row, share });
    fan.value.push({ path: `M${at(width - full - 12, y)}H${short(width - x + aside - 8)}Q${at(width - x + aside, y)} ${at(width - x + aside, y - 8)}V${short(top)}`, thick, row, share });
  }
  return fan;
}

/**
 * @param {number} x
 * @param {number} y
 */
function cornerOf(x, y) {
  return `V${short(y - 8)}Q${at(x, y)} ${at(x + 8, y)}`;
}

/**
 * What a beat shows, from 0 (the question alone) to twice the number of hops: the hop (from 0, -1 for none), and whether
 * its values are read.
 * @param {number} beat
 */
export function momentOf(beat) {
  return { hop: Math.ceil(beat / 2) - 1, read: beat > 0 && beat % 2 === 0 };
}

/**
 * The beat at the end of a hop, counted from 1; 0 is the question.
 * @param {number} hop
 */
export function beatOf(hop) {
  return 2 * hop;
}

/**
 * @param {number} x
 * @param {number} y
 */
function at(x, y) {
  return `${short(x)},${short(y)}`;
}

/** A coordinate to a tenth of a pixel. @param {number} number */
function short(number) {
  return Math.round(10 * number) / 10;
}
