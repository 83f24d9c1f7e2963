import assert from "node:assert/strict";
import { test } from "node:test";
import { stepsOf } from "../../../memviz/browser/stage/steps.js";
import * as w from "../../../memviz/browser/stage/words.js";

const HOP = { scores: [-1.25, 4, 0.5], attention: [0.05, 0.83, 0.12], state: Array(20).fill(0), leader: ["garden", 0.31] };
const SHOW = {
  names: "u",
  question: { text: "Where is Mary?", answer: "kitchen", also: [] },
  slots: [{ at: 1, key: "a" }, { at: 4, key: "b", gold: true }, { at: 9, key: "(nothing)", nothing: true }],
  sentences: 8,
  unknown: [],
  hops: [HOP, { ...HOP, attention: [0.001, 0.004, 0.003] }],
  answers: [{ text: "kitchen", p: 0.9996 }, { text: "garden", p: 0.0004 }],
};
const HASHING = { by: ["Casablanca"], total: 11988, found: 21, kept: 20 };
const said = (show = SHOW) => stepsOf(show).map((step) => w.caption(show, step).replaceAll("\u00a0", " "));

test("every step says one thing, with the numbers of the trace", () => {
  const [story, question, encode, write, address, read, move, second, , last, answer] = said();
  assert.match(story, /8 sentences/);
  assert.match(question, /2 times/);
  assert.match(encode, /20 numbers.*u¹/);
  assert.match(write, /key.*value/);
  assert.match(address, /hop 1.*u¹ meets.*Slot 4 scores 4\.0 and gets 0\.83.*★/);
  assert.match(read, /o¹/);
  assert.match(move, /u¹ and o¹ become u².*garden, 31 %/);
  assert.match(second, /hop 2.*less than 0\.005/);
  assert.match(last, /answer is read/);
  assert.match(answer, /u³.*kitchen, >99 %/);
});

test("no sentence is longer than its two lines", () => {
  for (const sentence of said()) assert.ok(sentence.length <= 135, sentence);
});

test("key-value networks have their own letters, and may answer from the value alone", () => {
  const show = { ...SHOW, names: "q", readout: "value", hashing: HASHING };
  const all = said(show);
  assert.match(all.at(-2), /o₂ alone becomes q₃/);
  const known = said({ ...show, update: { matrix: "R", rectified: 0 } });
  assert.match(known[6], /q₂ is R₁\(q₁ \+ o₁\)\./);
  assert.match(known.at(-2), /q₃ is R₂ o₂\./);
});

test("of what was looked up, it is said what was hashed, and not that it is a sentence", () => {
  const [, story, encode, write, , , move] = said({ ...SHOW, names: "q", readout: "value", hashing: HASHING });
  assert.match(story, /21 of 11,988 memories have “Casablanca” in common with the question/);
  assert.match(encode, /every key and every value/);
  assert.match(write, /the 20 things that were hashed/);
  for (const each of [story, encode, write]) assert.doesNotMatch(each, /sentence/);
  assert.match(move, /names of the question are still in it/, "and not what it would say with them");
});

test("a state that is turned by a matrix or rectified is written so", () => {
  const [, , , , , , plain] = said({ ...SHOW, update: { matrix: "", rectified: 0 } });
  assert.match(plain, /u² is u¹ \+ o¹\. /);
  const [, , , , , , turned] = said({ ...SHOW, update: { matrix: "H", rectified: 0.5 } });
  assert.match(turned, /u² is H u¹ \+ o¹; 50 % of its units pass a ReLU\./);
  for (const sentence of said({ ...SHOW, update: { matrix: "H", rectified: 0.5 } })) assert.ok(sentence.length <= 135, sentence);
});

test("one is not many", () => {
  assert.match(said({ ...SHOW, hops: [HOP], sentences: 1 })[0], /1 sentence\./);
  assert.match(said({ ...SHOW, hops: [HOP] })[1], /once/);
});

test("words that the network does not know are named, the first three", () => {
  assert.match(said({ ...SHOW, unknown: ["a", "b", "c", "d"] })[0], /never read “a”, “b”, “c” …\./);
});

test("a weight set by hand is told, and so is nothing", () => {
  const hop = { ...HOP, fixed: [1], attention: [0.1, 0.2, 0.7] };
  assert.match(w.caption({ ...SHOW, hops: [hop] }, { phase: "address", hop: 0 }), /Nothing scores 0\.5 and gets 0\.70.*1 weight is set by hand/);
});

test("an answer is judged where somebody has said what is right", () => {
  assert.deepEqual(w.judged(SHOW), { right: true, text: "✓ as the story says" });
  assert.deepEqual(w.judged({ ...SHOW, question: { answer: "office", also: ["attic"] } }), { right: false, text: "✗ the story says: office, attic" });
  assert.equal(w.judged({ ...SHOW, question: { answer: null, also: [] } }).text, "");
});

test("the last row counts what is not shown, what it gets, and what the memory never held", () => {
  assert.equal(w.foldText({ forgotten: 0 }, 12, null), "… and 12 more sentences");
  assert.equal(w.foldText({ forgotten: 1 }, 1, 0.034), "… and 1 more sentence, together 0.03 · 1 earlier sentence beyond the memory");
  assert.equal(w.foldText({ forgotten: 0, hashing: {} }, 3, 0.001), "… and 3 more memories, together below 0.005");
  assert.equal(w.foldText({ forgotten: 0 }, 0, 0), "");
});
