/**
 * Words, numbers and geometry of key-value lanes: pure functions, no DOM. An item is a row by its number: first every
 * key, as in data.slots, then every distinct value, as in data.values.
 */
import { FAINT, curve, outcome, peak, pieces, quoted, rank, saidShare } from "../component/layout.js";
import { lastHop } from "./chain_words.js";
import { unspelled } from "../component/spelling.js";
import { counted, t } from "../component/language.js";

const FEW = 4; // rows that are never folded away
export const STORY = 12; // rows of a story that are never folded away
const MANY = 12; // rows that are seen before somebody asks for more
const BROAD = 24; // px of a ribbon that carries all of the attention; it fits into a row

/** Numbers of the slots, summed for each distinct value. */
export function byValue({ slots, values }, numbers) {
  const sums = values.map(() => 0);
  slots.forEach(({ value }, i) => (sums[value] += numbers[i]));
  return sums;
}

/** How many keys feed each distinct value. */
export function feeders({ slots, values }) {
  return byValue({ slots, values }, slots.map(() => 1));
}

/** The rows that are `there` by what they get, most first; the nothing slot comes last. */
export function ranked(rows, shares, scores, there) {
  const places = rows.flatMap((_, i) => (there && !there[i] ? [] : [i]));
  return places.sort((i, j) => Number(!!rows[i].nothing) - Number(!!rows[j].nothing) || shares[j] - shares[i] || scores[j] - scores[i] || i - j);
}

/** Which rows fold away, where they are many: those that stay faint but for the first few, and whatever is behind the first `most`, unless they are marked. */
export function folded(rows, shares, order, few = FEW, most = MANY) {
  const folds = rows.map(() => false);
  if (order.length <= STORY) return folds;
  order.forEach((i, place) => {
    const { gold, right, nothing, muted } = rows[i];
    folds[i] = !gold && !nothing && !muted && (place >= most || (place >= few && shares[i] < FAINT && !right));
  });
  return folds.filter(Boolean).length > 1 ? folds : folds.fill(false);
}

/** What the row says that stands for `n` folded "memories" or "values", which get `share` together in this hop. */
export function foldText(n, noun, share, open) {
  const memories = noun === "memories";
  if (open) return memories ? t("{n} of these memories are hardly looked at · fold", { n }) : t("{n} of these values are hardly looked at · fold", { n });
  const places = { n, share: share > 0 && share < 0.00005 ? t("less than {p}", { p: 0.0001 }) : share.toFixed(4) };
  return memories ? t("{n} more memories, together {share} · show", places) : t("{n} more values, together {share} · show", places);
}

/** Which keys and values a search finds by their text; a found value brings its keys, a found key its value. */
export function search({ slots, values }, query) {
  const wanted = bare(query.trim());
  const found = values.map(({ text }) => bare(text).includes(wanted));
  const keys = slots.map(({ key, value }) => found[value] || bare(key).includes(wanted));
  slots.forEach(({ value }, i) => (found[value] ||= keys[i]));
  return { keys, values: found };
}

