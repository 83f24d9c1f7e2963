/**
 * The editor of a story. What stands in it is the truth: the server is told what is written, and writes nothing back
 * unless it is asked to, by a command that can be undone.
 */
import { Actions } from "./actions.js";
import { Below } from "./below.js";
import { el, write } from "../component/dom.js";
import { answered, asking, doubled, draftOf, inserted, isEmpty, kindOf, moved, parted, plainOf, promoted, removed, retyped, reworded, sentOf, starred } from "./draft.js";
import { History } from "../component/history.js";
import { keyAct } from "./keys.js";
import { Rows } from "./rows.js";
import { keep, recall } from "./store.js";
import { isFile, LONGEST, MOST, sentences } from "./text.js";
import { counted, t } from "../component/language.js";

const QUIET = 250; // ms after the last key before an answer is wanted
const PATIENCE = 4000; // ms without an answer, after which the connection may have been lost; twice as many the next time

/**
 * Puts an editor into `root`, with what is kept under `name`, else with `first`. `server.tell(draft)` is called with
 * what is written, `server.want(what, value)` to "open" a file or to "save" one; `server.isOpened()` says whether an
 * address has just been opened, `server.take()` is called when somebody has written since, `server.mute(at)` when a
 * sentence is to be left out. `arrange(editor)` puts the editor's parts into the node that it listens to.
 */
export function mountEditor(root, name, first, server, arrange) {
  return new Editor(root, name, first, server, arrange);
}

/** @typedef {{ at: number, to?: number }} Caret a row (-1 the question), and the place in it, its end where there is none */

class Editor {
  beyond = 0;
  /** @type {string | null} what the server was told last */
  sent = null;
  /** @type {EventTarget | null} the field that has the keyboard */
  typing = null;
  turn = Date.now();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  unheard;
  leave = () => this.settle();
  rows = new Rows({
    mute: (at) => this.server.mute(at),
    star: (at) => this.go(starred(this.draft, at)),
    copy: (at) => this.go(doubled(this.draft, at)),
    drop: (at) => this.remove(at),
    move: (from, to) => this.go(moved(this.draft, from, to)),
  });
  below = new Below({
    fill: (text) => this.go(asking(this.draft, text)),
    replace: (word, by) => this.go(reworded(this.draft, word, by)),
    promote: (text) => this.go(promoted(this.draft, text), { at: -1 }),
  });
  actions = new Actions({
    undo: () => this.undo(),
    redo: () => this.redo(),
    clear: () => isEmpty(this.draft) || this.go(draftOf()),
    open: (name, text) => this.server.want("open", { name, text, at: Date.now() }),
    save: () => this.save(),
    complain: (text) => write(this.status, text),
  });
  more = this.actions.button(t("Add a sentence"), () => this.add());
  status = el("p", { class: "status", role: "status" });

  constructor(root, name, first, server, arrange) {
    this.name = name;
    this.server = server;
    this.history = recall(name, (kept) => Object.assign(new History(draftOf(kept ?? first)), { kept: !!kept }));
    const example = this.actions.button(t("Begin with an example"), () => this.go(draftOf(first)));
    this.empty = el("p", { class: "empty" }, t("Write what happened, one sentence a row, or paste a whole story. Then ask about it."), " ", example);
    this.node = arrange(this);
    this.listen();
    root.append(this.node);
    this.show(this.history.left);
  }

  destroy() {
    for (const timer of [this.timer, this.unheard]) clearTimeout(timer);
    this.keep();
    this.history.left = this.where(); // who typed here and did not leave goes on typing
    for (const event of ["pagehide", "visibilitychange"]) removeEventListener(event, this.leave, true);
    this.node.remove();
  }

  get draft() {
    return this.history.draft;
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
    node.addEventListener("focusin", (event) => (this.typing = event.target));
    node.addEventListener("focusout", () => {
      this.typing = null;
      this.settle();
    });
    for (const event of ["pagehide", "visibilitychange"]) addEventListener(event, this.leave, true);
  }

  // ---- the server ------------------------------------------------------------------------------------------------

  /**
   * Takes up what the server says of what is written, and obeys a command once. The server is told what is written where
   * it knows nothing, or answers from something else: `written` is what it answers from then.
   */
  update(data) {
    const { command, beyond, knows, written } = data;
    this.beyond = beyond;
    this.below.tell(data);
    this.show();
    const fresh = !!command && command.id !== this.history.done;
    if (fresh) {
      this.history.done = command.id;
      if (!command.link || this.server.isOpened() || !this.history.kept) this.obey(command);
    }
    if (knows === this.turn) clearTimeout(this.unheard);
    const anew = knows === null || fresh;
    if (anew) this.sent = written ? textOf(written) : null;
    if (anew) this.settle();
  }

  obey({ load, text, file }) {
    if (load) this.begin(draftOf({ ...load, told: true }));
    else if (file) this.actions.download(file);
    else this.put(sentences(text));
  }

