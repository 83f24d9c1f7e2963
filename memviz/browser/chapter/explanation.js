/** What a lesson says of one symbol and one slot, from the numbers of a trace: pure functions, no DOM. */
import { below, fillIn, norm, peak, percent, short, terms, wide } from "./numbers.js";

const SLOTTED = ["x", "A", "m", "T", "C", "c", "TC", "score"]; // what the nothing slot has none of

/** The slot that a lesson tells of when nobody has chosen one. */
export function first(hop) {
  return peak(hop.attention);
}

/** Everything that a sentence may name, as text: of a slot, of a hop, and of the leading answer. */
export function facts(data, hop, slot) {
  const { attention, scores, state, readout, next, answers, whole } = data.hops[hop];
  const { number, text, value, age } = data.slots[slot];
  const best = peak(answers);
  return {
    dim: state.length,
    count: data.count,
    question: data.question,
    n: hop + 1,
    hop: below(hop + 1),
    after: below(hop + 2),
    i: number,
    sub: below(number),
    text,
    value,
    age,
    score: short(scores[slot]),
    exp: wide(Math.exp(scores[slot])),
    whole: wide(whole),
    p: short(attention[slot], 3),
    terms: terms(attention, data.slots, data.reads),
    length: short(norm(state)),
    read: short(norm(readout)),
    then: short(norm(next)),
    answer: data.answers[best].text,
    logit: short(data.answers[best].vector.reduce((sum, weight, at) => sum + weight * next[at], 0)),
    share: percent(answers[best]),
    answers: data.ranked,
  };
}

/** The sentence for a symbol, which may have one for every hop; the nothing slot's own symbols share one. */
export function say(data, symbol, hop, slot) {
  const known = data.slots[slot].nothing && SLOTTED.includes(symbol) ? "nothing" : symbol;
  const { says } = data.symbols[known];
  return fillIn(typeof says === "string" ? says : says[hop], facts(data, hop, slot));
}

/** The vector that a symbol stands for, null for what is no vector. */
export function vectorOf(data, symbol, hop, slot) {
  const { state, keys, values, readout, next, answers } = data.hops[hop];
  const vectors = { u: state, m: keys?.[slot], c: values?.[slot], o: readout, next, W: data.answers[peak(answers)].vector };
  return vectors[symbol] ?? null;
}
