/** What belongs to the sentences: the question, questions to choose, the right answer, and what there is to know. */
import { button, el } from "../component/dom.js";
import { Field } from "./field.js";
import { t } from "../component/language.js";

export class Below {
  /** `on` holds what to call: fill(question), replace(word, by), promote(question). */
  constructor(on) {
    this.on = on;
    this.question = new Field(t("Question"), "Where are the keys?");
    this.gold = el("input", { type: "text", dir: "auto", "aria-label": t("Right answer"), placeholder: t("if you know it"), autocomplete: "off", spellcheck: "false" });
    this.chips = el("div", { class: "chips", role: "group", "aria-label": t("Questions to choose") });
    this.notes = el("ul", { class: "notes", "aria-live": "polite" });
    this.ask = el("div", { class: "ask" }, el("span", { class: "label" }, t("Question")), this.question.node);
    this.right = el("label", { class: "right" }, el("span", { class: "label" }, t("Right answer")), this.gold);
  }

  show(draft) {
    this.question.write(draft.question);
    if (this.gold.value !== draft.answer) this.gold.value = draft.answer;
  }

  /** Shows what the server suggests and says; what is the same stays, and keeps the keyboard. */
  tell({ questions = [], notes = [] }) {
    renew(this.chips, questions, (text) => button(text, text, () => this.on.fill(text)));
    renew(this.notes, notes, (note) => el("li", { class: note.stops ? "stops" : "" }, note.text, ...(note.offers ?? []).map((offer) => this.offer(offer))));
  }

  offer({ label, replace, promote }) {
    const act = replace ? () => this.on.replace(...replace) : () => this.on.promote(promote);
    return button(replace ? t("Write “{new}” in place of “{old}”", { new: label, old: replace[0] }) : label, label, act);
  }
}

/** Makes a parent hold one node for each thing. A node whose thing is still there is kept, and with it the keyboard. */
function renew(parent, things, make) {
  const kept = new Map([...parent.children].map((node) => [node.dataset.thing, node]));
  const next = things.map((thing) => {
    const written = JSON.stringify(thing);
    const node = kept.get(written) ?? make(thing);
    node.dataset.thing = written;
    return node;
  });
  if (next.length !== kept.size || next.some((node, i) => node !== parent.children[i])) parent.replaceChildren(...next);
}
