// @ts-check
/** What a person seldom needs: which story, which network, files, what if, exports. Built when it is first opened. */
import { button, el, write } from "../component/dom.js";
import { t } from "../component/language.js";

/**
 * @typedef {{ tasks: [number, string][], task: number, number: number, last: number, models: [string, string][],
 *   model: string, record: string, item: object | null, changed: string }} Told what the drawer is told once it is open
 */

export class Drawer {
  /**
   * @param {(what: string, value?: unknown) => void} want asks the server for something
   * @param {HTMLElement[]} story what there is to do with the text, drawn elsewhere
   * @param {HTMLElement} share what there is to do with the link
   */
  constructor(want, story, share) {
    this.want = want;
    this.story = story;
    this.share = share;
    this.toggle = button(t("More: story, network, files, exports"), "⋯", () => this.open(!this.isOpen));
    this.toggle.classList.add("more");
    this.toggle.setAttribute("aria-expanded", "false");
    this.node = el("aside", { class: "drawer", "aria-label": t("More"), hidden: "" });
    this.node.onkeydown = (/** @type {KeyboardEvent} */ event) => {
      event.stopPropagation();
      if (event.key === "Escape") this.open(false);
    };
    for (const name of ["oninput", "onpaste"]) this.node[name] = (/** @type {Event} */ event) => event.stopPropagation();
  }

  get isOpen() {
    return !this.node.hidden;
  }

  /** @param {boolean} open */
  open(open) {
    if (open && !this.task) this.build();
    this.node.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
    this.want("drawer", open);
    if (open) this.close.focus();
    else this.toggle.focus();
  }

  build() {
    this.close = button(t("Close"), "×", () => this.open(false));
    this.close.classList.add("close");
    this.task = el("select", { "aria-label": t("Task") });
    this.task.onchange = () => this.want("story", [Number(this.task.value), 1]);
    this.number = el("input", { type: "number", min: "1", "aria-label": t("Story number") });
    this.number.onchange = () => this.want("story", [Number(this.task.value), Number(this.number.value)]);
    this.model = el("select", { "aria-label": t("Network") });
    this.model.onchange = () => this.want("model", this.model.value);
    this.record = el("p", { class: "record" });
    this.changed = el("p", { class: "record" });
    const act = (/** @type {string} */ words, /** @type {string} */ what) => button(words, words, () => this.want(what, Date.now()));
    this.reset = act(t("Undo all changes"), "reset");
    this.node.append(
      this.close,
      part(t("Story"), el("div", { class: "pair" }, this.task, this.number), act(t("Another story"), "another"), ...this.story),
      part(t("Network"), this.model, this.record),
      part(t("What if"), el("p", { class: "record" }, t("Mute a sentence with the sign in its row: the answer is computed again.")), this.changed, this.reset, act(t("Every number"), "board")),
      part(t("Share"), this.share, act(t("More pictures"), "pictures")),
    );
  }

  /** @param {Told | undefined} told */
  update(told) {
    if (!told || !this.task) return;
    renewOptions(this.task, told.tasks, told.task);
    renewOptions(this.model, told.models, told.model);
    if (document.activeElement !== this.number) this.number.value = String(told.number);
    this.number.max = String(told.last);
    write(this.record, told.record);
    write(this.changed, told.changed);
    this.reset.hidden = !told.changed;
  }
}

/**
 * @param {string} title
 * @param {HTMLElement[]} parts
 */
function part(title, ...parts) {
  return el("section", {}, el("h2", {}, title), ...parts);
}

/**
 * @param {HTMLSelectElement} select
 * @param {[string | number, string][]} options
 * @param {string | number} chosen
 */
function renewOptions(select, options, chosen) {
  const told = JSON.stringify(options);
  if (select.dataset.told !== told) select.replaceChildren(...options.map(([value, text]) => el("option", { value }, text)));
  select.dataset.told = told;
  select.value = String(chosen);
}
