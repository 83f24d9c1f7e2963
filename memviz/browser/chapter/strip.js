/** A vector as a strip of cells: one colour above 0, the other below, darker for more. */
import { el } from "../component/dom.js";
import { shade, short } from "./numbers.js";

/** A strip; `draw(vector, scale)` paints it, by how far its numbers are from the middle. The number under a pointer that rests is its title. */
export class Strip {
  constructor(part) {
    this.node = el("canvas", { class: "strip", "aria-hidden": "true", ...(part && { "data-part": part }), height: "1" });
    this.node.onpointermove = (event) => this.name(event);
  }

  draw(vector, scale, middle = 0) {
    this.vector = vector;
    this.node.width = vector.length;
    const { color, outlineColor } = getComputedStyle(this.node); // the two colours of the theme, resolved
    const paint = this.node.getContext("2d");
    vector.forEach((value, at) => {
      const strength = shade(value - middle, scale);
      paint.fillStyle = strength > 0 ? color : outlineColor;
      paint.globalAlpha = Math.abs(strength);
      paint.fillRect(at, 0, 1, 1);
    });
  }

  name({ offsetX }) {
    const at = Math.min(this.vector.length - 1, Math.floor((offsetX / this.node.clientWidth) * this.vector.length));
    if (at >= 0) this.node.title = `${at + 1}: ${short(this.vector[at], 3)}`;
  }
}
