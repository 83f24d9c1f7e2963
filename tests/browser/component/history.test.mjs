import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "../../../memviz/browser/component/history.js";

test("one goes back and on, and another change ends what was undone", () => {
  const history = new History("a");
  history.go("b", { at: 0, to: 1 });
  history.go("c", null);
  assert.ok(history.undo());
  assert.equal(history.draft, "b");
  assert.deepEqual(history.now.caret, { at: 0, to: 1 });
  assert.ok(history.undo());
  assert.equal(history.draft, "a");
  assert.ok(!history.undo());
  assert.ok(history.redo());
  history.go("d", null);
  assert.ok(!history.redo());
});

test("typing in one field without a pause is one step", () => {
  const history = new History("");
  for (const [text, time] of [["a", 0], ["ab", 900], ["abc", 1800]]) history.go(text, null, "row", time);
  assert.equal(history.past.length, 1);
  history.go("abcd", null, "row", 4000);
  assert.equal(history.past.length, 2, "after a pause");
  history.go("x", null, "question", 4001);
  assert.equal(history.past.length, 3, "in another field");
  history.undo();
  history.go("y", null, "question", 4002);
  assert.equal(history.draft, "y");
  assert.equal(history.past.length, 3, "after going back");
});

test("nothing changed is no step, and very old steps are forgotten", () => {
  const history = new History(0);
  history.go(0, null);
  assert.equal(history.past.length, 0);
  for (let i = 1; i < 1000; i++) history.go(i, null);
  assert.equal(history.past.length, 300);
});
