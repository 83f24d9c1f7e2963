/**
 * A story that is being written, and everything that can be done to it. Drafts are never changed: each function gives
 * another one, so that undoing is going back to what was.
 *
 * rows [{id, text}], never none; question; answer, the right one if it is known; facts, ids of the rows that it follows
 * from, in order; told: whether answer and facts came with the story, and so hold for its exact words alone.
 */
import { asks, isBlank, isStopped } from "./splitter.js";
import { LONGEST, MOST, replaceWord } from "./text.js";

let count = 0;

function row(text = "") {
  return { id: ++count, text: text.slice(0, LONGEST) };
}

/** A draft of plain texts; `facts` count the rows from 0. */
export function draftOf({ rows = [], question = "", answer = "", facts = [], told = false } = {}) {
  const made = (rows.length ? rows : [""]).slice(0, MOST).map((text) => row(text));
  return { rows: made, question, answer, facts: facts.map((at) => made[at]?.id).filter(Boolean), told };
}

/** The draft as plain texts, which draftOf takes. */
export function plainOf({ rows, question, answer, facts, told }) {
  const places = new Map(rows.map(({ id }, i) => [id, i]));
  return { rows: rows.map(({ text }) => text), question, answer, facts: facts.map((id) => places.get(id)), told };
}

/** What the server is told: sentences without the empty rows, and apart from them the questions among them. */
export function sentOf({ rows, question, answer, facts }) {
  const sentences = rows.filter((each) => kindOf(each.text) === "sentence");
  const places = new Map(sentences.map(({ id }, i) => [id, i]));
  const asides = [];
  let before = 0;
  for (const { text } of rows) {
    const kind = kindOf(text);
    if (kind === "asked") asides.push([text.trim(), before]);
    if (kind === "sentence") before += 1;
  }
  return {
    rows: sentences.map(({ text }) => text.trim()), question: question.trim(), answer: answer.trim(), asides,
    facts: facts.filter((id) => places.has(id)).map((id) => places.get(id)),
  };
}

/** What a row is: "sentence", "asked" or "empty". */
export function kindOf(text) {
  if (isBlank(text)) return "empty";
  return asks(text) ? "asked" : "sentence";
}

/** Whether nothing at all is written. */
export function isEmpty({ rows, question, answer }) {
  return [question, answer, ...rows.map(({ text }) => text)].every(isBlank);
}

export function retyped(draft, at, text) {
  return changed(draft, { rows: draft.rows.with(at, { ...draft.rows[at], text: line(text) }) });
}

export function asking(draft, question) {
  return changed(draft, { question: line(question) });
}

/** The right answer is what the person says it is, from now on. */
export function answered(draft, text) {
  return { ...draft, answer: text, told: false };
}

/** Marks a row as a fact, or no longer. */
export function starred(draft, at) {
  const { id } = draft.rows[at];
  const facts = draft.facts.includes(id) ? draft.facts.filter((each) => each !== id) : [...draft.facts, id];
  return { ...draft, facts, told: false };
}

/** Puts texts in the place of what is selected in a row, and says where the caret is then: {draft, at, caret}. */
export function inserted(draft, at, [start, end], texts) {
  const { text } = draft.rows[at];
  const [head, tail] = [text.slice(0, start), text.slice(end)];
  const several = texts.length > 1;
  const before = several && isStopped(head) ? [head.trimEnd(), texts[0]] : [head + texts[0]];
  const all = [...before, ...texts.slice(1)].slice(0, MOST - draft.rows.length + 1);
  const last = { at: at + all.length - 1, caret: all.at(-1).length };
  if (several && tail.trim() && draft.rows.length + all.length <= MOST) all.push(tail.trimStart());
  else all[all.length - 1] += tail;
  const made = all.map((each, i) => (i ? row(each) : { ...draft.rows[at], text: each.slice(0, LONGEST) }));
  return { draft: changed(draft, { rows: draft.rows.toSpliced(at, 1, ...made) }), ...last };
}

/** Splits a row in two where the caret is. */
export function parted(draft, at, [start, end]) {
  const { text } = draft.rows[at];
  if (draft.rows.length >= MOST) return draft;
  const [before, after] = [text.slice(0, start).trimEnd(), text.slice(end).trimStart()];
  const whole = before ? [{ ...draft.rows[at], text: before }, row(after)] : [row(), { ...draft.rows[at], text: after }];
  return changed(draft, { rows: draft.rows.toSpliced(at, 1, ...whole) });
}

/** Joins a row to the one before it; where they meet there is one space, unless one of them is empty. */
export function joined(draft, at) {
  if (at < 1 || at >= draft.rows.length) return draft;
  const [before, after] = [draft.rows[at - 1], draft.rows[at]];
  const kept = before.text.trim() ? before : after;
  return changed(draft, { rows: draft.rows.toSpliced(at - 1, 2, { ...kept, text: joint(before.text, after.text) + after.text.trimStart() }) });
}

/** What stands before the place where two joined texts meet. */
export function joint(before, after) {
  return before.trim() && after.trim() ? `${before.trimEnd()} ` : before.trimEnd();
}

export function moved(draft, from, to) {
  const place = Math.min(draft.rows.length - 1, Math.max(0, to));
  if (place === from) return draft;
  return changed(draft, { rows: draft.rows.toSpliced(from, 1).toSpliced(place, 0, draft.rows[from]) });
}

export function doubled(draft, at) {
  if (draft.rows.length >= MOST) return draft;
  return changed(draft, { rows: draft.rows.toSpliced(at + 1, 0, row(draft.rows[at].text)) });
}

export function removed(draft, at) {
  const rows = draft.rows.toSpliced(at, 1);
  return changed(draft, { rows: rows.length ? rows : [row()] });
}

export function reworded(draft, word, by) {
  const rows = draft.rows.map((each) => ({ ...each, text: replaceWord(each.text, word, by) }));
  return changed(draft, { rows, question: replaceWord(draft.question, word, by) });
}

/** Makes a question that stands among the sentences the question. What was asked before takes its place. */
export function promoted(draft, text) {
  const at = draft.rows.findIndex((each) => each.text.trim() === text);
  if (at < 0) return draft;
  const { question } = draft;
  const rows = asks(question) ? draft.rows.with(at, row(question)) : draft.rows.toSpliced(at, 1);
  return changed(draft, { rows: rows.length ? rows : [row()], question: text });
}

/** The draft with some of it changed. A right answer that came with the story holds no longer if its words differ. */
function changed(draft, parts) {
  const next = { ...draft, ...parts };
  const there = new Set(next.rows.map(({ id }) => id));
  if (next.facts.some((id) => !there.has(id))) next.facts = next.facts.filter((id) => there.has(id));
  if (next.told && JSON.stringify(wordsOf(draft)) !== JSON.stringify(wordsOf(next))) Object.assign(next, { answer: "", facts: [], told: false });
  return next;
}

/** A text as one line: only a paste or a drop brings others. */
function line(text) {
  return text.replace(/[\r\n\t]+/g, " ").slice(0, LONGEST);
}

function wordsOf({ rows, question }) {
  return [question.trim(), ...rows.map(({ text }) => text.trim()).filter(Boolean)];
}
