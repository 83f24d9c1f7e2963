/** A talk in the browser: {items}, an item being what the file holds of it and an id. Pure functions, no DOM. */
import { counted, t } from "../component/language.js";

export const FORMAT = "memviz talk";
const VERSION = 1;

/**
 * @typedef {object} Item as the file holds it
 * @property {string} model
 * @property {string} source
 * @property {string} [own]
 * @property {(string | [string, string])[]} story
 * @property {{ text: string }} question
 * @property {number[]} muted
 * @property {[number, number, number][]} overrides
 * @property {string} title
 * @property {string} notes
 * @typedef {{ items: (Item & { id: string })[] }} Deck
 */

/**
 * A talk of items that a file, a page or the browser's store told; an id says what is asked, so equal ones share it.
 * @param {Item[]} items
 * @returns {Deck}
 */
export function deckOf(items) {
  return { items: items.map((item) => ({ ...item, id: digest(JSON.stringify(askedOf(item))) })) };
}

export function added(deck, item) {
  return { items: [...deck.items, ...deckOf([item]).items] };
}

/** Whether a story is in the talk already, whatever it is called there. */
export function holds(deck, item) {
  const [{ id }] = deckOf([item]).items;
  return deck.items.some((each) => each.id === id);
}

export function without(deck, at) {
  return { items: deck.items.filter((_, i) => i !== at) };
}

/** The talk with one item at another place; itself where that place is not there. */
export function shifted(deck, from, to) {
  if (to < 0 || to >= deck.items.length) return deck;
  const items = deck.items.filter((_, i) => i !== from);
  items.splice(to, 0, deck.items[from]);
  return { items };
}

/** The talk with a title or notes changed. */
export function worded(deck, at, words) {
  return { items: deck.items.map((item, i) => (i === at ? { ...item, ...words } : item)) };
}

/**
 * What has to be asked to show an item: neither its place in the talk nor what is only said of it.
 * @param {Partial<Item>} item
 */
export function askedOf({ model, source, own, story, question, muted, overrides }) {
  return { model, source, ...(own && { own }), story, question, muted, overrides };
}

/** What the server is asked for, the same for any order of the talk: {id: item}. */
export function wantedOf(deck) {
  const ids = [...new Set(deck.items.map(({ id }) => id))].sort();
  return Object.fromEntries(ids.map((id) => [id, { ...askedOf(deck.items.find((item) => item.id === id)), title: "", notes: "" }]));
}

/**
 * The text of the file, as memviz.deck reads it.
 * @param {Deck} deck
 */
export function fileText(deck) {
  const items = deck.items.map(({ title, notes, ...rest }) => ({ title, notes, ...askedOf(rest) }));
  return JSON.stringify({ format: FORMAT, version: VERSION, items }, null, 1);
}

/** The talk that a text holds, null if it holds none; what is in its items is for the server to judge. */
export function deckIn(text) {
  const file = text && JSON.parse(text);
  const items = file?.format === FORMAT && file.version === VERSION && Array.isArray(file.items) && file.items;
  const sound = items && items.every((item) => item && typeof item.title === "string" && typeof item.notes === "string" && Array.isArray(item.story) && typeof item.question?.text === "string");
  return sound ? deckOf(items) : null;
}

/** What an item is about, in one line. */
export function aboutText({ model, source, story, question, muted, overrides }) {
  const changes = (muted?.length ?? 0) + (overrides?.length ?? 0);
  const from = source === "own" ? t("from own facts") : source ? t("from {source}", { source }) : counted("{n} sentence", "{n} sentences", story.length);
  return [question.text, from, model, changes ? t("{n} changed by hand", { n: changes }) : ""].filter(Boolean).join(" · ");
}

/** 53 bits of a text (cyrb53, public domain): enough to tell the stories of a talk apart. */
function digest(text) {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    high = Math.imul(high ^ text.charCodeAt(i), 2654435761);
    low = Math.imul(low ^ text.charCodeAt(i), 1597334677);
  }
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
