import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { addressOf, takeHop, writeHop, writePage } from "../../../memviz/browser/component/address.js";

const HERE = "/explore";
let entries; // the browser's history, the current entry last
let listeners;

/** The browser at an address, as a page that has just been opened. */
function open(search) {
  entries = [search];
  listeners = [];
  delete globalThis.memvizOpened;
  globalThis.addEventListener = (name, listener) => listeners.push([name, listener]);
  globalThis.location = { pathname: HERE, hash: "#why", get search() { return entries.at(-1); } };
  const at = (address) => {
    assert.ok(address.startsWith(HERE) && address.endsWith("#why"), "the page and the place on it stay");
    return address.slice(HERE.length, -"#why".length);
  };
  globalThis.history = {
    state: { of: "Streamlit" },
    pushState: (state, _, address) => entries.push(at(kept(state, address))),
    replaceState: (state, _, address) => (entries[entries.length - 1] = at(kept(state, address))),
  };
}

function kept(state, address) {
  assert.deepEqual(state, { of: "Streamlit" });
  return address;
}

/** Somebody goes back to an address. */
function goBack(search = entries.at(-2)) {
  entries.pop();
  if (entries.at(-1) !== search) entries.push(search);
  for (const [name, listener] of listeners) if (name === "popstate") listener();
}

beforeEach(() => open(""));

test("the page's parameters take the place of those of the page before; the views' own and Streamlit's stay", () => {
  const said = (search, page, theme = "") => addressOf(search, page, theme).toString();
  assert.equal(said("", "v=1&task=2"), "v=1&task=2");
  assert.equal(said("?task=1&mute=3&utm_source=mail", "v=1&task=2"), "v=1&task=2");
  assert.equal(said("?hop=2&task=1", "task=2"), "task=2&hop=2");
  assert.equal(said("?item=3&step=9", "v=1"), "v=1&item=3&step=9");
  assert.equal(said("?embed=true", "v=1"), "v=1&embed=true");
  assert.equal(said("?embed_options=hide_footer&embed_options=dark_theme", "v=1"), "v=1&embed_options=hide_footer");
});

test("a theme is named once, and only where it is not the system's", () => {
  assert.equal(addressOf("?embed_options=light_theme", "v=1", "dark").toString(), "v=1&embed_options=dark_theme");
  assert.equal(addressOf("?embed_options=light_theme", "v=1", "").toString(), "v=1");
});

test("what a person writes comes through whole", () => {
  const query = new URLSearchParams({ typed: "1.a-b_c", model: "a&b=c d+玛" });
  assert.deepEqual([...addressOf("?x=1", query.toString(), "")], [...query]);
});

test("the first address is made whole without an entry, each later one is an entry of its own", () => {
  open("?task=2");
  writePage("v=1&task=2", false, "");
  assert.deepEqual(entries, ["?v=1&task=2"]);
  writePage("v=1&task=3", false, "");
  writePage("v=1&task=3", false, "");
  assert.deepEqual(entries, ["?v=1&task=2", "?v=1&task=3"]);
});

test("a quiet page makes no entry", () => {
  writePage("typed=a", false, "");
  writePage("typed=b", true, "");
  assert.deepEqual(entries, ["?typed=b"]);
});

test("where somebody has gone back to makes no entry, and what follows does", () => {
  writePage("task=1", false, "");
  writePage("task=2", false, "");
  goBack();
  writePage("v=1&task=1", false, "");
  assert.deepEqual(entries, ["?v=1&task=1"]);
  writePage("v=1&task=5", false, "");
  assert.deepEqual(entries, ["?v=1&task=1", "?v=1&task=5"]);
});

test("a hop is taken up once, when its address has been opened", () => {
  open("?hop=2");
  assert.equal(takeHop(), 1);
  assert.equal(takeHop(), null);
  goBack("?hop=12");
  assert.equal(takeHop(), 11);
  assert.equal(takeHop(), null);
});

test("an address that names no hop, or none that there could be, means the last one", () => {
  for (const search of ["", "?hop=", "?hop=0", "?hop=-1", "?hop=1e9", "?hop=123", "?hop=2.5", "?hop=x"]) {
    open(search);
    assert.equal(takeHop(), Infinity, search);
    assert.equal(takeHop(), null, search);
  }
});

test("a step is in the address without an entry, and the last hop goes without saying", () => {
  open("?task=2&hop=1");
  writeHop(1);
  assert.deepEqual(entries, ["?task=2&hop=2"]);
  writeHop(null);
  assert.deepEqual(entries, ["?task=2"]);
  writeHop(null);
  assert.deepEqual(entries, ["?task=2"]);
});

test("another picture is begun at its last hop, and the one before keeps its own", () => {
  writePage("v=1&task=1&lang=en", false, "");
  writeHop(0);
  writePage("v=1&task=2&lang=en", false, "");
  assert.deepEqual(entries, ["?v=1&task=1&lang=en&hop=1", "?v=1&task=2&lang=en"]);
});

test("a picture that is written quietly begins at its last hop too", () => {
  writePage("typed=a", true, "");
  writeHop(0);
  writePage("typed=b", true, "");
  assert.deepEqual(entries, ["?typed=b"]);
});

test("a change by hand, a language and a theme leave the picture at its hop", () => {
  writePage("v=1&task=1&lang=en", false, "");
  writeHop(0);
  writePage("v=1&task=1&mute=2&lang=en", false, "");
  writePage("v=1&task=1&mute=2&fix=1%3A1%3A0.50&lang=zh", false, "dark");
  assert.equal(entries.at(-1), "?v=1&task=1&mute=2&fix=1%3A1%3A0.50&lang=zh&hop=1&embed_options=dark_theme");
});

test("the order of parameters makes no entry", () => {
  open("?v=1&embed_options=dark_theme");
  writePage("v=1", false, "dark");
  writeHop(0);
  writePage("v=1", false, "dark");
  assert.deepEqual(entries, ["?v=1&embed_options=dark_theme&hop=1"]);
});

test("an address without parameters is the page's alone", () => {
  open("?hop=1");
  writeHop(null);
  assert.deepEqual(entries, [""]);
});
