/** How memories were found: what of the question they were found by, and how many there were. */
import { el, write } from "../component/dom.js";
import { questionPieces } from "./lane_words.js";
import { t } from "../component/language.js";

/** What a word of the question can be: in short, and in a sentence. */
const KINDS = {
  link: () => [t("a name"), t("a name that the memories know")],
  words: () => [t("a word used"), t("memories were found by this word")],
  common: () => [t("compared with the keys"), t("this word stands in too many memories to find any by; it tells the keys apart")],
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

/** One sentence: how many memories were found, and by what. */
export class Funnel {
  constructor() {
    this.said = el("p.said", { dir: "auto" });
    this.marks = el("p.marks");
    this.node = el("div.funnel", {}, this.said, this.marks);
  }

  /** A name that is marked explains itself; what the other marks mean is told. */
  update({ question, hashing, unknown }) {
    const kinds = new Set(questionPieces(question.text, hashing, unknown).map(({ kind }) => kind));
    const shown = Object.keys(KINDS).filter((kind) => kind !== "link" && kinds.has(kind));
    this.marks.replaceChildren(...shown.map((kind) => el("span", { class: `mark ${kind}`, title: KINDS[kind]()[1] }, KINDS[kind]()[0])));
  }

  show({ hops }, hop) {
    write(this.said, hops[hop].found);
  }
}
