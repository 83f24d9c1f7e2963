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
