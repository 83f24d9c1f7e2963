/** What all views of the chapter have in common: where they are, when they are drawn, what a pointer lights up. */
import { el } from "../component/dom.js";

/** A view in `root`. */
export class ChapterView {
  /** @type {any} */
  data;

  constructor(root, name) {
    this.host = root.host ?? root;
    this.node = el("section", { class: `chapter ${name}` });
    root.append(this.node);
  }

  update(data) {
    const fresh = data.id !== this.data?.id;
    this.data = data;
    this.draw(fresh);
    this.host.dataset.drawn = data.id;
  }

  /**
   * Draws `this.data`; every view has its own.
   * @param {boolean} _fresh whether their content is another than before
   */
  draw(_fresh) {}

  destroy() {
    this.node.remove();
  }
}

/**
 * Calls `light` while a mouse or the keyboard is on a node, and `dim` when it leaves.
 * @param {HTMLElement} node
 * @param {() => void} light
 * @param {() => void} dim
 */
export function whileOn(node, light, dim) {
  node.onpointerenter = ({ pointerType }) => pointerType === "mouse" && light();
  node.onpointerleave = dim;
  node.onfocus = () => node.matches(":focus-visible") && light();
  node.onblur = dim;
}
