/** Who shares a table with whom: the parts of a network above, the tables that they read below. */
import { el, svg, write } from "../component/dom.js";
import { ChapterView, whileOn } from "./chapter.js";
import { typeset } from "./typeset.js";

/** Puts the view into `root`; `update(data)` draws on it. */
export function mountView(root) {
  return new Tying(root, "tying");
}

class Tying extends ChapterView {
  draw(fresh) {
    if (!fresh) return;
    const { schemes, hint } = this.data;
    this.node.replaceChildren(el("div", { class: "schemes" }, ...schemes.map((scheme) => new Scheme(scheme, hint).node)));
  }
}

class Scheme {
  kept = -1;

  constructor({ name, roles, tables }, hint) {
    this.roles = roles;
    this.tables = tables;
    this.hint = hint;
    this.explanation = el("p", { class: "explanation", "aria-live": "polite" });
    this.above = roles.map(({ name: role, table, kind }) => this.box(role, table, kind));
    this.lines = roles.map(({ table }, at) => svg("path", { d: this.curve(at, table) }));
    this.below = tables.map(({ name: table, count }, at) => this.box(table, at, "table", count));
    const drawing = svg("svg", { viewBox: "0 0 100 40", preserveAspectRatio: "none", "aria-hidden": "true" }, ...this.lines);
    this.node = el("div", { class: "scheme" }, el("p", { class: "name" }, name), el("div", { class: "boxes" }, ...this.above), drawing, el("div", { class: "boxes" }, ...this.below), this.explanation);
    this.light(-1);
  }

  box(name, table, kind, count) {
    const node = el("button", { type: "button", class: `box ${kind}` }, el("i", {}, ...typeset(name)), ...(count ? [el("small", {}, count)] : []));
    whileOn(node, () => this.light(table), () => this.light(this.kept));
    node.onclick = () => this.light((this.kept = this.kept === table ? -1 : table));
    return node;
  }

  curve(role, table) {
    const [from, to] = [middle(role, this.roles.length), middle(table, this.tables.length)];
    return `M${from} 0C${from} 20 ${to} 20 ${to} 40`;
  }

  light(table) {
    const on = (node, is) => node.classList.toggle("on", is);
    for (const [at, { table: own }] of this.roles.entries()) for (const node of [this.above[at], this.lines[at]]) on(node, own === table);
    for (const [at, node] of this.below.entries()) on(node, at === table);
    write(this.explanation, table < 0 ? this.hint : this.tables[table].says);
  }
}

function middle(at, count) {
  return (100 * (at + 0.5)) / count;
}
