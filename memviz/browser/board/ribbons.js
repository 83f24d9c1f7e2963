/** The flow between the slots' columns: states, ribbons of key addressing and value reading, and the conclusion. */
import { dress, el, fit, flip, restyle, svg, write } from "../component/dom.js";
import { fan, leader, percentText, stateHeights, stateSentence } from "../component/layout.js";
import { t } from "../component/language.js";

export class Ribbons {
  /** @type {any[]} of every hop its two fans */
  hops = [];
  /** @type {{ node: HTMLElement }[]} */
  states = [];

  /** `point(k)` is told which state is pointed at (-1 for none), `choose(hop)` that a state was clicked. */
  constructor(point, choose) {
    this.point = point;
    this.choose = choose;
    this.picture = svg("svg", { class: "ribbons", "aria-hidden": "true" });
    this.veils = el("div.veils");
    this.word = el("b", { dir: "auto" });
    this.share = el("span");
    this.conclusion = el("p.conclusion", { "aria-hidden": "true" }, this.word, this.share);
    this.marks = el("div.states", { role: "group", "aria-label": t("States between the hops") }, this.conclusion);
    this.nodes = [this.picture, this.veils, this.marks];
  }

  fitHops(count) {
    for (const { veil } of this.hops.slice(count)) veil.remove();
    fit(this.hops, count, this.picture, () => this.makeHop());
    fit(this.states, count + 1, this.marks, (k) => this.makeState(k));
  }

  makeHop() {
    const veil = el("span.veil");
    this.veils.append(veil);
    const fans = ["key", "value"].map((lane) => ({ node: svg("g", { class: lane }), paths: [] }));
    return { veil, fans, node: svg("g", {}, ...fans.map(({ node }) => node)) };
  }

  makeState(k) {
    const node = el("button", { type: "button", class: "state" }, "u", el("sup", {}, String(k + 1)));
    node.onclick = () => this.choose(k - 1);
    node.onpointerenter = node.onfocus = () => this.point(k);
    node.onpointerleave = node.onblur = () => this.point(-1);
    return { node };
  }

  update(data) {
    const last = data.hops.length - 1;
    const { text, probs } = data.answers[leader(data, last)];
    write(this.word, data.doubt?.headline ?? text);
    write(this.share, data.doubt ? "" : percentText(probs[last]));
    this.states.forEach(({ node }, k) => node.setAttribute("aria-label", stateSentence(data, k)));
  }

  /** Draws everything anew for rows whose middles lie at `centres`, in columns as `place` says. */
  draw({ hops }, centres, { start, hop, gutter, roomy }) {
    const heights = stateHeights(hops, centres);
    hops.forEach(({ attention }, k) => {
      const left = start + k * hop;
      const { fans, veil } = this.hops[k];
      drawFan(fans[0], fan(attention, centres, left, heights[k], left + gutter));
      drawFan(fans[1], fan(attention, centres, left + hop, heights[k + 1], left + hop - gutter));
      restyle(veil, "left", `${left}px`);
    });
    const at = (k) => `translate(${start + k * hop}px, ${heights[k]}px)`;
    this.states.forEach(({ node }, k) => restyle(node, "transform", at(k)));
    restyle(this.conclusion, "transform", at(hops.length));
    this.conclusion.hidden = !roomy;
  }

  /** Draws the hops up to this one; `afresh` takes every ribbon away first, so that hop 1 too is seen to be drawn. */
  show(active, afresh) {
    if (afresh) this.blank();
    this.hops.forEach(({ node, veil }, k) => {
      flip(node, "drawn", k <= active);
      flip(node, "active", k === active);
      flip(veil, "later", k > active);
    });
    this.states.forEach(({ node }, k) => flip(node, "later", k > active + 1));
    flip(this.conclusion, "later", active < this.hops.length - 1);
  }

  blank() {
    for (const { node } of this.hops) node.classList.remove("drawn");
    this.picture.getBoundingClientRect(); // without this the browser would see no change between taking away and drawing
  }

  pick(slot) {
    for (const path of this.picture.querySelectorAll(".picked")) path.classList.remove("picked");
    for (const path of this.picture.querySelectorAll(`[data-slot="${slot}"]`)) path.classList.add("picked");
  }
}

function drawFan({ node, paths }, ribbons) {
  fit(paths, ribbons.length, node, () => ({ node: svg("path", { pathLength: "1" }) }));
  ribbons.forEach(({ slot, thickness, path }, i) => dress(paths[i].node, { d: path, "stroke-width": thickness, "data-slot": slot }));
}
