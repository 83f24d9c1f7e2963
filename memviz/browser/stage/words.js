/** What the stage says: one short sentence a step, with the numbers of the trace. No DOM. */
import { attentionText, FAINT, peak, percentText, shorten, verdict } from "../component/layout.js";
import { counted, t } from "../component/language.js";

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉";

/** A state or a readout by its number: u¹ as in MemN2N, q₁ as in key-value networks. */
export function named({ names }, letter, number) {
  const digits = names === "q" ? LOWERED : RAISED;
  return letter + String(number).replace(/\d/g, (digit) => digits[digit]);
}

/** A score with one digit, and the sign that mathematics prints. */
export function scoreText(score) {
  return score.toFixed(1).replace("-", "−");
}

/** The sentence of a step. */
export function caption(show, { phase, hop }) {
  return SENTENCES[phase](show, hop);
}

const SENTENCES = {
  story(show) {
    const { sentences, hashing, unknown } = show;
    if (hashing) return hashedText(hashing);
    const known = unknown.length ? t("The network has never read {words}.", { words: quotedThree(unknown) }) : t("It is all that the network knows of this world.");
    return together(counted("The story: {n} sentence.", "The story: {n} sentences.", sentences), known);
  },
  question({ hops }) {
    return counted("The question. The network looks at its memory once, then answers.", "The question. The network looks at its memory {n} times, then answers.", hops.length);
  },
  encode(show) {
    const places = { n: show.hops[0].state.length, state: named(show, show.names, 1) };
    if (show.hashing) return t("I, input: every key and every value becomes {n} numbers, and so does the question: {state}.", places);
    return t("I, input: every sentence becomes {n} numbers, and so does the question: {state}.", places);
  },
  write({ hashing }) {
    if (hashing) return counted("G: the memory is the one thing that was hashed, with a key to be found by and a value to be read.", "G: the memory is the {n} things that were hashed, each with a key to be found by and a value to be read.", hashing.kept);
    return t("G, generalisation: each is written into a slot, as a key to be found by and a value to be read.");
  },
  address(show, hop) {
    const { fixed = [] } = show.hops[hop];
    const meets = t("O, hop {hop}, key addressing: {state} meets every key.", { hop: hop + 1, state: named(show, show.names, hop + 1) });
    return together(meets, mostText(show, hop), fixed.length && counted("{n} weight is set by hand.", "{n} weights are set by hand.", fixed.length));
  },
  read(show, hop) {
    return t("O, hop {hop}, value reading: every value counts as much as its slot is attended to. Their sum is {sum}.", { hop: hop + 1, sum: named(show, "o", hop + 1) });
  },
  move(show, hop) {
    const [answer, p] = show.hops[hop].leader;
    const last = hop === show.hops.length - 1;
    if (last) return together(movedText(show, hop), t("The answer is read from it."));
    if (show.readout === "value") return together(movedText(show, hop), t("The names of the question are still in it; the last hop leaves them out."));
    return together(movedText(show, hop), t("If it stopped here, it would say {answer}, {p}.", { answer: shorten(answer, 30), p: percentText(p) }));
  },
  answer(show) {
    const { text, p } = show.answers[0];
    const last = named(show, show.names, show.hops.length + 1);
    return t("R, response: {state} is compared with every answer. The most probable is {answer}, {p}.", { state: last, answer: shorten(text, 30), p: percentText(p) });
  },
};

/** What a step is called. */
export function stepName({ phase, hop }) {
  return NAMES[phase]({ hop: hop + 1 });
}

const NAMES = {
  story: () => t("the story"),
  question: () => t("the question"),
  encode: () => t("I: input"),
  write: () => t("G: the slots"),
  address: (values) => t("hop {hop}, key addressing", values),
  read: (values) => t("hop {hop}, value reading", values),
  move: (values) => t("hop {hop}, the state moves", values),
  answer: () => t("R: the answer"),
};

