/** The steps in which a story is told, and what of it finds room: pure functions, no DOM. */

/**
 * A story as a network has answered it, as memviz/browser/stage/data.py tells it.
 * @typedef {Record<string, any> & { hops: any[], slots: any[], more: number, order: number[], unknown: string[],
 *   forgotten: number, hashing: any }} Show
 * @typedef {{ phase: string, hop: number }} Step
 * @typedef {{ item: number, step: number }} Place both from 0
 */

/**
 * The steps of a story: {phase, hop}. What is looked up is found by its question, which comes first then; a story is
 * told before it is asked about.
 * @param {Show} show
 * @returns {Step[]}
 */
export function stepsOf({ hops, hashing }) {
  const first = hashing ? ["question", "story"] : ["story", "question"];
  const each = hops.flatMap((_, hop) => ["address", "read", "move"].map((phase) => ({ phase, hop })));
  return [...[...first, "encode", "write"].map((phase) => ({ phase, hop: 0 })), ...each, { phase: "answer", hop: hops.length - 1 }];
}

/** Every place of a talk in its order: {item, step}; an item without a show has none. */
export function placesOf(items, shows) {
  return items.flatMap(({ id }, item) => (shows[id]?.hops ? stepsOf(shows[id]).map((_, step) => ({ item, step })) : []));
}

/** The number of the place that is named, else of the nearest step of that item; -1 where the item has none. */
export function findPlace(places, item, step) {
  const first = places.findIndex((place) => place.item === item);
  const last = places.findLastIndex((place) => place.item === item);
  return first < 0 ? -1 : Math.min(last, first + Math.max(0, step));
}

/** The place that an address names, counted from 1 there; null where it names none. */
export function placeOfAddress(search) {
  const [item, step] = ["item", "step"].map((name) => new URLSearchParams(search).get(name));
  if (item === null && step === null) return null;
  const whole = (text) => (/^\d{1,4}$/.test(text ?? "1") ? Number(text ?? "1") : 0);
  return { item: whole(item) - 1, step: whole(step) - 1 };
}

/** The address of a place, of none where it is null; its other parameters stay. */
export function addressOf(href, place) {
  const address = new URL(href);
  if (place) for (const name of ["item", "step"]) address.searchParams.set(name, place[name] + 1);
  else for (const name of ["item", "step"]) address.searchParams.delete(name);
  return address.href;
}

/** Which rows are shown in `room`: all if they fit, else the first in `order` that fit with a row that counts the rest. */
export function fitting(heights, order, room, fold, counted) {
  const all = heights.reduce((sum, height) => sum + height, 0);
  if (all + (counted ? fold : 0) <= room) return heights.map(() => true);
  const shown = heights.map(() => false);
  let left = room - fold;
  for (const [place, row] of order.entries()) {
    left -= heights[row];
    if (left < 0 && place) break;
    shown[row] = true;
  }
  return shown;
}

/** How much of a hop's attention the rows get that are not shown. */
export function foldedShare({ attention }, shown) {
  return Math.max(0, 1 - attention.reduce((sum, p, i) => sum + (shown[i] ? p : 0), 0));
}

/** The outline of a vector as bars up and down from a middle line, one unit a number; always as many points. */
export function stripPath(vector, scale, times = 1) {
  const width = vector.length > 60 ? 1 : 0.8;
  return vector.map((number, i) => `M${i} 0V${round((-number * times) / scale)}h${width}V0Z`).join("");
}

/** A thousandth of the height of a strip cannot be seen. */
function round(number) {
  return Math.round(1000 * number) / 1000;
}