/** Letters alone: no case, no accents, so that “amelie” finds “Amélie”. */
function bare(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/**
 * The ribbons from keys to values over a gap of `width` px: thickness proportional to attention, stacked where keys
 * share a value. Rows out of sight have null for a height, and neither they nor faint attention get a ribbon.
 */
export function merge(data, attention, keyHeights, valueHeights, width) {
  const weights = byValue(data, attention);
  const below = weights.map(() => 0);
  return attention.flatMap((p, slot) => {
    const { value } = data.slots[slot];
    const middle = below[value] + (p - weights[value]) / 2;
    below[value] += p;
    const [from, to] = [keyHeights[slot], valueHeights[value]];
    if (p < FAINT || from === null || to === null) return [];
    return [{ slot, thickness: Math.max(1, p * BROAD), path: curve(0, from, width, to + middle * BROAD) }];
  });
}

/** The question in pieces {text, kind, name}: linked names, words used, too common or unknown, and what is between. */
export function questionPieces(text, hashing, unknown) {
  const kinds = new Map(unknown.map((word) => [word.toLowerCase(), "unknown"]));
  for (const kind of ["unknown", "common", "words"]) for (const word of hashing?.[kind] ?? []) kinds.set(word.toLowerCase(), kind);
  const points = Array.from(text); // links count whole characters
  const between = (start, end) =>
    pieces(points.slice(start, end).join(""), [...kinds.keys()]).map((piece) => ({ text: piece.text, kind: piece.unknown ? (kinds.get(unspelled(piece.text)) ?? "") : "" }));
  const found = [];
  let at = 0;
  for (const { start, end, name } of hashing?.links ?? []) {
    if (start < at) continue;
    found.push(...between(at, start), { text: points.slice(start, end).join(""), kind: "link", name });
    at = end;
  }
  return [...found, ...between(at, points.length)].filter((piece) => piece.text);
}

/** A score with the sign that mathematics prints. */
export function signed(score) {
  return score.toFixed(2).replace("-", "−");
}

/** A push on a logit, with its sign; a dot where it would print as 0.00. */
export function pushText(push) {
  if (Math.abs(push) < FAINT) return "·";
  return `${push > 0 ? "+" : ""}${signed(push)}`;
}

/** q with its number: q₁. */
export function lowered(letter, number) {
  return letter + String(number).replace(/\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)));
}

/** How the state changed in a hop: the equation, and what it did. */
export function turnText({ hops, readout }, hop) {
  const { angle, before, after } = hops[hop].turn;
  const next = lowered("q", hop + 2);
  const places = { angle: Math.round(angle), before: before.toFixed(1), after: after.toFixed(1) };
  const turned = angle === null ? t("length {before} → {after}.", places) : t("turned by {angle}°, length {before} → {after}.", places);
  const last = hop === hops.length - 1;
  const end = last ? t("The answer is read from {state}.", { state: next }) : "";
  const read = lowered("o", hop + 1);
  const moved = last && readout === "value" ? ` ${read}` : `(${lowered("q", hop + 1)} + ${read})`;
  return {
    equation: `${next} = ${lowered("R", hop + 1)}${moved}`,
    words: [turned, end].filter(Boolean).join(" "),
  };
}

/** One sentence about a hop: which key it looks at, which value it reads. */
export function laneSentence(data, hop) {
  const { attention } = data.hops[hop];
  const weights = byValue(data, attention);
  const [slot, value] = [data.slots[peak(attention)], data.values[peak(weights)]];
  const looks = { key: quoted(slot, slot.key), attention: saidShare(attention[peak(attention)]) };
  const reads = { value: quoted(value, value.text), weight: saidShare(weights[peak(weights)]) };
  const places = { ...outcome(data, hop), ...looks, ...reads };
  if (data.chain) {
    const told = hop < lastHop(data) || !data.several ? places : { ...places, answer: data.several };
    return t("Hop {hop} of {hops}: looks at {key} ({attention}), reads {value} ({weight}); answer {answer}", told);
  }
  return t("Hop {hop} of {hops}: looks at {key} ({attention}), reads {value} ({weight}); answer {answer} {p}", places);
}

/** Every number of a value: {about, lines}, a line being its name and a text for every hop. */
export function valueNumbers(data, value) {
  const { text, right, nothing } = data.values[value];
  const keys = data.slots.flatMap((slot, i) => (slot.value === value ? [i + 1] : []));
  const name = nothing ? t("nothing") : text;
  const list = keys.slice(0, 20).join(", ");
  const from = keys.length > 20 ? t("read from keys {list} and {n} more", { list, n: keys.length - 20 }) : counted("read from key {list}", "read from keys {list}", keys.length, { list });
  const weight = ({ attention }) => byValue(data, attention)[value].toFixed(4);
  return {
    about: `${name}${right ? " ★" : ""}  ${from}`,
    lines: [[t("weight"), ...data.hops.map(weight)], [t("push"), ...data.hops.map(({ pushes }) => pushText(pushes[value]))], [t("rank"), ...data.hops.map(({ attention }) => String(rank(byValue(data, attention), value)))]],
  };
}
