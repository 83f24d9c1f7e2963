/**
 * The editor of a story. What stands in it is the truth: the server is told what is written, and writes nothing back
 * unless it is asked to, by a command that can be undone.
 */
import { Bar } from "./bar.js";
import { Below } from "./below.js";
import { el, write } from "../board/dom.js";
import { answered, asking, doubled, draftOf, inserted, isEmpty, kindOf, moved, parted, plainOf, promoted, removed, retyped, reworded, sentOf, starred } from "./draft.js";
import { History } from "./history.js";
import { keyAct } from "./keys.js";
import { Rows } from "./rows.js";
import { keep, recall } from "./store.js";
import { isFile, MOST, sentences } from "./text.js";

const QUIET = 250; // ms after the last key before an answer is wanted

/**
 * Puts an editor into `root`, with what is kept under `name`, else with `first`. `server.tell(draft)` is called with
 * what is written, `server.want(what, value)` to "open" a file or to "save" one.
 */
export function mountEditor(root, name, first, server) {
  return new Editor(root, name, first, server);
}

class Editor {
  constructor(root, name, first, server) {
    Object.assign(this, { root, name, first, server, beyond: 0 });
    this.history = recall(name, (kept) => new History(draftOf(kept ?? first)));
    this.build();
    this.listen();
    root.append(this.node);
    this.show();
  }

  destroy() {
    clearTimeout(this.timer);
    this.keep();
    for (const event of ["pagehide", "visibilitychange"]) removeEventListener(event, this.leave, true);
    this.node.remove();
  }

  get draft() {
    return this.history.draft;
  }

  build() {
    this.rows = new Rows({
      star: (at) => this.go(starred(this.draft, at)),
      copy: (at) => this.go(doubled(this.draft, at)),
      drop: (at) => this.remove(at),
      move: (from, to) => this.go(moved(this.draft, from, to)),
    });
    this.below = new Below({
      fill: (text) => this.go(asking(this.draft, text)),
      replace: (word, by) => this.go(reworded(this.draft, word, by)),
      promote: (text) => this.go(promoted(this.draft, text), { at: -1 }),
    });
    this.bar = new Bar({
      undo: () => this.undo(),
      redo: () => this.redo(),
      clear: () => isEmpty(this.draft) || this.go(draftOf()),
      open: (name, text) => this.server.want("open", { name, text, at: Date.now() }),
      save: () => this.save(),
      complain: (text) => write(this.status, text),
    });
    const add = this.bar.button("Add a sentence", () => this.add());
    const example = this.bar.button("Begin with an example", () => this.go(draftOf(this.first)));
    this.empty = el("p", { class: "empty" }, "Write what happened, one sentence a row, or paste a whole story. Then ask about it. ", example);
    this.status = el("p", { class: "status", role: "status" });
    const parts = [this.bar.node, this.empty, this.rows.node, el("p", { class: "add" }, add), this.status, this.below.node];
    this.node = el("section", { class: "editor", "aria-label": "Your story" }, ...parts);
  }

  listen() {
    const { node } = this;
    node.oninput = (event) => this.typed(event.target);
    node.onpaste = (event) => this.paste(event);
    node.addEventListener("beforeinput", (event) => this.beforeInput(event));
    node.onkeydown = (event) => {
      event.stopPropagation(); // the page around has letters as shortcuts
      const act = keyAct(event, this);
      if (!act) return;
      event.preventDefault();
      act();
    };
    for (const name of ["onkeyup", "onkeypress"]) node[name] = (event) => event.stopPropagation();
    node.addEventListener("focusout", () => this.settle());
    this.leave = () => this.settle();
    for (const event of ["pagehide", "visibilitychange"]) addEventListener(event, this.leave, true);
  }

  // ---- the server ------------------------------------------------------------------------------------------------

  /** Takes up what the server says of what is written, tells it where it knows nothing, and obeys a command once. */
  update(data) {
    const { command, beyond = 0, knows } = data;
    this.beyond = beyond;
    this.below.tell(data);
    this.show();
    if (command && command.id !== this.history.done) {
      this.history.done = command.id;
      this.obey(command);
    }
    if (!knows) this.told = null;
    if (this.told === null || command) this.settle();
  }

  obey({ load, text, file }) {
    if (load) this.go(draftOf({ ...load, told: true }));
    else if (file) this.bar.download(file);
    else this.put(sentences(text));
  }

  /** Puts a text that is none of bAbI's files in the place of the story. */
  put(texts) {
    const question = texts.findLast((text) => kindOf(text) === "asked") ?? "";
    const rows = texts.filter((text) => text !== question);
    this.go(draftOf({ rows, question }));
    this.count(rows.length, Math.min(rows.length, MOST));
  }

