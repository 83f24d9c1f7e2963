import assert from "node:assert/strict";
import { test } from "node:test";
import { isFile, isQuestion, replaceWord, sentences } from "../../../memviz/browser/editor/text.js";

test("a pasted block is split into lines and sentences, without its numbers", () => {
  assert.deepEqual(sentences("Mary went. John  went.\r\n\n  He is\there! "), ["Mary went.", "John went.", "He is here!"]);
  assert.deepEqual(sentences("1 Mary went.\n2 John went."), ["Mary went.", "John went."]);
  assert.deepEqual(sentences("1) Mary went.\n3) John went."), ["Mary went.", "John went."]);
  assert.deepEqual(sentences("2 apples fell.\nJohn went."), ["2 apples fell.", "John went."], "not every line has a number");
  assert.deepEqual(sentences("2 boys.\n1 girl."), ["2 boys.", "1 girl."], "the numbers do not rise");
  assert.deepEqual(sentences("玛丽去了厨房。约翰去了花园。"), ["玛丽去了厨房。", "约翰去了花园。"]);
  assert.deepEqual(sentences("أين مريم؟ ذهبت."), ["أين مريم؟", "ذهبت."]);
  assert.deepEqual(sentences(" \n\t\n"), []);
});

test("what asks is told by its mark", () => {
  for (const text of ["Where is Mary?", " Where? ", "玛丽在哪里？", "أين مريم؟"]) assert.ok(isQuestion(text), text);
  for (const text of ["Mary went.", "“Where?” said Mary.", ""]) assert.ok(!isQuestion(text), text);
});

test("a file of bAbI's is told by a numbered line with a tab", () => {
  assert.ok(isFile("1 Mary went.\n2 Where is Mary? \tkitchen\t1"));
  assert.ok(!isFile("Mary\twent."));
  assert.ok(!isFile("1 Mary went.\n2 John went."));
});

test("a word is replaced wherever it stands by itself", () => {
  assert.equal(replaceWord("Wnet he wnet, unwneted.", "wnet", "went"), "Went he went, unwneted.");
  assert.equal(replaceWord("My  dog is here.", "my dog", "Mary"), "Mary is here.");
  assert.equal(replaceWord("a (b) c$ c", "c$", "x"), "a (b) x c");
  assert.equal(replaceWord("😀 went", "😀", "mary"), "mary went");
  assert.equal(replaceWord("مريم ذهبت", "مريم", "Mary"), "Mary ذهبت");
  assert.equal(replaceWord("x-ray went", "x-ray", "$&"), "$& went", "nothing in the new word is read as a pattern");
});
