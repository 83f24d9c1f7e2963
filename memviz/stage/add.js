/** A button that puts a story into the talk, which is kept in the browser: no server is asked. */
import { button, el, write } from "../board/dom.js";
import { added, deckOf, holds } from "./deck.js";
import { keepDeck, keptDeck } from "./store.js";

export default function ({ data, parentElement }) {
  parentElement.adder ??= makeAdder(parentElement);
  parentElement.adder.item = data.item;
  write(parentElement.adder.said, "");
  return () => {
    parentElement.adder?.node.remove();
    parentElement.adder = undefined;
  };
}

function makeAdder(root) {
  const said = el("span", { role: "status" });
  const adder = { said };
  adder.node = el("p", { class: "adder" }, button("Add this story to the talk", "Add to talk", () => write(said, put(adder.item))), said);
  root.append(adder.node);
  return adder;
}

function put(item) {
  const deck = keptDeck() ?? deckOf([]);
  if (holds(deck, item)) return "It is in the talk already.";
  const next = added(deck, item);
  const { length } = next.items;
  return keepDeck(next) ? `Added: ${length} in the talk.` : `Added: ${length} in the talk, until you close this page.`;
}
