import assert from "node:assert/strict";
import { test } from "node:test";
import * as d from "../../../memviz/browser/stage/deck.js";

const item = (title, sentence = title) => ({ title, notes: "", model: "m", source: "", story: [sentence], question: { text: "Where?", answer: null, also: [], facts: [] }, muted: [], overrides: [] });
const titles = ({ items }) => items.map(({ title }) => title);
const deck = () => d.deckOf([item("a"), item("b"), item("c")]);

test("an id says what is asked, and nothing of what is said", () => {
  const [one, two, other] = d.deckOf([item("a", "x"), item("b", "x"), item("a", "y")]).items.map(({ id }) => id);
  assert.equal(one, two);
  assert.notEqual(one, other);
});

test("stories are added, taken out and moved, and the talk before stays as it was", () => {
  const before = deck();
  assert.deepEqual(titles(d.added(before, item("d"))), ["a", "b", "c", "d"]);
  assert.deepEqual(titles(d.without(before, 1)), ["a", "c"]);
  assert.deepEqual(titles(d.shifted(before, 0, 2)), ["b", "c", "a"]);
  assert.deepEqual(titles(d.shifted(before, 2, 1)), ["a", "c", "b"]);
  assert.equal(d.shifted(before, 0, -1), before);
  assert.equal(d.shifted(before, 2, 3), before);
  assert.deepEqual(titles(d.worded(before, 1, { title: "B" })), ["a", "B", "c"]);
  assert.deepEqual(titles(before), ["a", "b", "c"]);
});

test("a talk knows what it holds, whatever it is called", () => {
  assert.ok(d.holds(deck(), item("another name", "a")));
  assert.ok(!d.holds(deck(), { ...item("a"), muted: [0] }));
});

test("what is wanted of the server does not change with order, titles or notes", () => {
  const wanted = JSON.stringify(d.wantedOf(deck()));
  assert.equal(JSON.stringify(d.wantedOf(d.shifted(d.worded(deck(), 1, { title: "B", notes: "n" }), 0, 2))), wanted);
  assert.equal(Object.keys(d.wantedOf(d.added(deck(), item("again", "a")))).length, 3, "equal stories are asked once");
});

test("a file gives the talk back", () => {
  assert.deepEqual(d.deckIn(d.fileText(deck())), deck());
  assert.ok(!d.fileText(deck()).includes('"id"'));
});

test("what another version kept, or somebody by hand, is no talk", () => {
  for (const text of [null, "", "null", "[]", '{"items": []}', '{"format": "memviz talk", "version": 2, "items": []}', '{"format": "memviz talk", "version": 1, "items": [{}]}']) assert.ok(!d.deckIn(text), text);
});

test("a line says what a story is about", () => {
  assert.equal(d.aboutText(item("a")), "Where? · 1 sentence · m");
  assert.equal(d.aboutText({ ...item("a"), source: "movies", muted: [1], overrides: [[0, 1, 0.5]] }), "Where? · from movies · m · 2 changed by hand");
});
