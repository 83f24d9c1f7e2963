/** What was, so that it can be gone back to: drafts, and where the caret stood. No DOM. */

const PAUSE = 1000; // ms without a key after which typing is another step
const STEPS = 300;

export class History {
  /** @type {string | null} the field that was typed in last */
  typing = null;
  time = 0; // ms, when that was

  constructor(draft) {
    this.now = { draft, caret: null };
    this.past = [];
    this.future = [];
  }

  get draft() {
    return this.now.draft;
  }

  /**
   * Goes on to another draft. `typing` names the field that is typed in, and `time` is when: what is typed into one
   * field without a pause is one step.
   * @param {any} draft
   * @param {any} caret
   * @param {string | null} typing
   */
  go(draft, caret, typing = null, time = 0) {
    if (draft === this.draft) return;
    const same = typing !== null && typing === this.typing && time - this.time < PAUSE;
    if (!same) {
      this.past.push(this.now);
      if (this.past.length > STEPS) this.past.shift();
    }
    Object.assign(this, { now: { draft, caret }, future: [], typing, time });
  }

  /** Remembers where the caret is, for when this draft is gone back to. */
  place(caret) {
    this.now = { ...this.now, caret };
  }

  undo() {
    return this.step(this.past, this.future);
  }

  redo() {
    return this.step(this.future, this.past);
  }

  step(from, to) {
    if (!from.length) return false;
    to.push(this.now);
    this.now = from.pop();
    this.typing = null;
    return true;
  }
}
