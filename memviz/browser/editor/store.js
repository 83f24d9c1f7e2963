/**
 * Where a draft is kept in the browser. A tab goes on with its own; a new tab begins with the one written last. While
 * the page lives, all of its history is kept, which also serves where the browser keeps nothing.
 */

/** The History under a name that this page has made before, or a new one of what was kept or of `first`. */
export function recall(name, make) {
  const kept = (globalThis[Symbol.for("memviz drafts")] ??= new Map());
  if (!kept.has(name)) kept.set(name, make(read(name)));
  return kept.get(name);
}

/** Keeps a draft; false where the browser will not, or has no room for it. */
export function keep(name, draft) {
  const text = JSON.stringify(draft);
  return [sessionStorageOf, localStorageOf].map((storage) => attempt(() => [storage().setItem(name, text)])).some(Boolean);
}

function read(name) {
  for (const storage of [sessionStorageOf, localStorageOf]) {
    const found = attempt(() => JSON.parse(storage().getItem(name) ?? "null"));
    if (isDraft(found)) return found;
  }
  return null;
}

/** What another version wrote, or somebody by hand, is left alone. */
function isDraft(found) {
  const texts = found && Array.isArray(found.rows) && Array.isArray(found.facts) && [...found.rows, found.question, found.answer];
  return !!texts && texts.every((text) => typeof text === "string");
}

const sessionStorageOf = () => window.sessionStorage;
const localStorageOf = () => window.localStorage;

/** What a function gives, null where it throws: a browser may refuse even the mention of its storage. */
function attempt(work) {
  try {
    return work();
  } catch {
    return null;
  }
}
