/** What all views of the chapter are: a section in the page that is drawn from data. */
import { el } from "../component/dom.js";

export class View {
  constructor(root, name) {
    this.host = root.host ?? root;
    this.node = el("section", { class: `chapter ${name}` });
    root.append(this.node);
  }

  destroy() {
    this.node.remove();
  }

  /** Draws on data; `draw(fresh)` is the view's own, `fresh` where the content is another than before. */
  update(data) {
    const fresh = data.id !== this.data?.id;
    this.data = data;
    this.draw(fresh);
    this.host.dataset.drawn = data.id;
  }
}
