/** What-if: what a person changes by hand, and what that changes. Words and numbers, pure functions, no DOM. */
import { FAINT, attentionText, leader, peak, percentText, shorten } from "../component/layout.js";
import { signed } from "./lane_words.js";
import { counted, t } from "../component/language.js";

// ---- changes: {muted: [slot, ...], overrides: [[hop, slot, weight], ...]} -----------------------------------------------

/** The changes that a trace was computed with. */
export function changesOf({ slots, hops }) {
  return {
    muted: slots.flatMap(({ muted }, slot) => (muted ? [slot] : [])),
    overrides: hops.flatMap(({ fixed = [], attention }, hop) => fixed.map((slot) => [hop, slot, attention[slot]])),
  };
}

/** The changes with a slot muted, or heard again if it was. What is muted has no weight to be fixed. */
export function withMute({ muted, overrides }, slot) {
  const others = muted.filter((each) => each !== slot);
  return {
    muted: others.length < muted.length ? others : [...muted, slot].sort((a, b) => a - b),
    overrides: overrides.filter((each) => each[1] !== slot),
  };
}

/** The changes with a slot's weight fixed in a hop, or let go if it is null. */
export function withWeight({ muted, overrides }, hop, slot, weight) {
  const others = overrides.filter(([h, s]) => h !== hop || s !== slot);
  return { muted, overrides: weight === null ? others : [...others, [hop, slot, weight]].sort(([h, s], [k, t]) => h - k || s - t) };
}

/** The most that a slot can be given in a hop, in hundredths: what other fixed weights leave. */
export function room({ overrides }, hop, slot) {
  const taken = overrides.reduce((sum, [h, s, weight]) => sum + (h === hop && s !== slot ? weight : 0), 0);
  return Math.max(0, Math.floor(100 * (1 - taken) + 0.01) / 100);
}

/** A weight as it can be given: in hundredths, from 0 to `most`. */
export function allowed(weight, most) {
  return Math.min(most, Math.max(0, Math.round(100 * weight) / 100));
}

/** What is changed, in a few words; empty if nothing is. */
export function changesText({ muted, overrides }) {
  const hops = [...new Set(overrides.map(([hop]) => hop + 1))];
  const silent = muted.length && counted("{n} slot muted", "{n} slots muted", muted.length);
  const given = hops.length && counted("hop {hops} fixed", "hops {hops} fixed", hops.length, { hops: hops.join(", ") });
  return [silent, given].filter(Boolean).join(" · ");
}

// ---- before and after -----------------------------------------------------------------------------------------------

/** Which slot before each slot is; undefined for one that was not there, and where nothing is compared. */
export function earlier({ slots, before }) {
  const places = slots.map(() => undefined);
  for (const [from, to] of before?.pairs ?? []) if (from !== null && to !== null) places[to] = from;
  return places;
}

/** The attention that a slot had before; undefined where it was the same, or the slot was not there. */
export function attentionBefore({ hops, before, earlier }, hop, slot) {
  const was = before?.attention[hop][earlier[slot]];
  return Math.abs(was - hops[hop].attention[slot]) < FAINT ? undefined : was;
}

/** A slot's attention as a text, with what it was before where that was another. */
export function withBefore(data, hop, slot, text) {
  const was = attentionBefore(data, hop, slot);
  return was === undefined ? text : `${was.toFixed(2)} → ${data.hops[hop].attention[slot].toFixed(2)}`;
}

/** What changed, in a sentence or two. */
export function differenceText(data) {
  const { before, hops, earlier, answers } = data;
  const last = hops.length - 1;
  const [then, probs] = Object.entries(before.answers).reduce((best, each) => (each[1][last] > best[1][last] ? each : best));
  const now = answers[leader(data, last)];
  const same = now.text === then ? "" : `${shorten(now.text, 40)} `;
  const answer = t("Answer: {before} → {after}.", { before: `${shorten(then, 40)} ${percentText(probs[last])}`, after: same + percentText(now.probs[last]) });
  const moved = hops.map(({ attention }, k) => [k, peak(before.attention[k]), peak(attention)]).filter(([, from, to]) => earlier[to] !== from);
  if (!moved.length) return [answer, t("Every hop still looks most at the same slot.")].join(" ");
  const [[k, from, to], ...more] = moved;
  const places = { before: nameBefore(data, from), was: attentionText(before.attention[k][from]), after: slotName(data, to), is: attentionText(hops[k].attention[to]) };
  const looked = t("Hop {hop} looked at {before} ({was}), now at {after} ({is}).", { hop: k + 1, ...places });
  const others = more.length && counted("Hop {hops} looks elsewhere too.", "Hops {hops} look elsewhere too.", more.length, { hops: more.map(([hop]) => hop + 1).join(", ") });
  return [answer, looked, others].filter(Boolean).join(" ");
}

