/** Where a sentence ends: the same rules and the same table as memviz/story/splitter.py. No DOM. */
import { UNSEEN } from "../component/spelling.js";
import SPLITTER from "../../story/splitter.json" with { type: "json" };

const HIDDEN = new RegExp(`${UNSEEN}+`, "gu");
const SPACE = "(?:[^\\S\\ufeff]|[\\x1c-\\x1f\\x85])"; // what Python takes for a space
const LINE_END = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;
const [STOP, WIDE, CLOSING, OPENING] = [SPLITTER.stops, SPLITTER.wide_stops, SPLITTER.closing, SPLITTER.opening].map(oneOf);
const END = new RegExp(
  `(?<!${STOP})(?<stop>${STOP}+)(?<closed>${CLOSING}*)${SPACE}+` +
    `|(?<!${WIDE})(?<wide>${WIDE}+)${CLOSING}*${SPACE}*(?!${SPACE}|$)|(?<!${STOP})[.!?](?!${SPACE}|$)`,
  "gu",
);
const ENDING = 30; // characters that tell whether a sentence ends
const BEGINNING = /^\p{L}+(?![\p{L}.])/u; // a word that is no initial
const INITIAL = new RegExp(`(?:^|${SPACE}|[.(“"'‘-])\\p{L}\\.$`, "u");
const [TITLE, SHORT, LAST] = [SPLITTER.titles, [...SPLITTER.parts, ...SPLITTER.short], SPLITTER.last].map(anyOf);
const NUMBERED = new RegExp(`^([0-9]{1,9})[.):]?${SPACE}+(?!${SPACE}|$)`, "u");
const EDGES = new RegExp(`^${SPACE}+|${SPACE}+$`, "gu");

/** The sentences of a text: one a line, or several to a line, numbered or not. Lines that show nothing are none. */
export function splitText(text) {
  const lines = text.split(LINE_END).map(trimmed);
  return withoutNumbers(lines.filter((line) => !isBlank(line))).flatMap(splitLine);
}

/** The sentences of a line, its full stops kept, as they were typed. */
export function splitLine(line) {
  const { shown, places } = seen(line);
  const cuts = ends(shown).map((end) => places(end));
  return [0, ...cuts].map((start, i) => trimmed(line.slice(start, cuts[i]))).filter(Boolean);
}

/** Whether a sentence is a question, by the mark at its end. */
export function asks(text) {
  const marks = [...trimmed(seen(text).shown)].reverse();
  const other = marks.findIndex((mark) => !(SPLITTER.asking + SPLITTER.calling).includes(mark));
  return (other < 0 ? marks : marks.slice(0, other)).some((mark) => SPLITTER.asking.includes(mark));
}

/** Whether a text shows nothing: it has spaces alone, and signs that nobody sees. */
export function isBlank(text) {
  return !trimmed(seen(text).shown);
}

/** Whether a text ends with a mark that can end a sentence. */
export function isStopped(text) {
  return (SPLITTER.stops + SPLITTER.wide_stops).includes(trimmed(seen(text).shown).at(-1) ?? " ");
}

/** A text without the signs that nobody sees, and where each character of it, and its end, stands in the text. */
function seen(text) {
  if (text.search(HIDDEN) < 0) return { shown: text, places: (at) => at };
  const places = [];
  let start = 0;
  for (const found of [...text.matchAll(HIDDEN), { index: text.length, 0: "" }]) {
    for (let at = start; at < found.index; at++) places.push(at);
    start = found.index + found[0].length;
  }
  return { shown: places.map((at) => text[at]).join(""), places: (at) => places[at] ?? text.length };
}

/** Where the next sentence begins, each time one does. What has no letter or number belongs to what it stands by. */
function ends(shown) {
  const last = shown.search(/[\p{L}\p{N}][^\p{L}\p{N}]*$/u);
  const found = [];
  const wordy = /[\p{L}\p{N}]/gu;
  const first = (start) => ((wordy.lastIndex = start), wordy.exec(shown)?.index ?? shown.length);
  let [start, word] = [0, first(0)];
  for (const end of shown.matchAll(END)) {
    const next = end.index + end[0].length;
    if (next > last) break;
    if (word >= end.index || !(end.groups.wide || endsHere(shown, start, end))) continue;
    found.push(next);
    [start, word] = [next, first(next)];
  }
  return found;
}

function endsHere(shown, start, { index, 0: mark, groups: { stop, closed } }) {
  if (!stop && !runsOn(shown, index)) return false;
  const at = index + (stop ?? mark).length;
  const following = shown.slice(index + mark.length, index + mark.length + 2 * ENDING);
  return endsSentence(shown.slice(Math.max(start, at - ENDING), at), following, Boolean(closed));
}

/** Whether a text that ends with a stop ends where a sentence does, by what follows. */
function endsSentence(text, following, closed) {
  const word = following.replace(new RegExp(`^${OPENING}+`, "u"), "");
  const low = /^\p{Lowercase}/u.test(word);
  const begins = /^\p{L}/u.test(word) && !low;
  if (text.endsWith("..") || text.endsWith("…") || LAST.test(text)) return begins;
  if (TITLE.test(text)) return false;
  if (INITIAL.test(text) || SHORT.test(text)) return /^\p{Uppercase}/u.test(word) && SPLITTER.starters.includes(BEGINNING.exec(word)?.[0].toLowerCase() ?? "");
  return !(closed && low);
}

/** Whether the mark at this place ends a sentence that the next begins right behind: “kitchen.John”, not “U.S.”. */
function runsOn(text, stop) {
  return /\p{Lowercase}{2}$/u.test(text.slice(Math.max(0, stop - 4), stop)) && /^\p{Uppercase}(?!\p{Uppercase})/u.test(text.slice(stop + 1, stop + 5));
}

/** Lines without their numbers, if every one has a number and the numbers rise. */
function withoutNumbers(lines) {
  const views = lines.map(seen);
  const found = views.map(({ shown }) => NUMBERED.exec(shown));
  const rising = found.every((match, i) => match && (!i || Number(match[1]) > Number(found[i - 1][1])));
  return rising ? lines.map((line, i) => line.slice(views[i].places(found[i][0].length))) : lines;
}

function trimmed(text) {
  return text.replace(EDGES, "");
}

function oneOf(signs) {
  return `[${escaped(signs)}]`;
}

function anyOf(shortened) {
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${shortened.map(escaped).join("|")})\\.$`, "u");
}

function escaped(signs) {
  return signs.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
