/** Numbers, words and formulas of the lesson: pure functions, no DOM. */

/** A number with as many digits as an eye can use; a true minus sign. */
export function short(number, digits = 2) {
  const text = number.toFixed(digits);
  return (Number(text) === 0 ? (0).toFixed(digits) : text).replace("-", "−");
}

/** A probability in words that never claim certainty by rounding. */
export function percent(p) {
  const rounded = Math.round(100 * p);
  if (rounded === 0 && p > 0) return "<1 %";
  if (rounded === 100 && p < 1) return ">99 %";
  return `${rounded} %`;
}

/** Index of the greatest number. */
export function peak(numbers) {
  return numbers.reduce((best, number, i) => (number > numbers[best] ? i : best), 0);
}

/** Length of a vector. */
export function norm(vector) {
  return Math.hypot(...vector);
}

/** A whole number written below the line. */
export function below(number) {
  return String(number).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);
}

/** A text with its {places} filled; a place that nobody fills stays. */
export function fillIn(template, values) {
  return template.replace(/\{(\w+)\}/g, (place, name) => (name in values ? values[name] : place));
}

/** How strongly a cell is coloured, from -1 to 1: the greatest number of a strip's kind has the full colour. */
export function shade(value, scale) {
  return scale > 0 ? Math.max(-1, Math.min(1, value / scale)) : 0;
}

/**
 * A formula's parts, [{text, symbol?}]. A symbol stands in brackets, its name first where that is not what is written:
 * “[p|p_i] = [sum|Σ_i]” has the symbols p and sum.
 */
export function symbols(formula) {
  return formula
    .split(/(\[[^\]]+\])/)
    .filter(Boolean)
    .map((part) => {
      if (!part.startsWith("[")) return { text: part };
      const [name, text = name] = part.slice(1, -1).split("|");
      return { text, symbol: name };
    });
}

/** A symbol's pieces, [{text, place}]: “u^T m_i” has the T above and the i below; {} hold several characters. */
export function pieces(text) {
  return text
    .split(/([_^](?:\{[^}]*\}|.))/)
    .filter(Boolean)
    .map((piece) => {
      const place = { _: "sub", "^": "sup" }[piece[0]];
      return place && piece.length > 1 ? { text: piece.slice(1).replace(/[{}]/g, ""), place } : { text: piece, place: "" };
    });
}

/** A number that may be very large or very small, to three digits or more. */
export function wide(number) {
  if (number === 0 || (number >= 0.01 && number < 100000)) return short(number, number < 1000 ? 2 : 0);
  const [digits, power] = number.toExponential(2).split("e");
  return `${digits}·10${power.replace("+", "").replace(/[-\d]/g, (sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign]))}`;
}

/** The greatest terms of Σ p c as text, “0.26 c₆ + 0.21 c₇ + …”; slots below 0.005 would be written as 0.00. */
export function terms(attention, slots, name, most = 4) {
  const order = attention.map((p, i) => [p, slots[i].number]).sort(([a], [b]) => b - a);
  const leading = order.slice(0, most).filter(([p]) => p >= 0.005);
  const rest = leading.length < order.filter(([p]) => p > 0).length ? " + …" : "";
  return leading.map(([p, number]) => `${short(p)} ${name}${below(number)}`).join(" + ") + rest;
}