  /** Keeps what is written, and tells it if it is not told yet. */
  settle() {
    clearTimeout(this.timer);
    this.keep();
    const draft = { ...sentOf(this.draft), done: this.history.done ?? "" };
    const told = JSON.stringify(draft);
    if (told === this.told) return;
    this.told = told;
    this.server.tell(draft);
  }

  keep() {
    if (this.kept === this.draft) return;
    this.kept = this.draft;
    const stays = keep(this.name, plainOf(this.draft));
    this.bar.warn(stays ? "" : "This browser keeps nothing for this page: a reload will empty it. Save the story as a file.");
  }

  save() {
    if (isEmpty(this.draft)) return;
    this.settle();
    this.server.want("save", Date.now());
  }

  // ---- changes ---------------------------------------------------------------------------------------------------

  /** Goes on to another draft; `caret` is {at, to}: the row (-1 the question) and the place in it. */
  go(draft, caret = null) {
    write(this.status, "");
    this.history.place(this.where());
    this.history.go(draft, caret);
    this.show(caret);
    this.settle();
  }

  show(caret = null) {
    this.rows.show(this.draft, this.beyond);
    this.below.show(this.draft);
    this.bar.show(this.history, isEmpty(this.draft));
    this.empty.hidden = !isEmpty(this.draft);
    if (caret) this.field(caret.at).focus(caret.to);
  }

  undo() {
    if (this.history.undo()) this.goBack();
  }

  redo() {
    if (this.history.redo()) this.goBack();
  }

  goBack() {
    const typing = this.where();
    const { caret } = this.history.now;
    this.show(typing && caret && caret.at < this.draft.rows.length ? caret : null);
    this.settle();
  }

  field(at) {
    return at < 0 ? this.below.question : this.rows.shown[Math.min(at, this.rows.shown.length - 1)].field;
  }

  /** Which field has the keyboard: its row (-1 the question) and where its caret is; null for none. */
  where() {
    const focused = this.node.getRootNode().activeElement;
    const at = this.rows.shown.findIndex(({ field }) => field.area === focused);
    return at < 0 && focused !== this.below.question.area ? null : { at, to: this.field(at).selected[1] };
  }

  typed(target) {
    const { draft } = this;
    const at = this.rows.placeOf(target);
    const change = target === this.below.gold ? answered : asking;
    const next = at >= 0 ? retyped(draft, at, target.value) : change(draft, target.value);
    this.history.go(next, this.where(), at >= 0 ? draft.rows[at].id : target.ariaLabel, performance.now());
    this.show();
    clearTimeout(this.timer);
    this.timer = setTimeout(this.leave, QUIET);
  }

  add() {
    const last = this.draft.rows.length - 1;
    const { length } = this.draft.rows[last].text;
    if (!this.draft.rows[last].text.trim()) this.field(last).focus();
    else this.go(parted(this.draft, last, [length, length]), { at: last + 1, to: 0 });
  }

  carry(from, to, caret) {
    this.go(moved(this.draft, from, to), { at: Math.max(0, to), to: caret });
  }

  remove(at) {
    this.go(removed(this.draft, at));
    this.rows.shown[Math.min(at, this.rows.shown.length - 1)].drop.focus({ preventScroll: true });
  }

  paste(event) {
    const text = event.clipboardData.getData("text/plain");
    const at = this.rows.placeOf(event.target);
    const texts = sentences(text);
    if (isFile(text)) this.server.want("open", { name: "", text, at: Date.now() });
    else if (at < 0 || !texts.length || texts[0] === text) return; // one sentence, or none: the browser can do that
    else this.insert(at, texts);
    event.preventDefault();
  }

  insert(at, texts) {
    const before = this.draft.rows.length;
    const { draft, ...end } = inserted(this.draft, at, this.field(at).selected, texts);
    this.go(draft, { at: end.at, to: end.caret });
    this.count(texts.length, Math.min(texts.length, MOST - before + 1));
  }

  /** Says how much of a text there was room for. */
  count(all, kept) {
    const [here, left] = [kept, all - kept].map((number) => number.toLocaleString("en"));
    if (all > kept) write(this.status, `${here} sentences are here. ${left} more did not fit: a story here has at most ${MOST.toLocaleString("en")}.`);
  }

  /** The browser's own undoing, from its menu or a shaken phone, is ours. */
  beforeInput(event) {
    const act = { historyUndo: () => this.undo(), historyRedo: () => this.redo() }[event.inputType];
    if (!act) return;
    event.preventDefault();
    act();
  }
}
