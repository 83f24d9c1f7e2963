/** Geometry of a curve over 0, 1, 2, ... : pure functions, no DOM. */

/** Room for a plot's numbers around its field, in the units of its view box. */
export const FIELD = { width: 400, height: 224, left: 40, right: 12, top: 10, bottom: 44 };

/** Where the curve stands after `count` of `most`, from left to right. */
export function across(count, most, { width, left, right } = FIELD) {
  return left + (most > 0 ? count / most : 0) * (width - left - right);
}

/** Where a probability stands, 1 on top. */
export function up(p, { height, top, bottom } = FIELD) {
  return top + (1 - p) * (height - top - bottom);
}

/** A line through all values. */
export function line(values) {
  const at = (value, count) => `${across(count, values.length - 1).toFixed(1)} ${up(value).toFixed(1)}`;
  return `M${values.map(at).join("L")}`;
}

/** The count below a place, the nearest one. */
export function countAt(x, most, { width, left, right } = FIELD) {
  return Math.max(0, Math.min(most, Math.round(((x - left) / (width - left - right)) * most)));
}
