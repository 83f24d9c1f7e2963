/** The field above the lanes that shows only the rows with a text in them. */
import { el, write } from "./dom.js";

export class Search {
  /** `changed()` is called when another text is wanted. */
  constructor(changed) {
    this.field = el("input", { type: "search", placeholder: "Search keys and values", "aria-label": "Search keys and values", autocomplete: "off", spellcheck: "false", dir: "auto" });
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
    write(this.count, keys ? `${keys.filter(Boolean).length} of ${keys.length}` : "");
  }
}