/** How the answer is judged; empty where nobody has said what is right. */
export function judged({ question, answers, hashing }) {
  const found = verdict(question, answers[0].text);
  if (!found) return { right: true, text: "" };
  if (found.right) return { right: true, text: hashing ? t("✓ as the facts say") : t("✓ as the story says") };
  const places = { answers: [question.answer, ...question.also].join(", ") };
  return { right: false, text: hashing ? t("✗ the facts say: {answers}", places) : t("✗ the story says: {answers}", places) };
}

/** What the last row says, which stands for `count` sentences that are not shown and get `share` of the attention. */
export function foldText({ forgotten, hashing }, count, share) {
  const more = count ? moreText(hashing, count, share) : "";
  const lost = forgotten ? counted("{n} earlier sentence beyond the memory", "{n} earlier sentences beyond the memory", forgotten) : "";
  return [more, lost].filter(Boolean).join(" · ");
}

function moreText(hashing, count, share) {
  if (share === null) return hashing ? counted("… and {n} more memory", "… and {n} more memories", count) : counted("… and {n} more sentence", "… and {n} more sentences", count);
  const places = { share: share < FAINT ? t("below {p}", { p: FAINT }) : attentionText(share) };
  if (hashing) return counted("… and {n} more memory, together {share}", "… and {n} more memories, together {share}", count, places);
  return counted("… and {n} more sentence, together {share}", "… and {n} more sentences, together {share}", count, places);
}

/** What the memories that key hashing found have in common with the question. */
function hashedText({ by, total, found }) {
  const places = { by: quotedThree(by), total: total.toLocaleString("en") };
  return counted("Key hashing: {n} of {total} memories has {by} in common with the question.", "Key hashing: {n} of {total} memories have {by} in common with the question.", found, places);
}

/** How a state is made of the one before: what is added, what a matrix turns, and how much of it is rectified. */
function movedText(show, hop) {
  const { update } = show;
  const states = { state: named(show, show.names, hop + 1), read: named(show, "o", hop + 1), next: named(show, show.names, hop + 2) };
  const alone = isAlone(show, hop);
  if (!update && alone) return t("The state moves: {read} alone becomes {next}.", states);
  if (!update) return t("The state moves: {state} and {read} become {next}.", states);
  const places = { next: states.next, sum: sumText(update.matrix, alone, states, hop), share: percentText(update.rectified) };
  if (update.rectified) return t("The state moves: {next} is {sum}; {share} of its units pass a ReLU.", places);
  return t("The state moves: {next} is {sum}.", places);
}

/** Whether the last hop leaves the query out. */
export function isAlone({ hops, readout }, hop) {
  return readout === "value" && hop === hops.length - 1;
}

/** “H u¹ + o¹”, “R₁(q₁ + o₁)”, “R₂ o₂”. */
function sumText(matrix, alone, { state, read }, hop) {
  if (matrix === "R") return named({ names: "q" }, matrix, hop + 1) + (alone ? ` ${read}` : `(${state} + ${read})`);
  return `${matrix ? `${matrix} ` : ""}${state} + ${read}`;
}

/** Where a hop looks most. */
function mostText({ slots, hops }, hop) {
  const { scores, attention } = hops[hop];
  const most = peak(attention);
  const { at, nothing, gold } = slots[most];
  const share = attention[most] < FAINT ? t("less than {p}", { p: FAINT }) : attentionText(attention[most]);
  const places = { at, score: scoreText(scores[most]), share };
  if (nothing) return t("Nothing scores {score} and gets {share} of the attention.", places);
  if (gold) return t("Slot {at} scores {score} and gets {share} of the attention; ★ the answer needs it.", places);
  return t("Slot {at} scores {score} and gets {share} of the attention.", places);
}

function quotedThree(words) {
  const quoted = words.slice(0, 3).map((word) => `“${shorten(word, 20)}”`);
  return quoted.join(", ") + (words.length > 3 ? " …" : "");
}

/** Sentences one after the other, those that are there. */
function together(...sentences) {
  return sentences.filter(Boolean).join(" ");
}
