import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

// Modules as one data URL, which cannot import: the same joining as in the page.
const sources = await Promise.all(["component/language", "component/layout", "board/lane_words", "board/what_if"].map((name) => readFile(new URL(`../../../memviz/browser/${name}.js`, import.meta.url), "utf8")));
const board = await import(`data:text/javascript,${encodeURIComponent(sources.join("\n").replace(/^import .*\n/gm, ""))}`);

const NO_BREAK = "\u00a0";
const NONE = { muted: [], overrides: [] };

/** Two hops over two sentences and nothing; before, the second sentence was another and there was one more. */
function compared(changes = {}) {
  const data = {
    slots: [{ key: "Mary went to the kitchen." }, { key: "John slept." }, { key: "(nothing)", nothing: true }],
    hops: [
      { attention: [0.1, 0.2, 0.7], scores: [1, 2, 3] },
      { attention: [0.93, 0.05, 0.02], scores: [1, 2, 3] },
    ],
    answers: [{ text: "kitchen", probs: [0.5, 0.61] }, { text: "garden", probs: [0.5, 0.39] }],
    before: {
      answers: { kitchen: [0.1, 0.07], garden: [0.9, 0.93] },
      slots: [{ key: "Mary went to the kitchen." }, { key: "John ran." }, { key: "Sandra ran." }, { key: "(nothing)" }],
      pairs: [[0, 0], [1, 1], [2, null], [3, 2]],
      attention: [[0.1, 0.1, 0.1, 0.7], [0.01, 0.9, 0.05, 0.04]],
    },
    ...changes,
  };
  return { ...data, earlier: board.earlier(data) };
}

test("a slot is muted, heard again, and loses its weights", () => {
  const changes = { muted: [3], overrides: [[0, 1, 0.5], [1, 2, 0.25]] };
  assert.deepEqual(board.withMute(changes, 1), { muted: [1, 3], overrides: [[1, 2, 0.25]] });
  assert.deepEqual(board.withMute(board.withMute(NONE, 10), 2).muted, [2, 10]);
  assert.deepEqual(board.withMute({ muted: [1, 3], overrides: [] }, 3), { muted: [1], overrides: [] });
});

test("a weight is fixed in its hop alone, replaced, and let go", () => {
  const one = board.withWeight(board.withWeight(NONE, 1, 2, 0.4), 0, 2, 0.3);
  assert.deepEqual(one.overrides, [[0, 2, 0.3], [1, 2, 0.4]]);
  assert.deepEqual(board.withWeight(one, 1, 2, 0.5).overrides, [[0, 2, 0.3], [1, 2, 0.5]]);
  assert.deepEqual(board.withWeight(one, 0, 2, null).overrides, [[1, 2, 0.4]]);
});

test("a slot can be given what the other fixed weights of the hop leave", () => {
  const changes = { muted: [], overrides: [[0, 1, 0.7], [0, 2, 0.1], [1, 1, 1]] };
  assert.equal(board.room(changes, 0, 3), 0.2);
  assert.equal(board.room(changes, 0, 1), 0.9);
  assert.equal(board.room(changes, 1, 2), 0);
  assert.deepEqual([-1, 0.126, 0.9, 5].map((weight) => board.allowed(weight, 0.8)), [0, 0.13, 0.8, 0.8]);
});

test("changes are read off the data and told in a few words", () => {
  const data = { slots: [{}, { muted: true }], hops: [{ attention: [1, 0] }, { attention: [1, 0], fixed: [0] }] };
  assert.deepEqual(board.changesOf(data), { muted: [1], overrides: [[1, 0, 1]] });
  assert.equal(board.changesText(board.changesOf(data)), "1 slot muted · hop 2 fixed");
  assert.equal(board.changesText({ muted: [1, 2], overrides: [[0, 0, 1], [2, 0, 1], [2, 3, 0]] }), "2 slots muted · hops 1, 3 fixed");
  assert.equal(board.changesText(NONE), "");
});

