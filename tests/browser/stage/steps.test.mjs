import assert from "node:assert/strict";
import { test } from "node:test";
import * as s from "../../../memviz/browser/stage/steps.js";

const show = (hops, more = {}) => ({ hops: Array(hops).fill({ attention: [0.7, 0.2, 0.06] }), ...more });
const phases = (told) => s.stepsOf(told).map(({ phase, hop }) => `${phase}${hop}`);

test("a story is told, asked about, encoded, written, looked at hop by hop, answered", () => {
  assert.deepEqual(phases(show(2)), ["story0", "question0", "encode0", "write0", "address0", "read0", "move0", "address1", "read1", "move1", "answer1"]);
});

test("what is looked up is found by its question, which comes first", () => {
  assert.deepEqual(phases(show(1, { hashing: { total: 9 } })).slice(0, 3), ["question0", "story0", "encode0"]);
});

test("a talk has a place for every step, and none for a story that cannot be shown", () => {
  const items = [{ id: "a" }, { id: "b" }, { id: "c" }, { id: "a" }];
  const places = s.placesOf(items, { a: show(1), b: { error: "no such model" } });
  assert.equal(places.length, 16);
  assert.deepEqual([...new Set(places.map(({ item }) => item))], [0, 3]);
  assert.equal(s.findPlace(places, 3, 2), 10);
  assert.equal(s.findPlace(places, 0, 99), 7, "a step that there is not is the last one");
  assert.equal(s.findPlace(places, 0, -1), 0);
  assert.equal(s.findPlace(places, 1, 0), -1);
});

test("an address names a place from 1, or none, whatever stands in it", () => {
  assert.deepEqual(s.placeOfAddress("?item=2&step=7&model=x"), { item: 1, step: 6 });
  assert.deepEqual(s.placeOfAddress("?step=3"), { item: 0, step: 2 });
  assert.equal(s.placeOfAddress("?model=x"), null);
  for (const forged of ["-1", "x", "", "1e9", "99999", "2.5", "%00"]) assert.deepEqual(s.placeOfAddress(`?item=${forged}&step=1`), { item: -1, step: 0 });
});

test("an address is written beside what else is in it, and taken away", () => {
  const address = s.addressOf("http://x/present?lang=zh", { item: 1, step: 6 });
  assert.equal(address, "http://x/present?lang=zh&item=2&step=7");
  assert.deepEqual(s.placeOfAddress(new URL(address).search), { item: 1, step: 6 });
  assert.equal(s.addressOf(address, null), "http://x/present?lang=zh");
});

test("all rows are shown where they fit", () => {
  assert.deepEqual(s.fitting([10, 10, 10], [2, 1, 0], 30, 10, false), [true, true, true]);
  assert.deepEqual(s.fitting([10, 10], [0, 1], 30, 10, true), [true, true], "with the row that counts what is elsewhere");
});

test("what does not fit is folded, the least important first, and the fold has its place", () => {
  assert.deepEqual(s.fitting([10, 10, 10, 10], [3, 0, 1, 2], 35, 10, false), [true, false, false, true]);
  assert.deepEqual(s.fitting([10, 10, 10], [2, 1, 0], 30, 10, true), [false, true, true]);
  assert.deepEqual(s.fitting([10, 20, 10], [0, 1, 2], 35, 10, false), [true, false, false], "a lesser row does not jump the queue");
});

test("the first row is shown however little room there is", () => {
  assert.deepEqual(s.fitting([50, 50], [1, 0], 20, 10, false), [false, true]);
});

test("what the folded rows get is what is left of 1", () => {
  const [hop] = show(1).hops;
  assert.ok(Math.abs(s.foldedShare(hop, [true, false, true]) - 0.24) < 1e-9);
  assert.equal(s.foldedShare({ attention: [0.6, 0.4004] }, [true, true]), 0, "rounding takes nothing away");
});

test("a strip has a bar for every number, up for more than 0, and the same points for any numbers", () => {
  assert.equal(s.stripPath([1, -0.5], 2), "M0 0V-0.5h0.8V0ZM1 0V0.25h0.8V0Z");
  assert.equal(s.stripPath([1, -0.5], 2, 0), "M0 0V0h0.8V0ZM1 0V0h0.8V0Z");
  assert.match(s.stripPath(Array(100).fill(1), 1), /h1V/, "many bars have no gaps");
});
