/** The field above the lanes that shows only the rows with a text in them. */
import { el, write } from "../component/dom.js";
import { t } from "../component/language.js";

export class Search {
  /** `changed()` is called when another text is wanted. */
  constructor(changed) {
    const name = t("Search keys and values");
    this.field = el("input", { type: "search", placeholder: name, "aria-label": name, autocomplete: "off", spellcheck: "false", dir: "auto" });
    this.count = el("span", { role: "status" });
    this.node = el("div.search", {}, this.field, this.count);
    this.field.oninput = changed;
    // What is typed here is for nobody else: the board steps by arrows, and the page around it has letters as shortcuts.
    for (const name of ["onkeydown", "onkeyup", "onkeypress"]) this.field[name] = (event) => event.stopPropagation();
  }

  get text() {
    return this.node.hidden ? "" : this.field.value;
  }

  reset(shown) {
    this.field.value = "";
    this.node.hidden = !shown;
  }

  /** Says how many of the keys are found; `keys` is undefined where nothing is searched for. */
  say(keys) {
    write(this.count, keys ? t("{n} of {all}", { n: keys.filter(Boolean).length, all: keys.length }) : "");
  }
}
