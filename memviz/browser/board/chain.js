/** A whole chain at a glance: the question's names, and what each hop read of them, as columns with ribbons between. */
import { dress, el, fit, flip, svg, write } from "../component/dom.js";
import { curve } from "../component/layout.js";
import { t } from "../component/language.js";

const THICK = 16; // px of a ribbon that carries all of a hop's weight
const FLIGHT = 620; // ms that a name takes from where it was read to where it is hashed by

export class Chain {
  /** @type {ReturnType<Chain["makeColumn"]>[]} */
  columns = [];
  /** @type {{ node: SVGElement }[]} of the ribbons */
  paths = [];

  constructor(go) {
    this.go = go;
    this.picture = svg("svg", { "aria-hidden": "true" });
    this.row = el("div.columns");
    this.node = el("div.chain", { role: "group", "aria-label": t("The chain") }, el("div.strip", { tabindex: "0" }, this.picture, this.row));
    new ResizeObserver(() => this.draw()).observe(this.row);
  }

  update({ chain }) {
    this.node.hidden = !chain;
    if (!chain) return;
    this.chain = chain;
    fit(this.columns, chain.columns.length, this.row, (i) => this.makeColumn(i));
    chain.columns.forEach(({ names, more }, i) => this.fillColumn(this.columns[i], names, more, i));
  }

  makeColumn(i) {
    const title = el("p.label");
    const along = el("p.along", { dir: "auto" });
    const chips = el("ol");
    const node = el("div.column", {}, title, along, chips);
    node.onclick = () => i && this.go(i - 1);
    return { node, title, along, chips, names: /** @type {{ node: HTMLElement }[]} */ ([]) };
  }

  fillColumn(column, names, more, i) {
    write(column.title, i ? t("Hop {n}", { n: i }) : t("Question"));
    write(column.along, i ? this.chain.gaps[i - 1].relations.join(", ") : "");
    fit(column.names, names.length + (more ? 1 : 0), column.chips, () => ({ node: el("li", { dir: "auto" }) }));
    names.forEach((name, j) => write(column.names[j].node, name));
    if (more) write(column.names[names.length].node, t("and {n} more", { n: more }));
    column.names.forEach(({ node }, j) => flip(node, "more", j === names.length));
  }

  show(hop) {
    if (!this.chain) return;
    this.hop = hop;
    this.columns.forEach(({ node }, i) => {
      flip(node, "hashed", i === hop);
      flip(node, "read", i === hop + 1);
      flip(node, "later", i > hop + 1);
    });
    this.draw();
  }

  /** Ribbons from name to name, in the colours of key and value. */
  draw() {
    if (!this.chain || !this.columns.length) return;
    const frame = this.row.getBoundingClientRect();
    if (!frame.width) return;
    const box = ({ node }) => node.getBoundingClientRect();
    const ribbons = this.chain.gaps.flatMap(({ links }, c) =>
      links.map(([i, j, weight]) => {
        const [from, to] = [box(this.columns[c].names[i]), box(this.columns[c + 1].names[j])];
        const path = curve(from.right - frame.left, from.top + from.height / 2 - frame.top, to.left - frame.left, to.top + to.height / 2 - frame.top);
        return { path, thickness: Math.max(1, weight * THICK), c };
      }),
    );
    fit(this.paths, ribbons.length, this.picture, () => ({ node: svg("path") }));
    ribbons.forEach(({ path, thickness, c }, i) => {
      dress(this.paths[i].node, { d: path, "stroke-width": thickness, class: c === this.hop ? "current" : c > this.hop ? "later" : "done" });
    });
  }

  /** Names fly from the rows where they were read (`places`, by name) to the column that the hop hashes by. */
  fly(hop, places) {
    if (!this.chain || !this.columns[hop] || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const { node } of this.columns[hop].names) {
      const [from, to] = [places.get(node.textContent), node.getBoundingClientRect()];
      if (!from) continue;
      const move = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
      node.animate([{ transform: move, opacity: 0.6 }, { transform: "none", opacity: 1 }], { duration: FLIGHT, easing: "ease-in-out" });
    }
  }
}
