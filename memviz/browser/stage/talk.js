/**
 * The page of a talk: its running order, and the stage. The talk lives in the browser; the server is asked only for what
 * the networks do with its stories, and to read files.
 */
import { button, el, write } from "../component/dom.js";
import { History } from "../component/history.js";
import { deckOf, fileText, shifted, wantedOf, without, worded } from "./deck.js";
import { List } from "./list.js";
import { Screen } from "./screen.js";
import { addressOf, findPlace, placeOfAddress, placesOf } from "./steps.js";
import { keepDeck, keptDeck, needsHint, watchDeck } from "./store.js";
import { t } from "../component/language.js";

const LARGEST = 5_000_000; // bytes of a file
const FILE = "talk.json";
const SHOWS = Symbol.for("memviz talk shows"); // a page that is drawn anew goes on without waiting

/**
 * Puts a talk into `root`, the one that is kept or else `first`. `server` has tell(wanted), open({name, text}) and
 * export(text of the talk's file).
 */
export function mountTalk(root, first, server) {
  return new Talk(root, first, server);
}

class Talk {
  /** @type {string | undefined} what the server was told last */
  told;
  ready = false;
  /** @type {import("./steps.js").Place[]} */
  places = [];
  screen = new Screen({ moved: (place) => this.address(place), left: () => this.address(null) });
  list = new List({
    words: (at, words) => this.go(worded(this.deck, at, words), `${at} ${Object.keys(words)}`),
    move: (from, to) => this.move(from, to),
    drop: (at) => this.drop(at),
    start: (at) => this.start(at),
  });

  constructor(root, first, server) {
    this.first = first;
    this.server = server;
    /** @type {Record<string, import("./steps.js").Show>} */
    this.shows = globalThis[SHOWS] ??= {};
    const kept = keptDeck();
    this.example = !kept;
    this.history = new History(kept ?? this.exampleDeck());
    this.wanted = placeOfAddress(location.search);
    this.build();
    root.append(this.node);
    this.unwatch = watchDeck(() => this.reload());
  }

  destroy() {
    this.screen.destroy();
    this.unwatch();
    this.node.remove();
  }

  get deck() {
    return this.history.draft;
  }

  exampleDeck() {
    return deckOf(this.first);
  }

  build() {
    const named = (words, act) => button(words, words, act);
    this.begin = named(t("Start"), () => this.start(0));
    this.begin.classList.add("begin");
    this.undo = named(t("Undo"), () => this.back());
    this.save = named(t("Save talk"), () => this.download());
    this.export = named(t("Export"), () => this.ready && this.server.export(fileText(this.deck)));
    this.clear = named(t("New talk"), () => this.deck.items.length && this.go(deckOf([]), null, t("The talk is empty now. “Undo” brings it back.")));
    this.file = el("input", { type: "file", accept: ".json,application/json", hidden: "", "aria-label": t("A talk as a file") });
    this.file.onchange = () => this.openFile(this.file.files[0]);
    const tools = [this.begin, el("span", { class: "gap" }), this.undo, named(t("Open talk"), () => this.file.click()), this.save, this.export, this.clear, this.file];
    this.status = el("p", { class: "status", role: "status", dir: "auto" });
    this.about = el("p", { class: "intro" });
    const [before, after] = t("No stories yet. Press “Add to talk” on another page, or {example}.").split("{example}");
    this.empty = el("p", { class: "empty" }, before, named(t("begin with an example"), () => this.go(this.exampleDeck())), after);
    const bar = el("div", { class: "bar", role: "toolbar", "aria-label": t("Talk") }, ...tools);
    this.node = el("section", { class: "talk", "aria-label": t("Talk") }, bar, this.status, this.about, this.empty, this.list.node, this.screen.node);
    for (const name of ["onkeydown", "onkeyup", "onkeypress"]) this.node[name] = (event) => event.stopPropagation();
  }

  // ---- the server ------------------------------------------------------------------------------------------------

  /** Takes up what the server says: {knows, shows, command}. A command is obeyed once. */
  update({ knows, shows, command }) {
    Object.assign(this.shows, shows);
    if (command && command.id !== this.obeyed) {
      this.obeyed = command.id;
      if (command.items) this.go(deckOf(command.items), null, command.status);
      else write(this.status, command.status);
    }
    if (!knows) this.sent = undefined;
    this.show();
    this.follow();
  }

