import { readFile } from "node:fs/promises";

/** A module of the lesson with those that it imports, as a data URL: a module in every version of node. */
export async function lesson(...names) {
  const sources = names.map((name) => readFile(new URL(`../../../memviz/browser/chapter/${name}.js`, import.meta.url), "utf8"));
  const script = (await Promise.all(sources)).join("\n").replace(/^import .*\n/gm, "");
  return import(`data:text/javascript,${encodeURIComponent(script)}`);
}
