/** What is changed by hand and the way back, what came of it, and the switches beside those of the hops. */
import { button, el, write } from "../component/dom.js";
import { agreementText, changesText, differenceText, swappedText } from "./what_if.js";
import { t } from "../component/language.js";

export class Controls {
  /** `tell(settings)` is called with a switch that was pressed, `reset()` to take every change back. */
  constructor(tell, reset) {
    this.influence = button(t("How much the answer falls without each slot"), t("Influence"), () => tell({ influence: !this.settings.influence }));
    this.compare = button(t("Compare with before: mark where attention was"), t("Compare"), () => tell({ compare: !this.settings.compare }));
    this.switches = el("span.pills", { role: "group", "aria-label": t("What if") }, this.influence, this.compare);
    this.status = el("b", { role: "status" });
    this.reset = button(t("Undo all changes"), t("Reset"), () => {
      this.influence.focus(); // the button that was pressed is about to go
      reset();
    });
    this.hint = el("span", { "aria-live": "polite", dir: "auto" });
    this.agreed = el("span", { "aria-live": "polite" });
    this.node = el("div.what-if", {}, el("p", {}, this.status, this.reset, this.hint, " ", this.agreed));
  }

  update(data, settings, changes) {
    this.settings = settings;
    const text = changesText(changes);
    write(this.status, text);
    this.reset.hidden = !text;
    for (const name of ["influence", "compare"]) {
      this[name].hidden = settings[name] === null;
      this[name].setAttribute("aria-pressed", !!settings[name]);
    }
    write(this.hint, data.before ? `${differenceText(data)} ${swappedText(data)}`.trim() : hint());
    write(this.agreed, data.agreement ? agreementText(data.agreement) : "");
  }
}

function hint() {
  const touched = matchMedia("(hover: none)").matches;
  return touched ? t("Tap a slot to mute it or to fix its weight, or drag its bar.") : t("Double-click or M mutes a slot; drag a bar to fix its weight.");
}
