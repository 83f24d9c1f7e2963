"""Key-value memory: hashing, addressing and reading, with a question about films."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from memviz.browser.chapter import chapter_view, walk_data
from memviz.language import _
from memviz.pages.how.frame import section
from memviz.pages.how.memories import memories, tables
from memviz.pages.how.symbols import probabilities, symbol, walk_words
from memviz.pages.shared.choice import whole
from memviz.pages.shared.exporting import Offers, board_offer
from memviz.pages.shared.networks import loading, looked_up
from memviz.pages.shared.sources import Shelf, shelf
from memviz.trace import Trace

_MODEL, _SOURCE = "kv-open", "movies"
_SHOWN = 14  # memories; those with the most attention


def facts() -> tuple[dict[str, str], Offers]:
    """Draw the section; returns what its link says, and what of it can be exported."""
    apart = _(
        "A fact has two sides: what it is found by, and what it says. In a **key-value memory network** "
        "(Miller et al., 2016) they are apart. The key of “Blade Runner, directed by, Ridley Scott” is "
        "“Blade Runner → directed by”, which shares its words with the question; the value is “Ridley "
        "Scott”, which is the answer. One vector for both would have to be like the question and like "
        "the answer at once."
    )
    hashing = _(
        "**Key hashing** first picks the few memories that share a name or a rare word with the "
        "question, from as many as you like. **Key addressing** weighs those by how well their keys "
        "fit, **value reading** takes the mean of the values. A matrix $R_h$ makes the next query of "
        "the query and what was read, $q_{h+1} = R_h (q_h + o_h)$, and the network looks again."
    )
    names = _(
        "In the paper $B$ holds the answers; in MemN2N, $B$ encodes the question. Our {name} can answer "
        "with names that it has never read: the names of a question get numbers, and each number a "
        "direction of its own. After the last hop it leaves the query out, for the names in the "
        "question are no answer."
    ).format(name=_MODEL)
    both, read, rule = memories()
    with section(_("6 · Keys and values apart"), "key-value", apart, both, read):
        tables()
    with section(_("Key hashing, key addressing, value reading"), "hashing", hashing, rule, names):
        found = shelf(_SOURCE)
        number = _choose(found)
        with loading():
            trace = looked_up(_MODEL, found.memory, found.questions[number], shown_first=True)
        chapter_view("funnel", _picked(trace), key="how_funnel")
        chapter_view("walk", {**walk_data(trace, _SHOWN), **_texts(trace)}, key="how_facts_view")
    return {"question": str(number + 1)}, (board_offer(trace, _("Question about films")),)


def open_facts(link: str) -> None:
    """Take up what a link says, if there is such a question."""
    number = whole(link)
    st.session_state.how_question = number - 1 if 1 <= number <= len(shelf(_SOURCE).questions) else 0


def _choose(found: Shelf) -> int:
    labels = [f"{i + 1} · {each.text}" for i, each in enumerate(found.questions)]
    number: int = st.selectbox(
        _("Question about films"),
        range(len(labels)),
        format_func=labels.__getitem__,
        key="how_question",
        persist_state="session",
    )
    return number


def _picked(trace: Trace) -> dict[str, Any]:
    """What key hashing did, in numbers, and by what."""
    hashing = trace.hashing
    assert hashing is not None
    found = dict.fromkeys((*(link.name for link in hashing.links), *hashing.words))
    said = [_("Hashed by: {words}.").format(words=_quoted(found))]
    if hashing.common:
        said.append(_("Too common: {words}.").format(words=_quoted(hashing.common)))
    if len(trace.slots) > _SHOWN:
        said.append(_("Below, the {shown} facts with the most attention.").format(shown=_SHOWN))
    numbers = {"total": hashing.total, "found": hashing.found, "kept": hashing.kept}
    return {"hashing": numbers, "said": " ".join(said)}


def _quoted(words: Iterable[str]) -> str:
    return _(", ").join(f"“{word}”" for word in words)


def _texts(trace: Trace) -> dict[str, Any]:
    last = len(trace.hops)
    return {
        "reads": "v",
        "columns": {
            "u": "q_h",
            "m": "AΦ_K(k_i)",
            "score": "q_h·k_i",
            "p": "p_i",
            "c": "AΦ_V(v_i)",
            "o": "o_h",
            "next": "q_{h+1}",
        },
        "formulas": [
            {"module": "I", "text": "[u|q_1] = A [q|Φ_X(x)]"},
            {"module": "O", "text": "[p|p_i] = [softmax]([score|q_h·][m|AΦ_K(k_i)])"},
            {"module": "O", "text": "[o|o_h] = [sum|Σ_i] [p|p_i] [c|AΦ_V(v_i)]"},
            {"module": "O", "text": "[next|q_{h+1}] = [R|R_h]([u|q_h] + [o|o_h])"},
            {"module": "R", "text": f"[answer|â] = softmax([next|q_{last + 1}]·[W|BΦ_Y(y)])"},
        ],
        "symbols": {**_keys(), **_values(last)},
        "words": walk_words() | _words(last),
    }


def _words(hops: int) -> dict[str, Any]:
    early = _(
        "Answers, if it stopped after hop {n}: the query with the name that was asked about is still in the state, so "
        "that no answer stands out."
    )
    return {
        "memory": _("Facts that were hashed"),
        "next": _("the next query"),
        "answers": [*[early] * (hops - 1), _("Answers, read from the value alone")],
        "legend": _(
            "A strip is a vector: on its left the names of this question, each with a direction of its own; "
            "on its right the words. Green above 0, purple below, stronger for more. Values in orange. ★ "
            "the right answer."
        ),
    }


def _keys() -> dict[str, Any]:
    return {
        "q": symbol(_("Φ_X(x): the words and names of the question, “{question}”"), "question"),
        "u": symbol(_("q{hop}: the query as {dim} numbers. Its length is {length}."), "state"),
        "m": symbol(_("The key of memory {i}, which the query is compared with: “{text}”"), "keys", "texts"),
        "score": symbol(_("The query times the key of memory {i} is {score}."), "state", "keys", "scores"),
        "softmax": symbol(
            _(
                "softmax: e to the power of {score} is {exp}; divided by the sum over all {count} memories, "
                "{whole}, it is {p}."
            ),
            "scores",
            "attention",
        ),
        "p": symbol(_("p{sub} = {p}: the share of memory {i} in the attention of hop {n}."), "attention"),
        "nothing": symbol(_("The nothing slot has no words; its score, {score}, is learned.")),
    }


def _values(hops: int) -> dict[str, Any]:
    same = _(
        "R{hop}: the identity in this network. With a learned one the second hop forgot the name that was asked about."
    )
    learned = _("R{hop}: a learned matrix. After the last hop it is applied to what was read alone, R{hop} o{hop}.")
    return {
        "c": symbol(_("The value of memory {i}: “{value}”. This is what is read."), "values", "texts"),
        "sum": symbol(_("Σ: o{hop} = {terms}"), "attention", "values", "readout"),
        "o": symbol(
            _("o{hop}: what was read, the mean of the values by their weights. Its length is {read}."), "readout"
        ),
        "R": symbol([*[same] * (hops - 1), learned], "readout", "next"),
        "next": symbol(_("q{after}: the next query, or what the answer is made from. Its length is {then}."), "next"),
        "W": symbol(
            _(
                "BΦ_Y(y): a vector for every answer that can be given; that of “{answer}” times the last query "
                "is {logit}."
            ),
            "next",
            "vectors",
        ),
        "answer": probabilities(),
    }
