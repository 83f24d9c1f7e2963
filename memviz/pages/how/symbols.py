"""The single layer's formulas: what each symbol says, and which numbers it lights up."""

from __future__ import annotations

from typing import Any

from memviz.language import _


def walk_texts() -> dict[str, Any]:
    """Formulas, symbols and words of the single layer."""
    return {
        "reads": "c",
        "columns": {"u": "u", "m": "m_i", "score": "u^Tm_i", "p": "p_i", "c": "c_i", "o": "o", "next": "ρ(o + u)"},
        "formulas": [
            {"module": "I", "text": "[u] = [B] [q]"},
            {"module": "G", "text": "[m|m_i] = [A] [x|x_i] + [T|T_A(i)]"},
            {"module": "G", "text": "[c|c_i] = [C] [x|x_i] + [TC|T_C(i)]"},
            {"module": "O", "text": "[p|p_i] = [softmax]([score|u^Tm_i])"},
            {"module": "O", "text": "[o] = [sum|Σ_i] [p|p_i] [c|c_i]"},
            {"module": "R", "text": "[answer|â] = softmax([W] [rho|ρ]([next|o + u]))"},
        ],
        "symbols": {**_inputs(), **_looks(), **_answers()},
        "words": walk_words(),
    }


def walk_words() -> dict[str, Any]:
    """What a walk says around its numbers."""
    return {
        "numbers": _("All numbers"),
        "memory": _("Memory"),
        "nothing": _("nothing"),
        "hop": _("Hop {n}"),
        "hint": _(
            "Point at a symbol or a column's name, tap it, or reach it with the Tab key. Arrow keys move "
            "through the slots."
        ),
        "readout": _("what was read"),
        "next": _("what the answer is made from"),
        "answers": [_("Answers, most probable first")],
        "legend": _(
            "A strip is a vector: green above 0, purple below, stronger for more; every kind of vector has "
            "a scale of its own. Point at a cell for its number. ★ a sentence that the answer needs, or the "
            "right answer."
        ),
    }


def symbol(says: str | list[str], *parts: str) -> dict[str, Any]:
    """What a symbol says, in all hops or in each, and what it lights up."""
    return {"says": says, "parts": list(parts)}


def _inputs() -> dict[str, Any]:
    return {
        "q": symbol(_("q: the words of the question, “{question}”."), "question"),
        "B": symbol(
            _("B holds a vector of {dim} numbers for every word. In this network B and A are one table."),
            "question",
            "state",
        ),
        "u": symbol(
            _(
                "u: the question as {dim} numbers, the sum of its words' vectors weighed by their places. Its "
                "length is {length}."
            ),
            "state",
        ),
        "x": symbol(_("x{sub}: the words of slot {i}, “{text}”"), "texts"),
        "A": symbol(
            _("A holds a vector for every word; weighed by the words' places and added up, they make the key."),
            "texts",
            "keys",
        ),
        "T": symbol(
            _("T_A: a learned vector for the age of a slot. Since slot {i}, {age} more sentences have been told."),
            "keys",
        ),
        "m": symbol(_("m{sub}: the key of slot {i}, which the question is compared with: “{text}”"), "keys"),
        "C": symbol(
            _("C holds a second vector for every word, for what is read. Wᵀ is part of the same table."),
            "texts",
            "values",
        ),
        "TC": symbol(
            _("T_C: the age once more, for what is read of slot {i}, after which {age} more sentences were told."),
            "values",
        ),
        "c": symbol(_("c{sub}: the value of slot {i}, what is read if one looks there: “{text}”"), "values"),
        "nothing": symbol(
            _(
                "The nothing slot has no words: its key and its value are 0, and its score, {score}, is "
                "learned. It is a place to look when no sentence matters."
            )
        ),
    }


def _looks() -> dict[str, Any]:
    return {
        "score": symbol(
            _("uᵀm{sub} = {score}: {dim} products of a number of u and a number of m{sub}, added up."),
            "state",
            "keys",
            "scores",
        ),
        "softmax": symbol(
            _(
                "softmax: e to the power of {score} is {exp}; divided by the sum over all {count} slots, "
                "{whole}, it is {p}."
            ),
            "scores",
            "attention",
        ),
        "p": symbol(_("p{sub} = {p}: the share of slot {i} in the attention. All shares sum to 1."), "attention"),
        "sum": symbol(_("Σ: o = {terms}"), "attention", "values", "readout"),
        "o": symbol(_("o: what was read, the mean of all values by their weights. Its length is {read}."), "readout"),
    }


def _answers() -> dict[str, Any]:
    return {
        "next": symbol(
            _("o + u: what was read and what was asked. After ρ its length is {then}."), "state", "readout", "next"
        ),
        "rho": symbol(
            _(
                "ρ sets the negative numbers in the first half of o + u to 0, as the paper does in section 5; "
                "its plain network has no ρ."
            ),
            "next",
        ),
        "W": symbol(
            _("W holds a vector for every answer. That of “{answer}” times ρ(o + u) is its score, {logit}."),
            "next",
            "vectors",
        ),
        "answer": probabilities(),
    }


def probabilities() -> dict[str, Any]:
    """The symbol of the answers' probabilities, the same in every network."""
    said = _("â: the probabilities of all {answers} answers, which sum to 1; the highest, {share}, has “{answer}”.")
    return symbol(said, "answers")