  /** Tells the server which stories there are, where it does not know. */
  tell() {
    const wanted = JSON.stringify(wantedOf(this.deck));
    if (wanted === this.sent) return;
    this.sent = wanted;
    this.server.tell(JSON.parse(wanted));
  }

  // ---- the talk --------------------------------------------------------------------------------------------------

  /**
   * Takes up another talk.
   * @param {import("./deck.js").Deck} deck
   * @param {string | null} typing the field that is typed in
   */
  go(deck, typing = null, status = "") {
    if (deck === this.deck) return;
    this.example = false;
    this.history.go(deck, null, typing, performance.now());
    const stays = keepDeck(deck);
    write(this.status, status || (stays ? "" : t("This browser keeps nothing for this page: a reload will lose the talk. Save it as a file.")));
    this.show();
  }

  back() {
    if (!this.history.undo()) return;
    keepDeck(this.deck);
    write(this.status, "");
    this.show();
  }

  /** Another tab has changed the talk. */
  reload() {
    const kept = keptDeck();
    if (!kept || fileText(kept) === fileText(this.deck)) return;
    this.example = false;
    this.history.go(kept, null);
    this.show();
  }

  move(from, to) {
    const next = shifted(this.deck, from, to);
    if (next === this.deck) return;
    const { activeElement } = this.node.getRootNode();
    this.go(next);
    this.list.follow(from, to, activeElement);
  }

  drop(at) {
    const { title, question } = this.deck.items[at];
    this.go(without(this.deck, at), null, t("“{title}” is out of the talk. “Undo” brings it back.", { title: title || question.text }));
    (this.list.rows[Math.min(at, this.list.rows.length - 1)]?.drop ?? this.undo).focus({ preventScroll: true });
  }

  show() {
    const { items } = this.deck;
    const waits = items.some(({ id }) => !this.shows[id]);
    this.list.show(this.deck, this.shows);
    this.places = placesOf(items, this.shows);
    this.screen.take(this.places, items, this.shows);
    this.ready = !waits && this.places.length > 0;
    const about = [this.example && t("An example of a talk."), waits && t("The networks are reading the stories …")];
    write(this.about, about.filter(Boolean).join(" "));
    this.empty.hidden = items.length > 0;
    for (const [node, off] of [[this.begin, !this.ready], [this.undo, !this.history.past.length], [this.save, !items.length], [this.export, !this.ready], [this.clear, !items.length]]) node.setAttribute("aria-disabled", off);
    this.tell();
  }

  // ---- the stage -------------------------------------------------------------------------------------------------

  /** Begins with a story, on the whole screen. */
  start(item) {
    const at = item ? findPlace(this.places, item, 0) : 0;
    if (!this.ready || at < 0) return;
    this.screen.fill();
    this.screen.enter(at, needsHint());
  }

  /** Opens the place that the address names, once everything is there. */
  follow() {
    if (!this.wanted || !this.ready || this.screen.open) return;
    const at = findPlace(this.places, this.wanted.item, this.wanted.step);
    this.wanted = null;
    if (at >= 0) return this.screen.enter(at, needsHint());
    write(this.status, t("This link names a story that is not in the talk. Begin with any of these."));
    this.address(null);
  }

  address(place) {
    const address = addressOf(location.href, place);
    if (address !== location.href) history.replaceState(history.state, "", address);
  }

  // ---- files -----------------------------------------------------------------------------------------------------

  /** Gives the browser a file to keep. */
  download() {
    if (!this.deck.items.length) return;
    const url = URL.createObjectURL(new Blob([fileText(this.deck)], { type: "application/json" }));
    el("a", { href: url, download: FILE }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  /** Has the server read a file, or says why that cannot be. */
  async openFile(file) {
    this.file.value = ""; // the same file may be opened again
    if (file.size > LARGEST) return write(this.status, t("{name} is larger than 5 MB, which no talk is. Open another file.", file));
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
      this.server.open({ name: file.name, text, at: Date.now() });
    } catch {
      write(this.status, t("{name} is no text, so it is no talk. Open a file that was saved on this page.", file));
    }
  }
}
