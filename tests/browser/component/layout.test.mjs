import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";

// Modules as one data URL, which cannot import: the same joining as in the page.
const sources = await Promise.all(["component/language", "component/layout"].map((name) => readFile(new URL(`../../../memviz/browser/${name}.js`, import.meta.url), "utf8")));
const board = await import(`data:text/javascript,${encodeURIComponent(sources.join("\n").replace(/^import .*\n/gm, ""))}`);

const NO_BREAK = "\u00a0";
const DATA = {
  question: { text: "Where is Mary?", answer: "kitchen" },
  slots: [{ key: "Mary went to the kitchen." }, { key: "John slept." }, { key: "(nothing)", nothing: true }],
  hops: [{ attention: [0.1, 0.2, 0.7] }, { attention: [0.93, 0.05, 0.02] }],
  answers: [
    { text: "kitchen", probs: [0.3, 0.88] },
    { text: "garden", probs: [0.31, 0.02] },
    { text: "(all others)", probs: [0.39, 0.1], others: true },
  ],
};

test("attention is printed to two digits, and a dot where that would be 0.00", () => {
  assert.deepEqual([1, 0.93, 0.005, 0.0049, 0].map(board.attentionText), ["1.00", "0.93", "0.01", "·", "·"]);
});

test("a percentage never rounds to certainty", () => {
  assert.deepEqual([0, 0.001, 0.5, 0.999, 1].map(board.percentText), ["0", "<1", "50", ">99", "100"].map((number) => `${number}${NO_BREAK}%`));
});

test("rank counts the greater ones", () => {
  assert.deepEqual([0, 1, 2].map((i) => board.rank([0.2, 0.6, 0.2], i)), [2, 1, 2]);
});

test("shorten keeps whole characters", () => {
  assert.equal(board.shorten("short", 10), "short");
  assert.equal(board.shorten("😀😀😀😀", 3), "😀😀…");
  assert.equal(board.shorten("x".repeat(5000), 4), "xxx…");
});

test("the sum of all others is never the leader", () => {
  assert.deepEqual([0, 1].map((hop) => board.leader(DATA, hop)), [1, 0]);
});

test("a hop is told in one sentence, the nothing slot by its name", () => {
  assert.equal(board.hopSentence(DATA, 1), `Hop 2 of 2: looks at “Mary went to the kitchen.” (0.93); answer kitchen 88${NO_BREAK}%`);
  assert.equal(board.hopSentence(DATA, 0), `Hop 1 of 2: looks at nothing (0.70); answer garden 31${NO_BREAK}%`);
});

test("attention spread too thinly to print is told as such", () => {
  const data = { ...DATA, hops: [{ attention: Array(300).fill(1 / 300) }], slots: Array(300).fill({ key: "John slept." }) };
  assert.match(board.hopSentence(data, 0), /\(below 0\.005\)/);
});

test("a state says what it would answer, the first one that it is the question", () => {
  assert.match(board.stateSentence(DATA, 0), /question/);
  assert.match(board.stateSentence(DATA, 2), /kitchen 88/);
});

test("the verdict is silent where the story is", () => {
  assert.equal(board.verdict({ answer: null }, "kitchen"), null);
  assert.equal(board.verdict({ answer: "kitchen" }, "kitchen").right, true);
  assert.deepEqual(board.verdict({ answer: "kitchen" }, "garden"), { right: false, sign: "✗", words: "the story says: kitchen" });
});

test("unknown words are found whole, whatever their letters", () => {
  const marked = (text, unknown) => board.pieces(text, unknown).filter((piece) => piece.unknown).map((piece) => piece.text);
  assert.deepEqual(marked("Zorblax and zorblaxes, zorblax.", ["zorblax"]), ["Zorblax", "zorblax"]);
  assert.deepEqual(marked("a.b (c+ [d", ["a.b", "c+", "[d"]), ["a.b", "c+", "[d"]);
  assert.deepEqual(marked("ذهبت مريم 🏈", ["مريم", "🏈"]), ["مريم", "🏈"]);
  const text = "Mary took the zorblax.";
  assert.equal(board.pieces(text, ["zorblax"]).map((piece) => piece.text).join(""), text);
});

test("columns fill the board exactly and leave the ribbons room, or there are none", () => {
  for (const width of [640, 704, 820, 1240])
    for (const hops of [1, 2, 3, 5, 6]) {
      const { wide, start, hop, end, gutter } = board.columns(width, hops);
      assert.equal(start + hops * hop + end, width);
      if (wide) assert.ok(start >= 190 && hop - 2 * gutter >= 50 && gutter > board.NODE, `${width} px, ${hops} hops`);
    }
  assert.equal(board.columns(360, 1).wide, false);
  assert.equal(board.columns(704, 3).wide, true);
  assert.equal(board.columns(704, 6).wide, false);
});

test("states stand at the mean height of what they read, the question at what it looks for", () => {
  const hops = [{ attention: [0.5, 0.5, 0] }, { attention: [0, 0, 1] }];
  assert.deepEqual(board.stateHeights(hops, [10, 30, 50]), [20, 20, 50]);
});

test("ribbons are as thick as attention, stacked without gap or overlap at the state", () => {
  const ribbons = board.fan([0.5, 0.3, 0.2], [10, 30, 50], 0, 30, 40);
  assert.deepEqual(ribbons.map(({ thickness }) => thickness / board.FULL), [0.5, 0.3, 0.2]);
  const starts = ribbons.map(({ path }) => Number(path.match(/^M[\d.]+,([\d.]+)/)[1]));
  assert.ok(Math.abs(starts[0] - (30 - board.FULL / 4)) < 0.06);
  assert.ok(Math.abs(starts[1] - starts[0] - 0.4 * board.FULL) < 0.11);
  assert.ok(ribbons.every(({ path }, i) => path.endsWith(`40,${[10, 30, 50][i]}`)));
});

test("reading runs from the slots to the state, and faint attention has no ribbon", () => {
  const [only, ...none] = board.fan([0.999, 0.001], [10, 30], 40, 20, 0);
  assert.equal(none.length, 0);
  assert.match(only.path, /^M0,10C/);
  assert.equal(only.slot, 0);
});
