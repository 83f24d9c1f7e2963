/** A talk: one story at a time, first its sentences, then hop by hop. Every step is a link: #2.1 is hop 1 of the second story. */
class Talk {
  constructor(stories) {
    const find = (name) => document.getElementById(name);
    Object.assign(this, { stories, title: find("title"), telling: find("telling"), root: find("board"), dots: find("dots"), where: find("where"), notes: find("notes") });
    this.steps = stories.flatMap(({ board }, story) => [0, ...board.hops.map((_, k) => k + 1)].map((hop) => ({ story, hop })));
    this.board = mountBoard(this.root);
    find("back").onclick = () => this.go(this.at - 1);
    find("next").onclick = () => this.go(this.at + 1);
    document.addEventListener("keydown", (event) => this.onKey(event), true); // before the board, which has arrows too
    window.addEventListener("hashchange", () => this.follow());
    this.follow();
  }

  /** To the step that the link names, to the first if there is none. */
  follow() {
    const [story, hop] = location.hash.slice(1).split(".").map(Number);
    const step = this.steps.findIndex((each) => each.story === story - 1 && each.hop === (hop || 0));
    if (step !== this.at) this.go(step);
  }

  go(step) {
    const at = Math.min(this.steps.length - 1, Math.max(0, step));
    const { story, hop } = this.steps[at];
    if (story !== this.steps[this.at]?.story) this.open(story);
    this.at = at;
    this.telling.classList.toggle("away", hop > 0);
    this.root.classList.toggle("away", hop === 0);
    this.root.inert = hop === 0;
    this.root.querySelectorAll(".pills button")[Math.max(0, hop - 1)].click();
    [...this.dots.children].forEach((dot, k) => {
      dot.classList.toggle("past", k <= hop);
      dot.classList.toggle("now", k === hop);
    });
    document.documentElement.dataset.step = `${story + 1}.${hop}`;
    history.replaceState(null, "", `#${story + 1}.${hop}`);
  }

  /** Another story: its title, its question, its sentences, its notes. */
  open(story) {
    const { title, notes, board, sentences } = this.stories[story];
    this.title.textContent = title;
    this.telling.replaceChildren(line("p", board.question.text, "asks"), list(sentences));
    this.telling.scrollTop = 0;
    this.notes.textContent = notes;
    this.where.textContent = `${story + 1} / ${this.stories.length}`;
    this.dots.replaceChildren(...Array.from({ length: board.hops.length + 1 }, () => document.createElement("i")));
    this.board.update(board);
  }

  onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const [back, next] = [() => this.go(this.at - 1), () => this.go(this.at + 1)];
    const keys = {
      ...{ ArrowLeft: back, PageUp: back, Backspace: back, ArrowRight: next, PageDown: next, " ": event.shiftKey ? back : next },
      ...{ Home: () => this.go(0), End: () => this.go(this.steps.length - 1), n: () => this.note(), N: () => this.note() },
    };
    const onButton = event.key === " " && event.target.closest?.("button");
    if (onButton || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  }

  note() {
    this.notes.hidden = !this.notes.hidden;
  }
}

function line(tag, text, name = "") {
  const node = document.createElement(tag);
  Object.assign(node, { textContent: text, className: name, dir: "auto" });
  return node;
}

function list(texts) {
  const node = document.createElement("ol");
  node.append(...texts.map((text) => line("li", text)));
  return node;
}

new Talk(JSON.parse(document.getElementById("data").textContent));
