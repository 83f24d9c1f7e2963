import assert from "node:assert/strict";
import { test } from "node:test";
import * as d from "../../../memviz/browser/editor/draft.js";

const story = () => d.draftOf({ rows: ["Mary went.", "John went.", "Mary left."], question: "Where is Mary?", answer: "here", facts: [2, 0], told: true });
const texts = ({ rows }) => rows.map(({ text }) => text);

test("a draft goes into plain texts and back", () => {
  const plain = { rows: ["a", "b"], question: "c?", answer: "d", facts: [1], told: true };
  assert.deepEqual(d.plainOf(d.draftOf(plain)), plain);
  assert.deepEqual(texts(d.draftOf()), [""], "there is always a row to write in");
});

test("what is sent leaves empty rows out and tells questions apart", () => {
  const draft = d.draftOf({ rows: ["", "Mary went. ", "Where?", " ", "John went."], question: " Who? ", facts: [4, 1] });
  assert.deepEqual(d.sentOf(draft), { rows: ["Mary went.", "John went."], question: "Who?", answer: "", asides: [["Where?", 1]], facts: [1, 0] });
});

test("Enter splits a row and keeps the identity of the part before it", () => {
  const draft = story();
  const next = d.parted(draft, 0, [4, 5]);
  assert.deepEqual(texts(next), ["Mary", "went.", "John went.", "Mary left."]);
  assert.equal(next.rows[0].id, draft.rows[0].id);
  const above = d.parted(draft, 0, [0, 0]);
  assert.equal(above.rows[1].id, draft.rows[0].id, "an empty row above is the new one");
});

test("Backspace joins two rows with one space, and none where one is empty", () => {
  assert.deepEqual(texts(d.joined(story(), 1)), ["Mary went. John went.", "Mary left."]);
  const draft = d.draftOf({ rows: ["", "b"] });
  assert.equal(d.joined(draft, 1).rows[0].id, draft.rows[1].id);
  assert.equal(d.joined(draft, 0), draft);
  assert.equal(d.joint("a ", "b"), "a ");
  assert.equal(d.joint("", "b"), "");
});

test("rows are moved, doubled and removed, never beyond the ends", () => {
  assert.deepEqual(texts(d.moved(story(), 0, 2)), ["John went.", "Mary left.", "Mary went."]);
  const draft = story();
  assert.equal(d.moved(draft, 0, -1), draft);
  assert.deepEqual(texts(d.doubled(story(), 1)), ["Mary went.", "John went.", "John went.", "Mary left."]);
  assert.deepEqual(texts(d.removed(d.draftOf({ rows: ["a"] }), 0)), [""]);
});

test("several sentences are pasted as rows, beside a finished sentence or within an unfinished one", () => {
  const finished = d.inserted(d.draftOf({ rows: ["Mary went."] }), 0, [10, 10], ["a.", "b."]);
  assert.deepEqual([texts(finished.draft), finished.at, finished.caret], [["Mary went.", "a.", "b."], 2, 2]);
  const within = d.inserted(d.draftOf({ rows: ["Mary went to  and left."] }), 0, [13, 13], ["a.", "b."]);
  assert.deepEqual([texts(within.draft), within.at], [["Mary went to a.", "b.", "and left."], 1]);
  const selected = d.inserted(d.draftOf({ rows: ["abc"] }), 0, [1, 2], ["x"]);
  assert.deepEqual([texts(selected.draft), selected.caret], [["axc"], 2]);
});

test("a story has at most 1,000 rows and a sentence 20,000 characters", () => {
  const { draft } = d.inserted(d.draftOf(), 0, [0, 0], Array(5000).fill("x".repeat(30_000)));
  assert.equal(draft.rows.length, 1000);
  assert.equal(draft.rows[0].text.length, 20_000);
  assert.equal(d.parted(draft, 0, [1, 1]), draft);
  assert.equal(d.doubled(draft, 0), draft);
});

test("a right answer that came with the story is gone with its words, and not with white space", () => {
  for (const change of [d.retyped(story(), 0, "Mary ran."), d.asking(story(), "Who?"), d.moved(story(), 0, 1), d.removed(story(), 1), d.reworded(story(), "went", "ran")]) {
    assert.deepEqual([change.answer, change.facts, change.told], ["", [], false]);
  }
  const spaced = d.retyped(d.parted(story(), 2, [10, 10]), 0, "Mary went. ");
  assert.deepEqual([spaced.answer, spaced.facts.length], ["here", 2]);
});

test("a right answer that the person gave stays", () => {
  const mine = d.retyped(d.answered(d.starred(d.draftOf({ rows: ["a", "b"] }), 1), "x"), 0, "c");
  assert.deepEqual([mine.answer, mine.facts], ["x", [mine.rows[1].id]]);
  assert.deepEqual(d.removed(mine, 1).facts, [], "but no fact without its row");
  assert.deepEqual(d.starred(mine, 1).facts, []);
});

test("a question among the sentences becomes the question, and the other one takes its place", () => {
  const draft = d.draftOf({ rows: ["a.", "Where?", "b."], question: "Who?" });
  const next = d.promoted(draft, "Where?");
  assert.deepEqual([next.question, texts(next)], ["Where?", ["a.", "Who?", "b."]]);
  assert.deepEqual(texts(d.promoted(d.asking(draft, ""), "Where?")), ["a.", "b."]);
  assert.equal(d.promoted(draft, "gone?"), draft);
});

test("a row is one line", () => {
  assert.equal(d.retyped(story(), 0, "a\r\nb\tc").rows[0].text, "a b c");
});
