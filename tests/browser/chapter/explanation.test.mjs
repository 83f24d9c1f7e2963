import assert from "node:assert/strict";
import test from "node:test";
import { lesson } from "./modules.mjs";

const { facts, first, say, vectorOf } = await lesson("numbers", "explanation");

const HOP = {
  state: [3, 4],
  keys: [[1, 0], [0, 0]],
  scores: [3, 1],
  attention: [0.88, 0.12],
  values: [[2, 0], [0, 0]],
  readout: [1.76, 0],
  next: [4.76, 4],
  answers: [0.2, 0.8],
  whole: 22.8,
};
const DATA = {
  question: "Where is Mary?",
  ranked: "57",
  count: 2,
  reads: "c",
  slots: [{ number: 7, text: "Mary slept.", age: 0 }, { number: 8, text: "(nothing)", nothing: true, age: -1 }],
  answers: [{ text: "garden", vector: [1, 0] }, { text: "kitchen", vector: [0, 2] }],
  hops: [HOP, { ...HOP, answers: [0.9, 0.1] }],
  symbols: {
    p: { says: "p{sub} = {p}" },
    softmax: { says: "{exp} / {whole}" },
    m: { says: "m{sub} “{text}”" },
    R: { says: ["the identity", "R{hop}"] },
    nothing: { says: "nothing: {score}" },
  },
};

test("the slot that is told of first has the most attention", () => {
  assert.equal(first(HOP), 0);
});

test("a sentence has the numbers of its slot and hop", () => {
  assert.equal(say(DATA, "p", 0, 0), "p₇ = 0.880");
  assert.equal(say(DATA, "softmax", 0, 0), "20.09 / 22.80");
  assert.equal(say(DATA, "m", 0, 0), "m₇ “Mary slept.”");
});

test("what the nothing slot has not is said of it, what it has is said as of any", () => {
  assert.equal(say(DATA, "m", 0, 1), "nothing: 1.00");
  assert.equal(say(DATA, "p", 0, 1), "p₈ = 0.120");
});

test("a symbol may say something else in every hop", () => {
  assert.equal(say(DATA, "R", 0, 0), "the identity");
  assert.equal(say(DATA, "R", 1, 0), "R₂");
});

test("the leading answer is that of the hop, and its score is its vector times the state", () => {
  const one = facts(DATA, 0, 0);
  assert.deepEqual([one.answer, one.share, one.logit], ["kitchen", "80 %", "8.00"]);
  const two = facts(DATA, 1, 0);
  assert.deepEqual([two.answer, two.logit, two.hop, two.after, two.n], ["garden", "4.76", "₂", "₃", 2]);
  assert.deepEqual([one.length, one.read], ["5.00", "1.76"]);
});

test("a symbol's vector", () => {
  assert.deepEqual(vectorOf(DATA, "u", 0, 0), [3, 4]);
  assert.deepEqual(vectorOf(DATA, "m", 0, 0), [1, 0]);
  assert.deepEqual(vectorOf(DATA, "c", 0, 1), [0, 0]);
  assert.deepEqual(vectorOf(DATA, "W", 0, 0), [0, 2]);
  assert.equal(vectorOf(DATA, "softmax", 0, 0), null);
});
