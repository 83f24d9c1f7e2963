/** Words, numbers and geometry of the memory board: pure functions, no DOM. */
import { t } from "./language.js";
import { spelled } from "./spelling.js";

/** Attention below this would print as 0.00: it gets a dot instead of a number, and no ribbon. */
export const FAINT = 0.005;

/** Radius of a state node in px. */
export const NODE = 13;

/** Thickness in px of a ribbon that carries all of the attention; it fits inside a node. */
export const FULL = 17;

const NO_BREAK = "\u00a0"; // a space at which no line ends

/** Attention as printed beside a bar. */
export function attentionText(p) {
  return p < FAINT ? "·" : p.toFixed(2);
}

/** A probability in words that never claim certainty by rounding. */
export function percentText(p) {
  const rounded = Math.round(100 * p);
  if (rounded === 0 && p > 0) return `<1${NO_BREAK}%`;
  if (rounded === 100 && p < 1) return `>99${NO_BREAK}%`;
  return `${rounded}${NO_BREAK}%`;
}

/** Index of the greatest number. */
export function peak(numbers) {
  return numbers.reduce((best, number, i) => (number > numbers[best] ? i : best), 0);
}

/** Place of one number among all, 1 being the greatest; equals share a place. */
export function rank(numbers, index) {
  return 1 + numbers.filter((number) => number > numbers[index]).length;
}

/** The first `length` characters, whole code points, with an ellipsis where something was cut. */
export function shorten(text, length) {
  const points = Array.from(text.slice(0, 2 * length + 2));
  return points.length <= length ? text : `${points.slice(0, length - 1).join("")}…`;
}

/** The index of the most probable single answer after a hop; the sum of all others is not an answer. */
export function leader(data, hop) {
  return peak(data.answers.map((answer) => (answer.others ? -1 : answer.probs[hop])));
}

/** One sentence about a hop, the same for eyes and for ears. */
export function hopSentence(data, hop) {
  const { attention } = data.hops[hop];
  const slot = data.slots[peak(attention)];
  const places = { ...outcome(data, hop), slot: quoted(slot, slot.key), share: saidShare(attention[peak(attention)]) };
  return t("Hop {hop} of {hops}: looks at {slot} ({share}); answer {answer} {p}", places);
}

/** What a sentence about a hop says of the hop itself and of the answer after it. */
export function outcome(data, hop) {
  const { text, probs } = data.answers[leader(data, hop)];
  return { hop: hop + 1, hops: data.hops.length, answer: shorten(text, 40), p: percentText(probs[hop]) };
}

/** A row's text as a sentence about a hop has it. */
export function quoted({ nothing }, text) {
  return nothing ? t("nothing") : `“${shorten(text, 60)}”`;
}

/** Attention as a sentence has it. */
export function saidShare(p) {
  return p < FAINT ? t("below {p}", { p: FAINT }) : attentionText(p);
}

/** What one of the states u^1 ... u^{K+1} would say. */
export function stateSentence(data, k) {
  if (k === 0) return t("u¹: the question, before it has looked at any slot");
  const { text, probs } = data.answers[leader(data, k - 1)];
  return t("State after hop {hop}. If it stopped here: {answer} {p}", { hop: k, answer: shorten(text, 80), p: percentText(probs[k - 1]) });
}

/** Whether an answer is right by what the story or the facts say, in a sign and in words; null where they do not. Of
 * several, all have to be there, unless `some` are asked for. */
export function verdict({ answer: gold, also = [] }, answers, byFacts = false, some = false) {
  if (gold === null) return null;
  const [right, said] = [[gold, ...also], [answers].flat()];
  const all = some || said.length === 1 || right.every((each) => said.includes(each));
  if (all && said.every((each) => right.includes(each))) return { right: true, sign: "✓", words: byFacts ? t("as the facts say") : t("as the story says") };
  const places = { answers: right.join(", ") };
  return { right: false, sign: "✗", words: byFacts ? t("the facts say: {answers}", places) : t("the story says: {answers}", places) };
}

/** Every number of a slot: {about, lines}, a line being its name and a text for every hop. */
export function slotNumbers({ slots, values, hops }, slot) {
  const { key, value, nothing, gold } = slots[slot];
  const read = values && values[value].text !== key ? ` → ${values[value].text}` : "";
  return {
    about: nothing ? t("nothing: attention that is not needed goes here") : `${slot + 1}${gold ? " ★" : ""}  ${key}${read}`,
    lines: [
      [t("score"), ...hops.map(({ scores }) => scores[slot].toFixed(2))],
      [t("attention"), ...hops.map(({ attention }) => attention[slot].toFixed(4))],
      [t("rank"), ...hops.map(({ attention }) => String(rank(attention, slot)))],
    ],
  };
}

/** Cuts a text into pieces {text, unknown}, so that words the model has never seen can be marked. */
export function pieces(text, unknown) {
  if (!unknown.length) return [{ text, unknown: false }];
  const words = [...unknown].sort((a, b) => b.length - a.length).map(spelled);
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_])(${words.join("|")})(?![\\p{L}\\p{N}_])`, "giu");
  return text
    .split(whole)
    .map((piece, i) => ({ text: piece, unknown: i % 2 === 1 }))
    .filter((piece) => piece.text);
}

/**
 * Widths in px for a board of `width` with `hops` hops. Wide boards draw every hop with ribbons; `wide` is false where
 * a hop would get less than its number and two ribbons need, and the board then shows one hop at a time. `roomy` boards
 * have a place for the answer behind the last state. In a hop, both ribbons and the bar share alike. Of the width, `fall`
 * is kept for another column.
 */
export function columns(board, hops, fall = 0) {
  const width = board - fall;
  const roomy = width >= 900;
  const end = roomy ? 120 : 28;
  const text = Math.min(370, Math.max(285, 0.32 * width));
  const hop = Math.floor(Math.min(250, Math.max(100, (width - end - text) / hops)));
  const start = width - end - hops * hop;
  return { wide: board >= 640 && start >= 190, fall, roomy, start, hop, end, gutter: Math.round((hop - 34) / 3) };
}

/** Height of each state u^1 ... u^{K+1}: the mean height of what it read; the question sits at what it looks for. */
export function stateHeights(hops, centres) {
  const mean = ({ attention }) => attention.reduce((sum, p, i) => sum + p * centres[i], 0);
  return [hops[0], ...hops].map(mean);
}

/**
 * The ribbons between a state at (`nodeX`, `nodeY`) and the slots at `slotX`: thickness proportional to attention,
 * stacked at the state in the order of the slots. Paths run left to right, the way the data flows.
 */
export function fan(attention, centres, nodeX, nodeY, slotX) {
  let below = 0;
  return attention.flatMap((p, slot) => {
    const atNode = nodeY + (below + p / 2 - 0.5) * FULL;
    below += p;
    if (p < FAINT) return [];
    const [from, to] = nodeX < slotX ? [atNode, centres[slot]] : [centres[slot], atNode];
    return [{ slot, thickness: Math.max(1, p * FULL), path: curve(Math.min(nodeX, slotX), from, Math.max(nodeX, slotX), to) }];
  });
}

/** A curve that leaves and arrives level. */
export function curve(x0, y0, x1, y1) {
  const middle = (x0 + x1) / 2;
  return `M${[x0, y0].map(short)}C${[middle, y0, middle, y1, x1, y1].map(short)}`;
}

/** A coordinate to a tenth of a pixel. */
function short(number) {
  return Math.round(10 * number) / 10;
}
