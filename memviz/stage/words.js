/** What the stage says: one short sentence a step, with the numbers of the trace. No DOM. */
import { attentionText, FAINT, peak, percentText, shorten, verdict } from "../board/layout.js";

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

/** A count and what is counted. */
export function countText(count, one, many) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** The sentence of a step. */
export function caption(show, { phase, hop }) {
  return SENTENCES[phase](show, hop);
}

const SENTENCES = {
  story(show) {
    const { sentences, hashing, unknown } = show;
    if (hashing) return `Key hashing finds ${countText(hashing.found, "memory", "memories")} among ${hashing.total.toLocaleString("en")} that may have to do with it.`;
    const told = `The story: ${countText(sentences, "sentence", "sentences")}.`;
    return unknown.length ? `${told} The network has never read ${unknown.slice(0, 3).map((word) => `“${shorten(word, 20)}”`).join(", ")}${unknown.length > 3 ? " …" : ""}.` : `${told} It is all that the network knows of this world.`;
  },
  question({ hops }) {
    return `The question. The network looks at its memory ${hops.length === 1 ? "once" : `${hops.length} times`}, then answers.`;
  },
  encode(show) {
    return `I, input: every sentence becomes ${show.hops[0].state.length} numbers, and so does the question: ${named(show, show.names, 1)}.`;
  },
  write() {
    return "G, generalisation: each is written into a slot, as a key to be found by and a value to be read.";
  },
  address(show, hop) {
    const { scores, attention, fixed = [] } = show.hops[hop];
    const most = peak(attention);
    const state = named(show, show.names, hop + 1);
    const given = fixed.length ? ` ${countText(fixed.length, "weight is", "weights are")} set by hand.` : "";
    const needed = show.slots[most].gold ? "; ★ the answer needs it" : "";
    return `O, hop ${hop + 1}, key addressing: ${state} meets every key. ${slotName(show.slots[most])} scores ${scoreText(scores[most])} and gets ${shareText(attention[most])} of the attention${needed}.${given}`;
  },
  read(show, hop) {
    return `O, hop ${hop + 1}, value reading: every value counts as much as its slot is attended to. Their sum is ${named(show, "o", hop + 1)}.`;
  },
  move(show, hop) {
    const [answer, p] = show.hops[hop].leader;
    const [state, read, next] = [named(show, show.names, hop + 1), named(show, "o", hop + 1), named(show, show.names, hop + 2)];
    const last = hop === show.hops.length - 1;
    const moved = last && show.readout === "value" ? `The state moves: ${read} alone becomes ${next}.` : `The state moves: ${state} and ${read} become ${next}.`;
    return last ? `${moved} The answer is read from it.` : `${moved} If it stopped here, it would say ${shorten(answer, 30)}, ${percentText(p)}.`;
  },
  answer(show) {
    const last = named(show, show.names, show.hops.length + 1);
    const { text, p } = show.answers[0];
    return `R, response: ${last} is compared with every answer. The most probable is ${shorten(text, 30)}, ${percentText(p)}.`;
  },
};

/** How the answer is judged; empty where nobody has said what is right. */
export function judged({ question, answers, hashing }) {
  const found = verdict(question, answers[0].text, hashing ? "the facts say" : "the story says");
  return found ? { right: found.right, text: `${found.sign} ${found.words}` } : { right: true, text: "" };
}

/** What the last row says, which stands for `count` sentences that are not shown. */
export function foldText({ forgotten, hashing }, count, share) {
  const what = hashing ? ["more memory", "more memories"] : ["more sentence", "more sentences"];
  const more = count ? `… and ${countText(count, ...what)}${share === null ? "" : `, together ${share < FAINT ? `below ${FAINT}` : attentionText(share)}`}` : "";
  const lost = forgotten ? `${countText(forgotten, "earlier sentence", "earlier sentences")} beyond the memory` : "";
  return [more, lost].filter(Boolean).join(" · ");
}

function slotName({ at, nothing }) {
  return nothing ? "Nothing" : `Slot ${at}`;
}

function shareText(p) {
  return p < FAINT ? `less than ${FAINT}` : attentionText(p);
}
