import assert from "node:assert/strict";
import test from "node:test";
import { lesson } from "./modules.mjs";

const { below, fillIn, norm, peak, percent, pieces, shade, short, symbols, terms, wide } = await lesson("numbers");

test("a number has a true minus sign, and nothing is minus 0", () => {
  assert.deepEqual([1.234, -0.5, -0.001, 0].map((number) => short(number)), ["1.23", "−0.50", "0.00", "0.00"]);
  assert.equal(short(-1.23456, 3), "−1.235");
});

test("a percentage never rounds to certainty", () => {
  assert.deepEqual([0, 0.001, 0.5, 0.999, 1].map(percent), ["0 %", "<1 %", "50 %", ">99 %", "100 %"]);
});

test("large and small numbers get a power of ten", () => {
  assert.deepEqual([0, 0.5, 834.64, 16090, 2.07e12, 0.00012].map(wide), ["0.00", "0.50", "834.64", "16090", "2.07·10¹²", "1.20·10⁻⁴"]);
});

test("peak, length and lowered digits", () => {
  assert.equal(peak([1, 3, 3, 2]), 1);
  assert.equal(norm([3, 4]), 5);
  assert.equal(below(107), "₁₀₇");
});

test("a place is filled, and one that nobody fills stays", () => {
  assert.equal(fillIn("{p} of {none}, {p}", { p: "½" }), "½ of {none}, ½");
});

test("a cell has the full colour at the scale and beyond, either way", () => {
  assert.deepEqual([0, 1, 2, 9, -9].map((value) => shade(value, 2)), [0, 0.5, 1, 1, -1]);
  assert.equal(shade(1, 0), 0);
});

test("a formula has texts and symbols, named or as they are written", () => {
  assert.deepEqual(symbols("[p|p_i] = [softmax](x)"), [
    { text: "p_i", symbol: "p" },
    { text: " = " },
    { text: "softmax", symbol: "softmax" },
    { text: "(x)" },
  ]);
});

test("what is above and below the line", () => {
  assert.deepEqual(pieces("u^Tm_i"), [
    { text: "u", place: "" },
    { text: "T", place: "sup" },
    { text: "m", place: "" },
    { text: "i", place: "sub" },
  ]);
  assert.deepEqual(pieces("q_{h+1}"), [{ text: "q", place: "" }, { text: "h+1", place: "sub" }]);
  assert.deepEqual(pieces("Φ"), [{ text: "Φ", place: "" }]);
});

test("the leading terms of a sum, by the numbers of their slots", () => {
  const slots = [3, 5, 9, 12].map((number) => ({ number }));
  assert.equal(terms([0.1, 0.6, 0.3, 0], slots, "c"), "0.60 c₅ + 0.30 c₉ + 0.10 c₃");
  assert.equal(terms([0.1, 0.6, 0.3, 0], slots, "c", 2), "0.60 c₅ + 0.30 c₉ + …");
  assert.equal(terms([0.996, 0.004, 0, 0], slots, "v"), "1.00 v₃ + …");
});
