const ID = 16; // bytes before all else

/** What a message begins with, the id of a view's code, and the rest of it. */
export function parted(message) {
  return [new TextDecoder().decode(message.subarray(0, ID)), message.subarray(ID)];
}

/** The code of views by its id. An entry has `loaded`, a promise of { draw, style }, and that as `view` once it is there. */
export function entryOf(id) {
  const views = (globalThis.memvizViews ??= new Map());
  if (!views.has(id)) {
    const entry = {};
    entry.loaded = new Promise((resolve) => {
      entry.arrive = (view) => resolve((entry.view = view));
    });
    views.set(id, entry);
  }
  return views.get(id);
}
