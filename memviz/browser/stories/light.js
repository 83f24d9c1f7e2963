// @ts-check
/** The light between states and rows, painted in SVG: a group a hop, drawn when its beat comes. */
import { flip, svg } from "../component/dom.js";

/** @typedef {import("./scene.js").Fan} Fan */
/** @typedef {import("./scene.js").Stroke} Stroke */

const WORTH_A_NUMBER = 0.05; // less is a hair, and its number would be one of many

export class Light {
  constructor() {
    this.node = svg("svg", { class: "light", "aria-hidden": "true" });
    /** @type {SVGElement[]} */
    this.groups = [];
  }

  /**
   * Draws everything anew, each hop as it lies.
   * @param {Fan[]} fans
   */
  draw(fans) {
    this.groups = fans.map(({ key, value, marks }) =>
      svg("g", { class: "hop" }, lane("key", key), lane("value", value), svg("g", { class: "marks" }, ...marks.filter(({ share }) => share >= WORTH_A_NUMBER).map(markOf))),
    );
    this.node.replaceChildren(...this.groups);
  }

  /**
   * Shows the light up to a hop (from 0, -1 for none), of which the values are read or not.
   * @param {{ hop: number, read: boolean }} moment
   */
  show({ hop, read }) {
    this.groups.forEach((group, k) => {
      flip(group, "keyed", k <= hop);
      flip(group, "read", k < hop || (k === hop && read));
      flip(group, "now", k === hop);
    });
  }

  /** Takes all light away at once, so that it is seen to be drawn again. */
  blank() {
    for (const group of this.groups) group.setAttribute("class", "hop");
    this.node.getBoundingClientRect(); // without this the browser would see no change
  }
}

/**
 * @param {string} name
 * @param {Stroke[]} strokes
 */
function lane(name, strokes) {
  return svg("g", { class: name }, ...strokes.map(({ path, thick, row, share }) => {
    const line = { d: path, pathLength: "1", "stroke-width": thick.toFixed(1), "data-row": row };
    const spark = share > 0.1 ? [svg("path", { ...line, class: "spark" })] : [];
    return svg("g", {}, svg("path", line), ...spark);
  }));
}

/** @param {import("./scene.js").Mark} mark */
function markOf({ x, y, share, row }) {
  return svg("text", { x, y, "data-row": row, class: share < 0.1 ? "small" : "" }, share.toFixed(2));
}
