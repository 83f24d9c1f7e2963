/** The editor's toolbar: undo, redo, open, save, clear. */
import { button, el, write } from "../component/dom.js";
import { glyph } from "../component/icons.js";
import { t } from "../component/language.js";

const LARGEST = 5_000_000; // bytes of a file

export class Bar {
  /** `on` holds what to call: undo, redo, open(name, text), save, clear, complain(why). */
  constructor(on) {
    this.undo = button(t("Undo (Ctrl+Z)"), glyph("undo"), on.undo);
    this.redo = button(t("Redo (Ctrl+Shift+Z)"), glyph("redo"), on.redo);
    this.file = el("input", { type: "file", accept: ".txt,text/plain", hidden: "", "aria-label": t("A story as a text file") });
    this.file.oninput = (event) => event.stopPropagation(); // choosing a file is not typing
    this.file.onchange = () => {
      if (this.file.files.length) openFile(this.file.files[0], on);
      this.file.value = ""; // the same file may be opened again
    };
    this.save = this.button(t("Save .txt"), on.save);
    this.clear = this.button(t("Clear"), on.clear);
    const open = this.button(t("Open .txt"), () => this.file.click());
    this.warning = el("span", { class: "warning" });
    const tools = [this.undo, this.redo, el("span", { class: "gap" }), open, this.save, this.clear, this.file];
    this.node = el("div", { class: "bar" }, el("div", { class: "tools", role: "toolbar", "aria-label": t("Story") }, ...tools), this.warning);
  }

  /** A button that says what it does. */
  button(words, act) {
    return button(words, words, act);
  }

  show({ past, future }, empty) {
    for (const [node, off] of [[this.undo, !past.length], [this.redo, !future.length], [this.clear, empty], [this.save, empty]]) {
      // Not `disabled`: that would take the keyboard's focus away in the middle of undoing.
      node.setAttribute("aria-disabled", off);
    }
  }

  warn(text) {
    write(this.warning, text);
  }

  /** Gives the browser a file to keep, whose text never lies anywhere else. */
  download({ name, text }) {
    const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    el("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }
}

/** Opens the text of a file, or says why that cannot be. */
async function openFile(file, on) {
  if (file.size > LARGEST) return on.complain(t("{name} is larger than 5 MB. Open a part of it.", file));
  try {
    on.open(file.name, new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
  } catch {
    on.complain(t("{name} is no UTF-8 text. Save it as UTF-8 and open it again.", file));
  }
}
