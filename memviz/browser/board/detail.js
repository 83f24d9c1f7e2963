/** The strip below the slots: every number of one row, or what one state would answer; and what to change by hand. */
import { button, el, fit, write } from "../component/dom.js";
import { allowed } from "./what_if.js";
import { t } from "../component/language.js";

export class Detail {
  /** `on` holds what to call: mute(), weigh(weight), with null for a weight that is let go. */
  constructor({ mute, weigh }) {
    this.lines = [];
    this.about = el("p.about", { dir: "auto" });
    this.parts = el("p.parts", { dir: "auto" });
    this.table = el("table", {}, el("thead"), el("tbody"));
    this.mute = button("", "", mute);
    this.weight = el("input", { type: "number", min: "0", step: "0.05", autocomplete: "off" });
    this.weighed = el("span");
    this.label = el("label", {}, this.weighed, this.weight);
    this.free = button(t("Let the network decide again"), t("Let go"), () => weigh(null));
    this.hand = el("div.hand", {}, this.mute, this.label, this.free);
    this.node = el("div.detail", {}, el("div", {}, this.about, this.parts, this.hand), this.table);
    this.weight.onchange = () => this.weight.value !== "" && weigh(allowed(this.weight.valueAsNumber, Number(this.weight.max)));
    // Arrows change the number here, and letters are for nobody else.
    this.weight.onkeydown = (event) => event.key !== "Escape" && event.stopPropagation();
  }

  fitHops(count) {
    const hops = Array.from({ length: count }, (_, k) => k + 1);
    this.table.tHead.replaceChildren(el("tr", {}, el("td"), ...hops.map((k) => el("th", { scope: "col" }, t("Hop {n}", { n: k })))));
    const line = () => ({ node: el("tr", {}, el("th", { scope: "row" }), ...hops.map(() => el("td"))) });
    fit(this.lines, 0);
    fit(this.lines, 3, this.table.tBodies[0], line);
  }

  say(sentence) {
    this.table.hidden = this.hand.hidden = true;
    write(this.about, sentence);
    write(this.parts, "");
  }

  /** `lines` are a name and a text for every hop each; `hand` is {muted, hop, weight, fixed, most} of a row to change. */
  show({ about, parts = "", lines }, locked, hand) {
    write(this.about, [about, locked && t("(kept: click again or press Escape)")].filter(Boolean).join(" "));
    write(this.parts, parts);
    this.table.hidden = false;
    lines.forEach((texts, i) => texts.forEach((text, k) => write(this.lines[i].node.cells[k], text)));
    this.hand.hidden = !hand;
    if (hand) this.showHand(hand);
  }

  showHand({ muted, hop, weight, fixed, most }) {
    write(this.mute, muted ? t("Unmute") : t("Mute"));
    this.mute.title = muted ? t("Unmute this slot (M)") : t("Mute this slot (M)");
    this.mute.setAttribute("aria-label", this.mute.title);
    write(this.weighed, t("attention in hop {hop}", { hop: hop + 1 }));
    this.label.hidden = muted;
    this.free.hidden = !fixed;
    this.weight.max = most;
    const text = weight.toFixed(2);
    if (this.weight.text !== text) this.weight.value = this.weight.text = text; // not over what is being typed
  }
}
