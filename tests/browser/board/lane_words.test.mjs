import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

// Modules as one data URL, which cannot import: the same joining as in the page.
const sources = await Promise.all(["component/language", "component/spelling", "component/layout", "board/chain_words", "board/lane_words"].map((name) => readFile(new URL(`../../../memviz/browser/${name}.js`, import.meta.url), "utf8")));
const lanes = await import(`data:text/javascript,${encodeURIComponent(sources.join("\n").replace(/^import .*\n/gm, ""))}`);

const DATA = {
  question: { text: "Who wrote it?", answer: "Mara", also: ["Jon"] },
  slots: [
    { key: "Orchard → by", value: 0 },
    { key: "Orchard → genre", value: 1 },
    { key: "Kermesse → by", value: 0 },
  ],
  values: [{ text: "Mara", right: true }, { text: "Drāma" }],
  hops: [
    { scores: [2, -1, 1.5], attention: [0.5, 0.2, 0.3], pushes: [1.5, -0.25], turn: { angle: 63.4, before: 1, after: 2.34 } },
    { scores: [3, -2, 1], attention: [0.9, 0.004, 0.096], pushes: [2, 0.001], turn: { angle: null, before: 2.34, after: 0 } },
  ],
  answers: [{ text: "Mara", probs: [0.6, 0.9] }, { text: "Drāma", probs: [0.4, 0.1] }],
};
const close = (numbers, wanted) => numbers.forEach((number, i) => assert.ok(Math.abs(number - wanted[i]) < 1e-9, `${numbers}`));

test("equal values are read together", () => {
  close(lanes.byValue(DATA, [0.5, 0.2, 0.3]), [0.8, 0.2]);
  assert.deepEqual(lanes.feeders(DATA), [2, 1]);
});

test("rows stand by what they get, those that are equal by their score, nothing last", () => {
  const rows = [{}, { nothing: true }, {}, {}];
  assert.deepEqual(lanes.ranked(rows, [0.1, 0.7, 0.1, 0.1], [1, 9, 3, 2]), [2, 3, 0, 1]);
  assert.deepEqual(lanes.ranked(rows, [0.1, 0.7, 0.2, 0], [1, 9, 3, 2], [true, true, false, true]), [0, 3, 1]);
});

