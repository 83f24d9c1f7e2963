import assert from "node:assert/strict";
import test from "node:test";
import { lesson } from "./modules.mjs";

const { across, countAt, FIELD, line, up } = await lesson("plot");

test("a curve runs from the left of its field to the right, 1 on top", () => {
  assert.deepEqual([across(0, 10), across(10, 10)], [FIELD.left, FIELD.width - FIELD.right]);
  assert.deepEqual([up(1), up(0)], [FIELD.top, FIELD.height - FIELD.bottom]);
  assert.equal(across(0, 0), FIELD.left);
});

test("a line goes through all values", () => {
  assert.equal(line([1, 0]), `M${across(0, 1).toFixed(1)} ${up(1).toFixed(1)}L${across(1, 1).toFixed(1)} ${up(0).toFixed(1)}`);
});

test("a place says which count is nearest, and none beyond the ends", () => {
  for (const count of [0, 7, 49]) assert.equal(countAt(across(count, 49), 49), count);
  assert.deepEqual([countAt(-50, 49), countAt(9999, 49)], [0, 49]);
});
