/** What a chain comes to: pure functions, no DOM. */
import { t } from "../component/language.js";

/** The hop after which the answer is known: a chain may have finished before its last hop. */
export function lastHop({ hops, chain }) {
  return chain ? chain.end : hops.length - 1;
}

/** An answer that is a sentence of ours and no name. */
export function endText({ outcome }, text) {
  if (outcome === "unsaid") return t("The facts do not say.");
  return outcome === "none" ? t("No name meets all conditions.") : text;
}