test("a slot is compared with the same slot before, where that was another", () => {
  const data = compared();
  assert.equal(board.attentionBefore(data, 1, 0), 0.01);
  assert.equal(board.attentionBefore(data, 0, 2), undefined, "the same attention");
  assert.equal(board.attentionBefore(compared({ before: undefined }), 1, 0), undefined);
  assert.equal(board.withBefore(data, 1, 0, "0.9300"), "0.01 → 0.93");
  assert.equal(board.withBefore(data, 0, 2, "0.7000"), "0.7000");
});

test("what changed is told in sentences", () => {
  const answer = `Answer: garden 93${NO_BREAK}% → kitchen 61${NO_BREAK}%.`;
  assert.equal(board.differenceText(compared()), `${answer} Hop 2 looked at “John ran.” (0.90), now at slot 1 (0.93).`);
  const { before, hops } = compared();
  const still = compared({ before: { ...before, attention: hops.map(({ attention: [a, b, c] }) => [a, b, 0, c]) } });
  assert.equal(board.differenceText(still), `${answer} Every hop still looks most at the same slot.`);
  const both = compared({ hops: hops.map((hop) => ({ ...hop, attention: [0.1, 0.9, 0] })), before: { ...before, pairs: [[0, 1], [1, 0], [2, null], [3, 2]] } });
  assert.match(board.differenceText(both), /Hop 1 looked at nothing \(0\.70\), now at slot 2 \(0\.90\)\. Hop 2 looks elsewhere too\.$/);
});

test("the same answer is named once", () => {
  const { before } = compared();
  const text = board.differenceText(compared({ before: { ...before, answers: { kitchen: [0.1, 0.8] } } }));
  assert.ok(text.startsWith(`Answer: kitchen 80${NO_BREAK}% → 61${NO_BREAK}%.`), text);
});

test("texts that are there on one side alone are named", () => {
  assert.deepEqual([0, 1, 2].map((slot) => board.novelty(compared(), slot)), ["", "≠", ""]);
  assert.equal(board.swappedText(compared()), "Only before: “John ran.”, “Sandra ran.”. Only now: 1, marked ≠ or +.");
  const { before } = compared();
  const added = compared({ before: { ...before, question: "Where is John?", pairs: [[0, 0], [null, 1], [3, 2]] } });
  assert.equal(board.novelty(added, 1), "+");
  assert.match(board.swappedText(added), /^Asked before: “Where is John\?”\. Only now: 1/);
});

test("influence says which way the answer goes, and how well attention agrees", () => {
  assert.deepEqual([1.234, -0.5, 0.001].map(board.dropText), ["1.23", "−0.50", "·"]);
  assert.match(board.dropSentence(1.234), /falls by 1\.23/);
  assert.match(board.dropSentence(-0.5), /rises by 0\.50/);
  assert.match(board.dropSentence(0), /as probable/);
  const agree = { rank: 0.834, gold: [[3, 1, 2]] };
  assert.equal(board.agreementText(agree), "Attention and influence agree: rank correlation 0.83. Gold fact 4: place 1 by attention, 2 by influence.");
  assert.match(board.agreementText({ rank: 0.3, gold: [] }), /agree in part: rank correlation 0\.30\.$/);
  assert.match(board.agreementText({ rank: -0.4, gold: [] }), /disagree: rank correlation −0\.40\.$/);
  assert.match(board.agreementText({ rank: null, gold: [] }), /cannot be compared/);
});

test("the words of a slot and its time make its score", () => {
  const data = { slots: [{ key: "Mary  went ." }, { key: "(nothing)", nothing: true }], hops: [{ scores: [0.9, 0.3], words: [[1.2, 0.1, 0, -0.4], [0.3]] }] };
  assert.equal(board.scoreText(data, 0, 0), "Score in hop 1: Mary +1.20, went +0.10, time −0.40 = 0.90");
  assert.deepEqual(board.wordParts(data, 0, 0).map(({ text, share }) => [text, Math.round(100 * share)]), [["Mary", 100], ["went", 8], [".", 0]]);
  assert.equal(board.scoreText(data, 0, 1), "", "nothing has no words");
  assert.equal(board.scoreText({ ...data, hops: [{ scores: [1, 1] }] }, 0, 0), "", "not known");
  assert.deepEqual(board.wordParts({ ...data, slots: [{ key: "two words" }] }, 0, 0), [], "counted otherwise than here");
});
