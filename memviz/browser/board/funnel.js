/** How memories were found: what of the question they were found by, and how many were left at every stage. */
import { el, fill, fit, flip, write } from "../component/dom.js";
import { logShare, questionPieces, stages, thousands } from "./lane_words.js";
import { t } from "../component/language.js";

/** What a word of the question can be: in short, and in a sentence. */
const KINDS = {
  link: () => [t("a name"), t("a name that the memories know")],
  words: () => [t("a word used"), t("memories were found by this word")],
  common: () => [t("too common"), t("this word stands in too many memories to find any by")],
  unknown: () => [t("in no memory"), t("no memory holds this word, and it is no name")],
};

/** The question with its names and words marked by what they were good for. */
export function writeMarked(node, { question, hashing, unknown }) {
  node.spelled = undefined;
  node.replaceChildren(
    ...questionPieces(question.text, hashing, unknown).map(({ text, kind, name }) => {
      if (!kind) return text;
      const [, meaning] = KINDS[kind]();
      return el("span", { class: `mark ${kind}`, title: name && name !== text ? `${name}: ${meaning}` : meaning }, text);
    }),
  );
}

export class Funnel {
  constructor() {
    this.rows = [];
    this.list = el("ol", { "aria-label": t("How many memories were left") });
    this.marks = el("p.marks");
    this.title = el("p.label", { title: t("memories that share a name or a word with the question are hashed; those that get attention are attended") });
    this.node = el("div.funnel", {}, this.title, this.list, this.marks);
  }

  update(data) {
    write(this.title, data.hashing ? t("Key hashing, on a log scale") : t("Memories, on a log scale"));
    const kinds = new Set(questionPieces(data.question.text, data.hashing, data.unknown).map(({ kind }) => kind));
    const shown = Object.keys(KINDS).filter((kind) => kinds.has(kind));
    const mark = (kind, [words, title]) => el("span", { class: `mark ${kind}`, title }, words);
    this.marks.replaceChildren(...shown.map((kind) => mark(kind, KINDS[kind]())));
  }

  show(data, hop) {
    const left = stages(data, data.hops[hop].attention);
    fit(this.rows, left.length, this.list, () => this.makeRow());
    left.forEach(({ count, words }, i) => {
      const row = this.rows[i];
      flip(row.node, "attended", i === left.length - 1);
      write(row.count, thousands(count));
      write(row.words, words);
      fill(row.bar, logShare(count, left[0].count));
    });
  }

  makeRow() {
    const [count, bar, words] = [el("b.amount"), el("span.bar"), el("span")];
    return { count, bar, words, node: el("li", {}, count, el("span.track", {}, bar), words) };
  }
}
