/** How key hashing found the few memories among many. */
import { Funnel } from "../stage/funnel.js";
import { el, write } from "../component/dom.js";
import { ChapterView } from "./chapter.js";

/** Puts the view into `root`; `update(data)` draws on it. */
export function mountView(root) {
  return new Hashed(root);
}

class Hashed extends ChapterView {
  constructor(root) {
    super(root, "hashed");
    this.funnel = new Funnel();
    this.said = el("p", { class: "note" });
    this.node.append(this.funnel.node, this.said);
  }

  draw() {
    this.funnel.take(this.data);
    write(this.said, this.data.said);
  }
}
