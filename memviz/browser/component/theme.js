/** The theme that is shown, for the link. */

/** The page's theme where it is not the one that the system prefers. */
export function themeOf(node) {
  const [red, green, blue] = colorOf(getComputedStyle(node).getPropertyValue("--st-background-color"));
  const theme = red + green + blue < 3 * 128 ? "dark" : "light";
  return theme === (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light") ? "" : theme;
}

function colorOf(text) {
  const hex = /^\s*#(..)(..)(..)/.exec(text);
  return hex ? hex.slice(1).map((two) => parseInt(two, 16)) : (text.match(/\d+/g) ?? [255, 255, 255]).map(Number);
}
