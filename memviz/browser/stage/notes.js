/** What the speaker reads: a strip below the stage, or a window of its own on another screen. */
import { el, write } from "../component/dom.js";
import { t } from "../component/language.js";

const LOOK = "font: 22px/1.45 system-ui, sans-serif; margin: 24px; white-space: pre-wrap; overflow-wrap: anywhere;";

export class Notes {
  /** @type {Window | null | undefined} of its own, if there is one */
  window;
  now = el("p", { style: "opacity: 0.7; margin: 0" });
  text = el("p", { style: "font-size: 28px" });
  next = el("p", { style: "opacity: 0.7" });

  /** `keys` hears the keys that are pressed in the window. */
  constructor(keys) {
    this.keys = keys;
    this.node = el("aside", { class: "notes", "aria-label": t("Speaker notes"), dir: "auto", hidden: "" });
    this.texts = { notes: "", now: "", next: "" };
  }

  toggle() {
    this.node.hidden = !this.node.hidden;
  }

  /** Opens the window; the strip where the browser allows none. */
  beside() {
    if (this.window && !this.window.closed) return this.window.focus();
    this.window = window.open("", "memviz-notes", "popup,width=720,height=520");
    if (!this.window) this.node.hidden = false;
    else this.furnish(this.window);
  }

  furnish({ document }) {
    document.title = t("Speaker notes");
    document.body.style.cssText = LOOK;
    document.body.replaceChildren(this.now, this.text, this.next);
    document.onkeydown = this.keys;
    this.tell(this.texts);
  }

  /** What is said of the story, what its step is, and what comes next. */
  tell(texts) {
    this.texts = texts;
    const notes = texts.notes || t("No notes for this story.");
    write(this.node, notes);
    if (!this.window || this.window.closed) return;
    for (const [node, text] of [[this.now, texts.now], [this.text, notes], [this.next, texts.next]]) write(node, text);
  }

  close() {
    this.node.hidden = true;
    this.window?.close();
    this.window = undefined;
  }
}
