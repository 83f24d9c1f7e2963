/** Buttons for what a page shows: copy its link, put it into the talk, write it to a file; and the other language. */
import { button, el, write } from "../component/dom.js";
import { t } from "../component/language.js";
import { added, deckOf, holds } from "../stage/deck.js";
import { keepDeck, keptDeck } from "../stage/store.js";

export class Toolbar {
  /** @type {any} what the page says */
  data;

  /** @param {(what: string, value: unknown) => void} tell asks the server for an "export" or another "language" */
  constructor(tell = () => {}) {
    this.tell = tell;
    this.status = el("span.status", { role: "status" });
    this.link = el("input", { readonly: "", "aria-label": t("Link to this page") });
    this.link.hidden = true;
    this.copy = button(t("Copy the link to what is shown here"), t("Copy link"), () => this.copyLink());
    this.add = button(t("Add this story to the talk"), t("Add to talk"), () => this.say(addToTalk(this.data.item)));
    this.export = button(t("Save what is shown here as a picture, a page, a film or a table"), t("Export"), () => this.tell("export", Date.now()));
    this.speak = el("button.language", { type: "button" });
    this.speak.onclick = () => this.tell("language", this.speak.value);
    this.node = el("div.toolbar", {}, this.status, this.link, this.copy, this.add, this.export, this.speak);
  }

  update(data) {
    if (this.data?.query !== data.query) this.say("");
    this.data = data;
    this.add.hidden = !data.item;
    this.export.hidden = !data.exports;
    const [code, name] = data.other;
    Object.assign(this.speak, { value: code, lang: code });
    write(this.speak, name);
  }

  say(text, link = "") {
    write(this.status, text);
    this.link.hidden = !link;
    this.link.value = link;
  }

  /** Where the browser gives no clipboard, the link is shown and selected. */
  async copyLink() {
    try {
      await navigator.clipboard.writeText(location.href);
      this.say(t("Link copied."));
    } catch {
      this.say(t("Copy this:"), location.href);
      this.link.select();
    }
    if (this.data.note) this.say(this.data.note, this.link.value);
  }
}

/** Puts a story into the talk, which is kept in the browser: no server is asked. */
function addToTalk(item) {
  const deck = keptDeck() ?? deckOf([]);
  if (holds(deck, item)) return t("It is in the talk already.");
  const next = added(deck, item);
  const values = { n: next.items.length };
  return keepDeck(next) ? t("Added: {n} in the talk.", values) : t("Added: {n} in the talk, until you close this page.", values);
}
