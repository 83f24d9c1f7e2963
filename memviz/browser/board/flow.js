/** The memory of sentences: slots with every hop beside them, and the ribbons between, in one list that scrolls. */
import { el, fill, flip, restyle, write } from "../component/dom.js";
import { attentionText, columns, hopSentence, peak, slotNumbers } from "../component/layout.js";
import { Ribbons } from "./ribbons.js";
import { Slots, writeBar } from "./slots.js";

const DENSE = 20; // slots from which rows close up, so that more of a flow is seen at once
const FALL = 104; // px for how much the answer falls without a slot
const LONG = 120; // rows from which a step is shown without motion, so that it never lags

export class Flow {
  /** @type {any} what is painted (data.py) */
  data;
  /** @type {ReturnType<typeof columns>} */
  place;
  tab = 0;

  /** `on` holds what to call: hover(slot), focus(slot), click(slot, event), mute(slot), state(k), go(hop); -1 is none. */
  constructor(on) {
    this.slots = new Slots(on);
    this.ribbons = new Ribbons(on.state, on.go);
    this.node = el("div.scroll", {}, this.slots.node, ...this.ribbons.nodes);
  }

  get rows() {
    return this.slots.rows;
  }

  reset(data) {
    this.tab = 0;
    for (const part of [this.slots, this.ribbons]) part.fitHops(data.hops.length);
    restyle(this.node, "--hops", String(data.hops.length));
    flip(this.node, "dense", data.slots.length > DENSE);
    flip(this.node, "long", data.slots.length > LONG);
  }

  update(data) {
    this.data = data;
    this.slots.update(data);
    this.ribbons.update(data);
  }

  /**
   * Column widths from the board's width, then ribbons from where the rows came to lie. Whether there is room for
   * ribbons depends on the number of hops too, which a container query cannot ask for.
   */
  arrange(board) {
    const falls = this.data.slots[0].drop !== undefined;
    const place = columns(this.node.clientWidth, this.data.hops.length, falls ? FALL : 0);
    this.place = place;
    flip(this.node, "falls", falls);
    setLayout(board, place.wide ? "wide" : "narrow");
    for (const name of ["start", "hop", "end", "gutter", "fall"]) restyle(this.node, `--${name}`, `${place[name]}px`);
    this.slots.end.hidden = !place.roomy;
    if (!place.wide) return;
    const centres = this.slots.centres();
    restyle(this.node, "--tall", `${this.slots.node.offsetHeight}px`);
    this.ribbons.draw(this.data, centres, place);
  }

  show(hop, afresh) {
    this.slots.show(this.data, hop);
    this.ribbons.show(hop, afresh);
  }

  /** Brings the slot that the hop looks at most into the board's own view, without moving the page. */
  reveal(hop, behavior) {
    const { node } = this.rows[peak(this.data.hops[hop].attention)];
    bringIntoView(this.node, node, this.slots.titles.offsetHeight, behavior);
  }

  /** The row that the Tab key reaches is the one last visited. */
  mark(picked, locked) {
    this.slots.mark(picked, locked, this.tab);
    this.ribbons.pick(picked);
  }

  /** The bar that a pointer is on, {slot, hop, left, width}: any hop's, or on a narrow board the one behind the text. */
  grip({ target }, current) {
    const slot = this.slots.indexOf(target);
    if (slot < 0 || target.closest("button")) return undefined;
    const { cells, wash } = this.rows[slot];
    const { wide, gutter } = this.place;
    const hop = wide ? cells.findIndex(({ node }) => node === target) : current;
    if (hop < 0) return undefined;
    const { left, width } = (wide ? target : wash.parentNode).getBoundingClientRect();
    return wide ? { slot, hop, left: left + gutter + 2, width: width - 2 * gutter - 38 } : { slot, hop, left: left + 46, width: width - 68 };
  }

  /** A bar while it is dragged. */
  preview({ slot, hop }, current, weight) {
    const { cells, wash, now } = this.rows[slot];
    writeBar(cells[hop].node, weight);
    if (hop !== current) return;
    fill(wash, weight);
    write(now, attentionText(weight));
  }

  visit(row) {
    this.tab = row;
  }

  /** The row `by` rows on, the same one at either end. */
  next(row, by) {
    return Math.min(this.rows.length - 1, Math.max(0, row + by));
  }

  sentence(hop) {
    return hopSentence(this.data, hop);
  }

  numbers(row) {
    return slotNumbers(this.data, row);
  }
}

/** Names the layout on the board, where it differs: the style asks for it. */
export function setLayout(board, name) {
  if (board.dataset.layout !== name) board.dataset.layout = name;
}

/** Scrolls a list to a row of its own if it is out of sight; `cover` is the height of what sticks to the list's top. */
export function bringIntoView(list, row, cover, behavior) {
  const [top, bottom] = [row.offsetTop, row.offsetTop + row.offsetHeight];
  if (top >= list.scrollTop + cover && bottom <= list.scrollTop + list.clientHeight) return;
  list.scrollTo({ top: (top + bottom - list.clientHeight) / 2, behavior });
}
