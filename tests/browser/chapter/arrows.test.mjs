import assert from "node:assert/strict";
import { test } from "node:test";
import { chapter } from "./modules.mjs";

const { arrowOf } = await chapter("arrows");
const BOX = { left: 0, right: 40, top: 0, bottom: 20 };
const at = (left, top) => ({ left, right: left + 40, top, bottom: top + 20 });
const ends = ({ path, head }) => [path.match(/^M([\d.-]+) ([\d.-]+)/).slice(1).map(Number), head.match(/^M([\d.-]+) ([\d.-]+)/).slice(1).map(Number)];

test("an arrow leaves a box at the side that faces the other and ends at its edge", () => {
  assert.deepEqual(ends(arrowOf(BOX, at(100, 0))), [[40, 10], [100, 10]]);
  assert.deepEqual(ends(arrowOf(at(100, 0), BOX)), [[100, 10], [40, 10]]);
  assert.deepEqual(ends(arrowOf(BOX, at(0, 50))), [[20, 20], [20, 50]]);
  assert.deepEqual(ends(arrowOf(at(0, 50), BOX)), [[20, 50], [20, 20]]);
});

test("one that is to go down does so, and ends on the side that it comes from", () => {
  const [[, leaves], [x, y]] = ends(arrowOf(BOX, at(100, 60), { way: "down" }));
  assert.deepEqual([leaves, y], [20, 60]);
  assert.ok(x > 100 && x < 120);
});

test("what lies between two far boxes is passed on the side that was named", () => {
  assert.deepEqual(ends(arrowOf(BOX, at(0, 200), { around: "left" })), [[0, 10], [0, 210]]);
  assert.deepEqual(ends(arrowOf(BOX, at(0, 200), { around: "right" })), [[40, 10], [40, 210]]);
  assert.deepEqual(ends(arrowOf(BOX, at(0, 50), { around: "left" })), [[20, 20], [20, 50]], "nothing lies between");
});
