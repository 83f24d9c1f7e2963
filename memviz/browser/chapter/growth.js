/** A story that grows: what a network with a memory and one without still know of its first sentences. */
import { el, svg, write } from "../component/dom.js";
import { ChapterView } from "./chapter.js";
import { fillIn, percent } from "./numbers.js";
import { across, countAt, FIELD, line, up } from "./plot.js";

/** Puts the view into `root`; `update(data)` draws on it. */
export function mountView(root) {
  return new Growth(root, "growth");
}

class Growth extends ChapterView {
  count = 0;
  /** @type {ReturnType<Growth["plot"]>[]} */
  plots = [];
  /** @type {{ node: HTMLElement, answer: HTMLElement, about: HTMLElement }[]} of the networks */
  heads = [];

  draw(fresh) {
    if (!fresh) return;
    this.count = this.data.begin;
    this.build();
    this.show();
  }

  build() {
    const { words, models } = this.data;
    this.plots = [this.plot(words.one, "right"), this.plot(words.mean, "mean")];
    this.heads = models.map(({ label, kind }) => {
      const answer = el("b");
      const about = el("span", { class: "note" });
      return { answer, about, node: el("li", { class: kind }, el("span", { class: "name" }, label), answer, about) };
    });
    this.story = el("ol", { class: "story", tabindex: "0", "aria-label": words.story });
    const facts = el("ol", { class: "facts" }, ...this.data.facts.map((text) => el("li", {}, `★ ${text}`)));
    this.node.replaceChildren(
      this.buildTools(),
      el("div", { class: "now" }, el("div", {}, facts, this.story), el("div", {}, el("p", { class: "asks" }, this.data.question), el("ul", { class: "says", "aria-live": "polite" }, ...this.heads.map(({ node }) => node)))),
      el("div", { class: "plots" }, ...this.plots.map(({ node }) => node)),
    );
  }

  buildTools() {
    const { words, others } = this.data;
    this.slider = el("input", { type: "range", min: "0", max: String(others.length), step: "1", "aria-label": words.since });
    this.slider.oninput = () => this.go(Number(this.slider.value));
    this.label = el("span", { class: "since" });
    const step = (by, face, name) => {
      const node = el("button", { type: "button", class: "tool", "aria-label": name, title: name }, face);
      node.onclick = () => this.go(this.count + by);
      return node;
    };
    return el("div", { class: "tools" }, step(-1, "−", words.less), this.slider, step(1, "+", words.more), this.label);
  }

  plot(title, which) {
    const { models, chance, words } = this.data;
    const most = models[0][which].length - 1;
    const grid = [0, 0.5, 1].flatMap((p) => [
      svg("line", { class: "grid", x1: across(0, 1), x2: across(1, 1), y1: up(p), y2: up(p) }),
      label(FIELD.left - 6, up(p) + 4, percent(p), "end"),
    ]);
    const ticks = [0, 10, 20, 30, 40].filter((n) => n <= most).map((n) => label(across(n, most), up(0) + 16, String(n), "middle"));
    const guess = svg("line", { class: "chance", x1: across(0, 1), x2: across(1, 1), y1: up(chance), y2: up(chance) });
    const cursor = svg("line", { class: "cursor", y1: up(1), y2: up(0) });
    const dots = models.map(({ kind }) => svg("circle", { class: `dot ${kind}`, r: "4.5" }));
    const curves = models.map((model) => svg("path", { class: `curve ${model.kind}`, d: line(model[which]) }));
    const about = `${title}. ${models.map((model) => `${model.label}: ${[0, 5, 10, 20, most].filter((n) => n <= most).map((n) => `${n}: ${percent(model[which][n])}`).join(", ")}`).join(". ")}`;
    const drawing = svg("svg", { viewBox: `0 0 ${FIELD.width} ${FIELD.height}`, role: "img", "aria-label": about }, ...grid, ...ticks, guess, ...curves, label(across(1, 1), up(chance) + 14, words.chance, "end"), label(across(1, 2), up(0) + 34, words.since, "middle"), cursor, ...dots);
    drawing.onpointerdown = (event) => this.take(event, drawing, most);
    drawing.onpointermove = (event) => event.buttons && this.take(event, drawing, most);
    return { node: el("figure", {}, el("figcaption", {}, title), drawing), cursor, dots, which, most };
  }

  take({ clientX }, drawing, most) {
    const { left, width } = drawing.getBoundingClientRect();
    this.go(countAt(((clientX - left) / width) * FIELD.width, most));
  }

  go(count) {
    this.count = Math.max(0, Math.min(this.data.others.length, count));
    this.show();
  }

  show() {
    const { data, count } = this;
    this.host.dataset.count = count;
    this.slider.value = count;
    write(this.label, fillIn(data.words.others, { n: count }));
    for (const { cursor, dots, which, most } of this.plots) {
      for (const name of ["x1", "x2"]) cursor.setAttribute(name, across(count, most));
      for (const [at, dot] of dots.entries()) {
        dot.setAttribute("cx", across(count, most));
        dot.setAttribute("cy", up(data.models[at][which][count]));
      }
    }
    for (const [at, { answer, about, node }] of this.heads.entries()) {
      const { right, answers } = data.models[at];
      node.classList.toggle("wrong", answers[count] !== data.answer);
      write(answer, `${answers[count] === data.answer ? "✓" : "✗"} ${answers[count]}`);
      write(about, fillIn(data.words.right, { answer: data.answer, share: percent(right[count]) }));
    }
    this.story.replaceChildren(...data.others.slice(0, count).map((text) => el("li", {}, text)));
    this.story.scrollTop = this.story.scrollHeight;
  }
}

function label(x, y, text, anchor) {
  return svg("text", { x, y, "text-anchor": anchor }, text);
}
