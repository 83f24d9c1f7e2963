/** Icons of our own; an icon font could be missing, and an emoji looks different everywhere. */
import { svg } from "./dom.js";

const PATHS = {
  undo: "M6 3 2 7l4 4V8.4h4a2.3 2.3 0 0 1 0 4.6H7v1.6h3a3.9 3.9 0 0 0 0-7.8H6z",
  redo: "m10 3 4 4-4 4V8.4H6A2.3 2.3 0 0 0 6 13h3v1.6H6a3.9 3.9 0 0 1 0-7.8h4z",
  copy: "M3 2h7v2H5v7H3zM6 5h7v9H6zm1.4 1.4v6.2h4.2V6.4z",
  drop: "m4 2.9 4 4 4-4L13.1 4l-4 4 4 4-1.1 1.1-4-4-4 4L2.9 12l4-4-4-4z",
  star: "m8 1.6 2 4.2 4.6.6-3.4 3.2.9 4.6L8 12l-4.1 2.2.9-4.6L1.4 6.4 6 5.8z",
  mute: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2a5 5 0 0 1 0 10A5 5 0 0 1 8 3zM3.2 4.6l1.4-1.4 8.2 8.2-1.4 1.4z",
  grip: "M5 3h2v2H5zm4 0h2v2H9zM5 7h2v2H5zm4 0h2v2H9zm-4 4h2v2H5zm4 0h2v2H9z",
};

export function glyph(name) {
  return svg("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" }, svg("path", { d: PATHS[name] }));
}
