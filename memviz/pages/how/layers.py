"""Several layers: which parts of a network share a table, and what more than one look finds in the chosen story."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
import streamlit as st

from memviz.browser.chapter import chapter_view
from memviz.data.card import Card
from memviz.language import _
from memviz.pages.how.diagram import stacked_layers
from memviz.pages.how.frame import ADJACENT, LAYER_WISE, ONE_HOP, array, error, filled, section, size, weights
from memviz.pages.how.move import move
from memviz.pages.shared.messages import percent, plain, table
from memviz.pages.shared.networks import card_of
from memviz.trace import Trace
from memviz.trace.check import Floats

_BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def layers(one: Trace, adjacent: Trace, layer_wise: Trace) -> None:
    """Draw the section for one story, asked of the network of one hop and of the two of three hops."""
    again = _(
        "In task 2 no sentence has the answer: one says who has the thing, another where that person is. "
        "One look cannot find both. So what was read is added to what was asked, "
        "$u^{k+1} = \\rho(u^k + o^k)$, and the network looks again with that; $\\rho$ sets what is below 0 to 0 "
        "in half of the units, the paper's plain network has none. With three hops the error over all tasks "
        "falls from {one} to {three}."
    )
    again = filled(again, one=error(card_of(ONE_HOP)), three=error(card_of(ADJACENT)))
    tied = _(
        "Every hop needs a table of keys $A^k$ and a table of values $C^k$. To have fewer weights to "
        "learn, tables are shared. **Adjacent** tying lets the values of one hop be the keys of the "
        "next, $A^{k+1} = C^k$, with $B = A^1$ and $W^T = C^K$. **Layer-wise** tying has one $A$ and one "
        "$C$ for all hops, as a recurrent network has the same weights at every step."
    )
    ours = _(
        "**Ours, not the paper's.** There only adjacent tying ties $W$. Our layer-wise network reads $W^T = C$ too, "
        "which leaves fewer weights to learn from 1,000 questions a task."
    )
    with section(_("4 · Several layers"), "layers", again, _compared(one, adjacent)):
        move(one, "how_one_look")
        move(adjacent, "how_looks")
    with section(_("Layers as blocks, and the tables that they share"), "tying", tied, ours, _why_h(layer_wise)):
        stacked_layers(adjacent, layer_wise)
        chapter_view("tying", _tying(), key="how_tying")
        with st.container(key="how_tables"):
            _counts()
            st.markdown(_("**What each hop looks at most in this story**"))
            _looks(adjacent, layer_wise)


def _why_h(trace: Trace) -> str:
    """Why there is an H, and what it does to the first state here."""
    state, H = trace.hops[0].state_in, array(LAYER_WISE, "H")
    turned = H @ state
    angle, before, after = turn(state, turned)
    text = _(
        "**Why H.** With the same tables in every hop, adding alone would ask much the same question "
        "again. The layer-wise network therefore learns a matrix: $u^{k+1} = \\rho(H u^k + o^k)$. In this "
        "story $H$ turns $u^1$ by {angle}° and changes its length from {before} to {after} before what "
        "was read is added."
    )
    return filled(text, angle=f"{angle:.0f}", before=f"{before:.2f}", after=f"{after:.2f}")


def _compared(one: Trace, three: Trace) -> str:
    """What one look and what three looks answer, and what is right."""
    told = {
        "one": plain(one.answer),
        "one_share": percent(one.probability),
        "three": plain(three.answer),
        "three_share": percent(three.probability),
    }
    text = _("**One look** answers “{one}”, {one_share}. **Three looks** answer “{three}”, {three_share}.").format(
        **told
    )
    right = one.question.answer
    return text if right is None else f"{text} " + _("The story says “{right}”.").format(right=plain(right))


def turn(one: Floats, other: Floats) -> tuple[float, float, float]:
    """The angle between two vectors in degrees (0 if one has no length), and their lengths."""
    before, after = float(np.linalg.norm(one)), float(np.linalg.norm(other))
    cosine = float(np.dot(one, other)) / (before * after) if before and after else 1.0
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1)))), before, after


# ---- who shares with whom --------------------------------------------------------------------------------------------


def _tying() -> dict[str, Any]:
    return {
        "hint": _("Point at a part or at a table, or tap it: all that share it light up."),
        "schemes": [adjacent_tying(), layer_wise_tying()],
    }


def adjacent_tying() -> dict[str, Any]:
    """E_0 is B and A^1, E_k is C^k and A^{k+1}, E_K is C^K and W."""
    hops = size(ADJACENT, "hops")
    count = _words_table(ADJACENT)
    roles = [_role("B", 0), *_pairs(hops, lambda k: k - 1, lambda k: k), _role("W^T", hops, "values")]
    first = _("E₀ encodes the question, and the keys of hop 1: {count} numbers for words.")
    middle = _("E{low} is read as values in hop {k} and as keys in hop {next}: {count} numbers for words.")
    last = _("E{low} is read as values in the last hop, and its rows of the answers are Wᵀ: {count} numbers for words.")
    between = [filled(middle, low=_low(k), k=k, next=k + 1) for k in range(1, hops)]
    says = [first, *between, filled(last, low=_low(hops))]
    return {
        "name": _("Adjacent · {name}").format(name=ADJACENT),
        "roles": roles,
        "tables": [_table(f"E_{k}", count, text) for k, text in enumerate(says)],
    }


def layer_wise_tying() -> dict[str, Any]:
    """One A, one C that is W^T as well (the paper's has a W of its own), B of its own, and H between the states."""
    hops = size(LAYER_WISE, "hops")
    count = _words_table(LAYER_WISE)
    roles = [_role("B", 0)]
    for k in range(1, hops + 1):
        roles += [_role(f"A^{k}", 1, "keys"), _role(f"C^{k}", 2, "values"), _role("H", 3, "state")]
    roles.append(_role("W^T", 2, "values"))
    return {
        "name": _("Layer-wise · {name}").format(name=LAYER_WISE),
        "roles": roles,
        "tables": [
            _table("B", count, _("B encodes the question and nothing else: {count} numbers for words.")),
            _table("A", count, _("A makes the keys of every hop: {count} numbers for words.")),
            _table(
                "C",
                count,
                _(
                    "C makes the values of every hop. That its rows of the answers are Wᵀ is ours, not the paper's: "
                    "{count} numbers for words."
                ),
            ),
            _table("H", array(LAYER_WISE, "H").size, _("H takes the state from one hop to the next: {count} numbers.")),
        ],
    }


def _role(name: str, table: int, kind: str = "state") -> dict[str, Any]:
    return {"name": name, "table": table, "kind": kind}


def _pairs(hops: int, keys: Any, values: Any) -> list[dict[str, Any]]:
    both = ((_role(f"A^{k}", keys(k), "keys"), _role(f"C^{k}", values(k), "values")) for k in range(1, hops + 1))
    return [role for pair in both for role in pair]


def _table(name: str, count: int, says: str) -> dict[str, Any]:
    return {"name": name, "count": f"{count:,}", "says": filled(says, count=f"{count:,}")}


def _words_table(name: str) -> int:
    """How many numbers one table of words has."""
    return prod(array(name, "embedding").shape[1:])


def _low(number: int) -> str:
    return str(number).translate(_BELOW)


# ---- how many numbers ------------------------------------------------------------------------------------------------


def counts(name: str) -> dict[str, int]:
    """The learned numbers of a shipped network by what they are for."""
    found = {key: array.size for key, array in weights(name).items()}
    return {key: found.get(key, 0) for key in ("embedding", "time", "H", "nothing")}


def untied(card: Card) -> dict[str, int]:
    """What a network of as many hops would have if nothing were shared: B, W, and A, C, T_A and T_C for every hop."""
    hops, dim, memory = (size(card.name, field) for field in ("hops", "dim", "memory"))
    words = (2 * hops + 1) * (len(card.words) + 1) + len(card.answers)
    return {"embedding": words * dim, "time": 2 * hops * memory * dim, "H": 0, "nothing": hops}


def _counts() -> None:
    columns = [counts(ADJACENT), counts(LAYER_WISE), untied(card_of(ADJACENT))]
    labels = {
        "embedding": _("words and answers"),
        "time": _("ages"),
        "H": "H",
        "nothing": _("nothing slot"),
    }
    rows = [(label, *(f"{column[key]:,}" for column in columns)) for key, label in labels.items()]
    rows.append((_("all learned numbers"), *(f"{sum(column.values()):,}" for column in columns)))
    rows.append((_("wrong answers, all tasks"), *(error(card_of(name)) for name in (ADJACENT, LAYER_WISE)), "–"))
    table((_("numbers for"), _("adjacent"), _("layer-wise"), _("if nothing were shared")), rows)


# ---- what each hop looks at ------------------------------------------------------------------------------------------


def _looks(adjacent: Trace, layer_wise: Trace) -> None:
    rows = [(_("hop {k}").format(k=k + 1), _look(adjacent, k), _look(layer_wise, k)) for k in range(len(adjacent.hops))]
    answers = [f"{each.answer} · {percent(each.probability)}" for each in (adjacent, layer_wise)]
    rows.append((_("answer"), answers[0], answers[1]))
    table(("", ADJACENT, LAYER_WISE), rows)


def _look(trace: Trace, hop: int) -> str:
    attention = trace.hops[hop].attention
    best = int(attention.argmax())
    nothing = trace.has_nothing and best == trace.sentences
    star = "★ " if best in trace.question.facts else ""
    return f"{star}{_('nothing') if nothing else trace.slots[best].key} · {attention[best]:.2f}"
