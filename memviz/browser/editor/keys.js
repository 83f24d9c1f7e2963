/** What keys do in the editor. */
import { joined, joint, parted } from "./draft.js";

/** What a key press does, or null where it is left to the browser. */
export function keyAct(event, editor) {
  if (event.isComposing) return null; // Enter ends a Chinese word, not the sentence
  const at = editor.rows.shown.findIndex(({ field }) => field.area === event.target);
  const asked = event.target === editor.below.question.area;
  return undoKey(event, editor) ?? (at >= 0 ? rowKey(event, editor, at) : asked ? questionKey(event, editor) : null);
}

function undoKey({ key, ctrlKey, metaKey, shiftKey, altKey }, editor) {
  if (!(ctrlKey || metaKey) || altKey) return null;
  const pressed = key.toLowerCase();
  if (pressed === "z") return () => (shiftKey ? editor.redo() : editor.undo());
  return pressed === "y" ? () => editor.redo() : null;
}

function rowKey({ key, altKey, ctrlKey, metaKey, shiftKey }, editor, at) {
  const { draft } = editor;
  const [start, end] = editor.field(at).selected;
  const by = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (altKey && by) return () => editor.carry(at, at + by, end);
  if (altKey || ctrlKey || metaKey) return null;
  if (key === "Enter") return () => editor.go(parted(draft, at, [start, end]), { at: at + 1, to: 0 });
  if (shiftKey) return null;
  if (by && editor.field(at).leaves(by)) return step(editor, at + by, end);
  const meeting = { Backspace: end === 0 && at, Delete: start === draft.rows[at].text.length && at + 1 }[key];
  return meeting > 0 && meeting < draft.rows.length ? () => join(editor, meeting) : null;
}

function join(editor, at) {
  const [before, after] = editor.draft.rows.slice(at - 1, at + 1);
  editor.go(joined(editor.draft, at), { at: at - 1, to: joint(before.text, after.text).length });
}

/** To another row; below the last one stands the question. */
function step(editor, next, to) {
  if (next < 0) return null;
  return () => editor.field(next < editor.draft.rows.length ? next : -1).focus(to);
}

function questionKey({ key, altKey, ctrlKey, metaKey }, editor) {
  if (altKey || ctrlKey || metaKey) return null;
  if (key === "Enter") return () => editor.settle();
  return key === "ArrowUp" && editor.below.question.leaves(-1) ? () => editor.field(editor.draft.rows.length - 1).focus() : null;
}
