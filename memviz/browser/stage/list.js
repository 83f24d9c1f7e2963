/** The running order: the stories of the talk, their titles and notes, and what can be done with them. */
import { button, el, fit, write } from "../component/dom.js";
import { glyph } from "../component/icons.js";
import { aboutText } from "./deck.js";
import { t } from "../component/language.js";

export class List {
  /** `on` holds what to call: words(at, words), move(from, to), drop(at), start(at). */
  constructor(on) {
    this.on = on;
    this.rows = [];
    this.node = el("ol", { class: "items", "aria-label": t("Running order") });
  }

  makeRow(at) {
    const { on } = this;
    const number = el("span", { class: "number" });
    const title = el("input", { class: "title", type: "text", dir: "auto", maxlength: "200", placeholder: t("Title"), autocomplete: "off" });
    const about = el("p", { class: "about", dir: "auto" });
    const fault = el("p", { class: "fault" });
    const notes = el("textarea", { class: "notes", rows: "2", dir: "auto", maxlength: "20000", placeholder: t("Speaker notes"), autocomplete: "off" });
    title.oninput = () => on.words(at, { title: title.value });
    notes.oninput = () => on.words(at, { notes: notes.value });
    const start = button(t("Present from here"), t("Present"), () => on.start(at));
    const up = button(t("Move up (Alt+↑)"), "↑", () => on.move(at, at - 1));
    const down = button(t("Move down (Alt+↓)"), "↓", () => on.move(at, at + 1));
    const drop = button(t("Take out of the talk"), glyph("drop"), () => on.drop(at));
    const acts = el("span", { class: "acts" }, start, up, down, drop);
    const node = el("li", { class: "item" }, number, title, acts, about, fault, notes);
    node.onkeydown = (event) => this.key(event, at);
    return { number, title, about, fault, notes, start, up, down, drop, node };
  }

  key(event, at) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by || !event.altKey) return;
    event.preventDefault();
    this.on.move(at, at + by);
  }

  /** Writes the talk; `shows` says which stories are ready, and what is wrong with one. */
  show({ items }, shows) {
    fit(this.rows, items.length, this.node, (at) => this.makeRow(at));
    this.rows.forEach((row, at) => {
      const item = items[at];
      const show = shows[item.id];
      write(row.number, String(at + 1));
      for (const name of ["title", "notes"]) if (row[name].value !== item[name]) row[name].value = item[name];
      row.title.ariaLabel = t("Title of story {n}", { n: at + 1 });
      row.notes.ariaLabel = t("Speaker notes of story {n}", { n: at + 1 });
      write(row.about, aboutText(item));
      write(row.fault, show?.error ?? "");
      // Not `disabled`: that would take the keyboard's focus away in the middle of moving.
      for (const [name, off] of Object.entries({ start: !show?.hops, up: !at, down: at === items.length - 1 })) row[name].setAttribute("aria-disabled", off);
    });
  }

  /** Keeps the keyboard on the story that was moved, on the same button or field. */
  follow(from, to, active) {
    const part = Object.keys(this.rows[from]).find((name) => name !== "node" && this.rows[from][name] === active);
    if (part) this.rows[to][part].focus();
  }
}