test("what is looked at stays, the first few too; whatever is behind a dozen folds, unless it is marked", () => {
  const rows = Array.from({ length: 20 }, () => ({}));
  const order = rows.map((_, i) => i);
  const open = (folds) => folds.flatMap((fold, i) => (fold ? [] : [i]));
  const shares = rows.map((_, i) => (i < 6 ? 0.1 : 0.001));
  assert.deepEqual(open(lanes.folded(rows, shares, order)), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(open(lanes.folded(rows, rows.map(() => 0.05), order)), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  assert.deepEqual(open(lanes.folded(rows, rows.map(() => 0), order)), [0, 1, 2, 3]);
  rows[7] = { right: true };
  rows[18] = { muted: true };
  rows[19] = { nothing: true };
  assert.deepEqual(open(lanes.folded(rows, shares, order)), [0, 1, 2, 3, 4, 5, 7, 18, 19]);
  assert.ok(lanes.folded(rows.slice(0, 5), rows.slice(0, 5).map(() => 0), order.slice(0, 5)).every((fold) => !fold), "a row for one row saves nothing");
});

test("a fold says how much it hides, and never nothing for little", () => {
  assert.equal(lanes.foldText(388, "memories", 0.0003, false), "388 more memories, together 0.0003 · show");
  assert.match(lanes.foldText(388, "memories", 0.00001, false), /less than 0\.0001/);
  assert.match(lanes.foldText(388, "memories", 0, false), /together 0\.0000/);
  assert.match(lanes.foldText(388, "memories", 0, true), /fold$/);
});

test("a search finds keys and values, brings their partners, and minds neither case nor accents", () => {
  assert.deepEqual(lanes.search(DATA, " mara "), { keys: [true, false, true], values: [true, false] });
  assert.deepEqual(lanes.search(DATA, "kerm"), { keys: [false, false, true], values: [true, false] });
  assert.deepEqual(lanes.search(DATA, "drama"), { keys: [false, true, false], values: [false, true] });
  assert.deepEqual(lanes.search(DATA, "zzz").keys, [false, false, false]);
});

test("ribbons are as thick as attention and lie side by side where they meet", () => {
  const [first, second, third] = lanes.merge(DATA, DATA.hops[0].attention, [10, 30, 50], [20, 40], 80);
  assert.deepEqual([first, second, third].map(({ slot }) => slot), [0, 1, 2]);
  close([second.thickness / first.thickness, third.thickness / first.thickness], [0.4, 0.6]);
  const end = ({ path }) => Number(path.match(/80,(-?[\d.]+)$/)[1]);
  assert.ok(Math.abs(end(third) - end(first) - (first.thickness + third.thickness) / 2) < 0.11);
  assert.ok(Math.abs((end(first) - first.thickness / 2 + end(third) + third.thickness / 2) / 2 - 20) < 0.11, "centred on the value");
  assert.equal(end(second), 40);
});

test("faint attention and rows out of sight have no ribbon", () => {
  const slots = (hop, keys, values) => lanes.merge(DATA, DATA.hops[hop].attention, keys, values, 80).map(({ slot }) => slot);
  assert.deepEqual(slots(1, [10, 30, 50], [20, 40]), [0, 2]);
  assert.deepEqual(slots(0, [null, 30, 50], [20, null]), [2]);
});

test("the question is cut at its names, by whole characters, and its words are marked by use", () => {
  const hashing = { links: [{ start: 8, end: 18, name: "The Orchard" }], words: ["who"], common: ["did"], unknown: ["pray"] };
  const pieces = lanes.questionPieces("😀 Did 😀 theorchard, who pray-tell did?", hashing, []);
  assert.equal(pieces.map(({ text }) => text).join(""), "😀 Did 😀 theorchard, who pray-tell did?");
  assert.deepEqual(
    pieces.filter(({ kind }) => kind).map(({ text, kind, name }) => [text, kind, name]),
    [["Did", "common", undefined], ["theorchard", "link", "The Orchard"], ["who", "words", undefined], ["pray", "unknown", undefined], ["did", "common", undefined]],
  );
});

test("without hashing only unknown words are marked, and links that overlap are not doubled", () => {
  assert.deepEqual(lanes.questionPieces("Who, zorb?", null, ["zorb"]).filter(({ kind }) => kind), [{ text: "zorb", kind: "unknown" }]);
  const links = [{ start: 0, end: 5, name: "a" }, { start: 3, end: 7, name: "b" }];
  assert.equal(lanes.questionPieces("0123456789", { links }, []).map(({ text }) => text).join(""), "0123456789");
});

test("numbers wear their sign", () => {
  assert.deepEqual([1.5, -0.25, 0.001, -0.001].map(lanes.pushText), ["+1.50", "−0.25", "·", "·"]);
  assert.equal(lanes.signed(-2), "−2.00");
  assert.equal(lanes.lowered("q", 12), "q₁₂");
});

test("a turn is told with its equation, the last one with where the answer is read", () => {
  assert.deepEqual(lanes.turnText(DATA, 0), { equation: "q₂ = R₁(q₁ + o₁)", words: "turned by 63°, length 1.0 → 2.3." });
  assert.deepEqual(lanes.turnText(DATA, 1), { equation: "q₃ = R₂(q₂ + o₂)", words: "length 2.3 → 0.0. The answer is read from q₃." });
  assert.equal(lanes.turnText({ ...DATA, readout: "value" }, 0).equation, "q₂ = R₁(q₁ + o₁)");
  assert.equal(lanes.turnText({ ...DATA, readout: "value" }, 1).equation, "q₃ = R₂ o₂");
});

test("a hop says which key it looks at and which value it reads", () => {
  assert.equal(lanes.laneSentence(DATA, 0), "Hop 1 of 2: looks at “Orchard → by” (0.50), reads “Mara” (0.80); answer Mara 60\u00a0%");
  const chained = { ...DATA, several: "2 people", chain: { end: 1 } };
  assert.match(lanes.laneSentence(chained, 0), /answer Mara$/);
  assert.match(lanes.laneSentence(chained, 1), /answer 2 people$/, "a set is no doubt");
});

test("a value tells its keys, and its weight and push in every hop", () => {
  const { about, lines } = lanes.valueNumbers(DATA, 0);
  assert.equal(about, "Mara ★  read from keys 1, 3");
  assert.deepEqual(lines, [["weight", "0.8000", "0.9960"], ["push", "+1.50", "+2.00"], ["rank", "1", "1"]]);
  assert.equal(lanes.slotNumbers(DATA, 1).about, "2  Orchard → genre → Drāma");
});

test("any of several right answers is right", () => {
  assert.equal(lanes.verdict(DATA.question, "Jon", "the facts say").words, "as the facts say");
  assert.equal(lanes.verdict(DATA.question, "Zoe", "the facts say").words, "the facts say: Mara, Jon");
  assert.equal(lanes.verdict(DATA.question, ["Jon", "Mara"], true).right, true);
  assert.equal(lanes.verdict(DATA.question, ["Jon", "Zoe"], true).right, false);
  assert.equal(lanes.verdict({ answer: "a", also: ["b", "c"] }, ["a", "b"], true).right, false, "one of the set is missing");
});
