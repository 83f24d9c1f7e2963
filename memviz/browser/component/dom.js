/** Small helpers of the board's DOM. Text goes in as text nodes, never as markup. */

const ICONS = {
  back: "M3 3h2v10H3zM13 3v10L6 8z",
  play: "M4 2.5v11L13 8z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  step: "M3 3v10l7-5zM11 3h2v10h-2z",
  mute: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2a5 5 0 0 1 0 10A5 5 0 0 1 8 3zM3.2 4.6l1.4-1.4 8.2 8.2-1.4 1.4z",
  lock: "M5 7V5a3 3 0 0 1 6 0v2h1v7H4V7zm1.5 0h3V5a1.5 1.5 0 0 0-3 0z",
};

/** An element with attributes and children, of "tag.class.class"; strings become text nodes. */
export function el(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const node = dress(document.createElement(tag), attributes, children);
  if (classes.length) node.className = classes.join(" ");
  return node;
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/** Gives a node attributes and children. */
export function dress(node, attributes, children = []) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.map((child) => (typeof child === "string" ? untied(child) : child)));
  return node;
}

/** One of the board's own icons; an icon font could be missing, and an emoji looks different everywhere. */
export function icon(name) {
  return svg("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

/** A button with a name for ears and a hint for a pointer that rests. */
export function button(label, face, onclick) {
  const node = el("button", { type: "button", "aria-label": nameOf(label, face), title: label }, face);
  node.onclick = onclick;
  return node;
}

/** What a button is called: its visible words are among it, so that whoever says them to a computer is understood. */
export function nameOf(label, face) {
  const read = typeof face === "string" && /[\p{L}\p{N}]/u.test(face);
  return !read || label.toLowerCase().includes(face.toLowerCase()) ? label : `${face}: ${label}`;
}

/** Writes text only where it differs: most updates change few of many cells. */
export function write(node, text) {
  const shown = untied(text);
  if (node.textContent !== shown) node.textContent = shown;
}

/** A name of several words, which are one to a network, as it was typed; see memviz/story/line.py. */
function untied(text) {
  return String(text).replaceAll("‿", " ");
}

/** Sets a style where it differs: even the same value again would make the browser look at everything below it. */
export function restyle(node, name, value) {
  if (node.style.getPropertyValue(name) !== value) node.style.setProperty(name, value);
}

/** Gives a node a class, or takes it away. */
export function flip(node, name, given) {
  node.classList.toggle(name, given);
}

/** Scales a bar to a share of its track, which the browser can animate without layout. */
export function fill(node, share) {
  restyle(node, "transform", `scaleX(${Math.round(100 * share) / 100})`);
}

/** Makes `parent` hold `count` parts. Those it has are kept: a slot stays the same node when its numbers change. */
export function fit(parts, count, parent, make) {
  while (parts.length > count) parts.pop().node.remove();
  while (parts.length < count) {
    parts.push(make(parts.length));
    parent.append(parts.at(-1).node);
  }
}