  /** Goes on to a draft that the server gave, which it need not be told. */
  begin(draft) {
    this.history.place(this.where());
    this.history.go(draft, null);
    this.server.take();
    this.show();
    this.keep();
  }

  /** Puts a text that is none of bAbI's files in the place of the story. */
  put(texts) {
    const question = texts.findLast((text) => kindOf(text) === "asked") ?? "";
    const rows = texts.filter((text) => text !== question);
    this.go(draftOf({ rows, question }));
    this.count(rows, Math.min(rows.length, MOST));
  }

  /**
   * Keeps what is written, and tells it if it is not told yet, and again if nobody answers: ever later, since a slow
   * server begins anew whenever it is told something.
   */
  settle() {
    clearTimeout(this.timer);
    this.keep();
    const draft = sentOf(this.draft);
    const text = textOf(draft);
    if (text === this.sent) return;
    this.sent = text;
    this.turn += 1;
    this.tell({ ...draft, done: this.history.done ?? "", turn: this.turn }, PATIENCE);
  }

  tell(message, patience) {
    this.server.tell(message);
    clearTimeout(this.unheard);
    this.unheard = setTimeout(() => this.tell(message, 2 * patience), patience);
  }

  keep() {
    if (this.kept === this.draft) return;
    this.kept = this.draft;
    this.history.kept = true;
    const stays = keep(this.name, plainOf(this.draft));
    this.actions.warn(stays ? "" : t("This browser keeps nothing for this page: a reload will empty it. Save the story as a file."));
  }

  save() {
    if (isEmpty(this.draft)) return;
    this.settle();
    this.server.want("save", Date.now());
  }

  // ---- changes ---------------------------------------------------------------------------------------------------

  /**
   * Goes on to another draft.
   * @param {any} draft
   * @param {Caret | null} caret
   */
  go(draft, caret = null) {
    write(this.status, "");
    this.server.take();
    this.history.place(this.where());
    this.history.go(draft, caret);
    this.show(caret);
    this.settle();
  }

  /** @param {Caret | null} caret */
  show(caret = null) {
    this.rows.show(this.draft, this.beyond);
    this.below.show(this.draft);
    this.actions.show(this.history, isEmpty(this.draft));
    this.empty.hidden = !isEmpty(this.draft);
    this.server.shown?.(this.draft);
    if (caret) this.field(caret.at).focus(caret.to);
  }

  undo() {
    if (this.history.undo()) this.goBack();
  }

  redo() {
    if (this.history.redo()) this.goBack();
  }

  goBack() {
    this.server.take();
    const typing = this.where();
    const { caret } = this.history.now;
    this.show(typing && caret && caret.at < this.draft.rows.length ? caret : null);
    this.settle();
  }

  field(at) {
    return at < 0 ? this.below.question : this.rows.shown[Math.min(at, this.rows.shown.length - 1)].field;
  }

  /**
   * Where the caret is; null if no field has the keyboard.
   * @returns {Caret | null}
   */
  where() {
    const at = this.rows.shown.findIndex(({ field }) => field.area === this.typing);
    return at < 0 && this.typing !== this.below.question.area ? null : { at, to: this.field(at).selected[1] };
  }

  typed(target) {
    const { draft } = this;
    const at = this.rows.placeOf(target);
    write(this.status, "");
    this.server.take();
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
    else if (at < 0 || !texts.length || (texts[0] === text && text.length < LONGEST)) return; // the browser can do that
    else this.insert(at, texts);
    event.preventDefault();
  }

  insert(at, texts) {
    const before = this.draft.rows.length;
    const { draft, ...end } = inserted(this.draft, at, this.field(at).selected, texts);
    this.go(draft, { at: end.at, to: end.caret });
    this.count(texts, Math.min(texts.length, MOST - before + 1));
  }

  /** Says how much of a text there was no room for. */
  count(texts, kept) {
    const [most, left, longest] = [MOST, texts.length - kept, LONGEST].map((number) => number.toLocaleString("en"));
    if (texts.length > kept) write(this.status, counted("{n} sentence is here. {left} more did not fit: a story here has at most {most}.", "{n} sentences are here. {left} more did not fit: a story here has at most {most}.", kept, { left, most }));
    else if (texts.some(({ length }) => length > LONGEST)) write(this.status, t("A sentence was cut: it has at most {longest} characters here.", { longest }));
  }

  /** The browser's own undoing, from its menu or a shaken phone, is ours. */
  beforeInput(event) {
    const act = { historyUndo: () => this.undo(), historyRedo: () => this.redo() }[event.inputType];
    if (!act) return;
    event.preventDefault();
    act();
  }
}

/** What the server is told, so that equal drafts are equal texts. */
function textOf({ rows, question, answer, asides, facts }) {
  return JSON.stringify([rows, question, answer, asides, facts]);
}
