import assert from "node:assert/strict";
import { test } from "node:test";
import { counted, speak, t } from "../../../memviz/browser/component/language.js";
import { entryOf } from "../../../memviz/browser/component/views.js";
import draw from "../../../memviz/browser/component/shell.js";

globalThis.document = { createElement: () => ({ remove() { this.removed = true; } }) };

function place() {
  const log = [];
  const parentElement = { append: (node) => log.push(`style ${node.textContent}`) };
  return { log, parentElement };
}

const id = (name) => name.padEnd(16);
const message = (code, text) => new TextEncoder().encode(id(code) + JSON.stringify({ text }));

const view = (log, name) => ({
  style: name,
  draw: ({ data }) => {
    log.push(`${name} ${data.text}`);
    return () => log.push(`end ${name}`);
  },
});

test("a text is filled, and stays as it is where nothing is known", () => {
  assert.equal(t("Hop {n} of {all}", { n: 1, all: 3 }), "Hop 1 of 3");
  assert.equal(t("{n} and {m}", { n: 0 }), "0 and {m}");
});

test("a number has its form, in another language too", () => {
  assert.equal(counted("{n} slot", "{n} slots", 1), "1 slot");
  assert.equal(counted("{n} slot", "{n} slots", 2000), "2,000 slots");
  speak({ "{n} slots": "{n} 个槽位" });
  assert.equal(counted("{n} slot", "{n} slots", 2), "2 个槽位");
  speak({});
});

test("a view waits for its code, and is drawn with the newest data", async () => {
  const { log, parentElement } = place();
  draw({ parentElement, data: message("late", "old") });
  draw({ parentElement, data: message("late", "new") });
  assert.deepEqual(log, []);
  entryOf(id("late")).arrive(view(log, "late"));
  await entryOf(id("late")).loaded;
  await null;
  assert.equal(log[0], "style late");
  assert.equal(log.at(-1), "late new");
  assert.ok(!log.includes("late old"));
});

test("code that is there is drawn at once; other code begins anew; the end ends it", () => {
  const { log, parentElement } = place();
  entryOf(id("en")).arrive(view(log, "en"));
  entryOf(id("zh")).arrive(view(log, "zh"));
  draw({ parentElement, data: message("en", "1") });
  const end = draw({ parentElement, data: message("zh", "2") });
  end();
  assert.deepEqual(log, ["style en", "en 1", "end en", "style zh", "zh 2", "end zh"]);
});

test("the end of a run that another has followed already ends nothing", () => {
  const { log, parentElement } = place();
  entryOf(id("here")).arrive(view(log, "here"));
  const first = draw({ parentElement, data: message("here", "1") });
  const second = draw({ parentElement, data: message("here", "2") });
  first(); // Streamlit calls it late where two runs have waited for the script together
  assert.equal(log.at(-1), "here 2");
  second();
  assert.equal(log.at(-1), "end here");
});