function slotName({ slots }, slot) {
  return slots[slot].nothing ? t("nothing") : t("slot {n}", { n: slot + 1 });
}

/** A slot before by the number that it has now, or by its text if it is gone. */
function nameBefore(data, from) {
  const now = data.earlier.indexOf(from);
  return now < 0 || novelty(data, now) ? `“${shorten(data.before.slots[from].key, 40)}”` : slotName(data, now);
}

/** What of a slot is another: "+" for one that was not there before, "≠" for one whose text was another, else "". */
export function novelty({ slots, before, earlier }, slot) {
  if (!before || !slots[slot]) return "";
  if (earlier[slot] === undefined) return "+";
  return before.slots[earlier[slot]].key === slots[slot].key ? "" : "≠";
}

/** Which texts were others before; empty if none was. */
export function swappedText(data) {
  const { slots, before } = data;
  const gone = before.pairs.flatMap(([from, to]) => (to === null || novelty(data, to) === "≠" ? [`“${shorten(before.slots[from].key, 60)}”`] : []));
  const added = slots.filter((_, i) => novelty(data, i)).length;
  const asked = before.question && t("Asked before: “{question}”.", { question: shorten(before.question, 60) });
  return [asked, gone.length && lostText(gone), added && t("Only now: {n}, marked ≠ or +.", { n: added })].filter(Boolean).join(" ");
}

function lostText(gone) {
  const texts = gone.slice(0, 3).join(", ");
  return gone.length > 3 ? t("Only before: {texts} and {n} more.", { texts, n: gone.length - 3 }) : t("Only before: {texts}.", { texts });
}

// ---- influence ------------------------------------------------------------------------------------------------------

/** How much the answer's log-probability falls without a slot; a dot where that would print as 0.00. */
export function dropText(drop) {
  return Math.abs(drop) < FAINT ? "·" : signed(drop);
}

/** The same in a sentence. */
export function dropSentence(drop) {
  if (Math.abs(drop) < FAINT) return t("Without it the answer is as probable.");
  const places = { amount: Math.abs(drop).toFixed(2) };
  return drop > 0 ? t("Without it the answer's log-probability falls by {amount}.", places) : t("Without it the answer's log-probability rises by {amount}.", places);
}

/** Whether attention looks where the answer comes from. */
export function agreementText({ rank, gold }) {
  const facts = gold.slice(0, 3).map(([slot, attended, felt]) => t("Gold fact {n}: place {attended} by attention, {felt} by influence.", { n: slot + 1, attended, felt }));
  return [correlationText(rank), ...facts].join(" ");
}

function correlationText(rank) {
  if (rank === null) return t("Attention and influence cannot be compared here: one of them is the same for every sentence.");
  const places = { r: signed(rank) };
  if (rank >= 0.6) return t("Attention and influence agree: rank correlation {r}.", places);
  return rank >= 0.2 ? t("Attention and influence agree in part: rank correlation {r}.", places) : t("Attention and influence disagree: rank correlation {r}.", places);
}

// ---- words ----------------------------------------------------------------------------------------------------------

/** The words of a slot with what each adds to the score in a hop, as {text, part, share}, 1 being the greatest share;
    none where it is not known, and for the nothing slot. */
export function wordParts({ slots, hops }, hop, slot) {
  const parts = hops[hop].words?.[slot] ?? [];
  const tokens = slots[slot]?.nothing ? [] : (slots[slot]?.key.trim().split(/\s+/) ?? []);
  if (parts.length !== tokens.length + 1) return [];
  const most = Math.max(...parts.map(Math.abs), 1e-9);
  return tokens.map((text, i) => ({ text, part: parts[i], share: Math.abs(parts[i]) / most }));
}

/** The sum that makes a slot's score in a hop: “Mary +1.20, went +0.10, time −0.40 = 0.90”; empty where it is not known. */
export function scoreText(data, hop, slot) {
  const words = wordParts(data, hop, slot);
  if (!words.length) return "";
  const part = (text, number) => `${text} ${number < 0 ? "" : "+"}${signed(number)}`;
  const parts = words.filter(({ part }) => part).map(({ text, part: number }) => part(text.replace(/[.,;:!?]+$/, "") || text, number));
  const time = data.hops[hop].words[slot].at(-1);
  const sum = [...parts, ...(time ? [part(t("time"), time)] : [])].join(", ");
  return t("Score in hop {hop}: {sum}", { hop: hop + 1, sum: `${sum} = ${signed(data.hops[hop].scores[slot])}` });
}
