"""What-if: a board on which slots are muted and attention is given by hand; kept in session and page address."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from operator import index
from typing import TYPE_CHECKING, Any

import streamlit as st

from memviz.browser.board import memory_board
from memviz.errors import MemvizError, StoryError
from memviz.language import _
from memviz.pages.shared.address import navigated, refuse_link
from memviz.pages.shared.messages import plain, remarks
from memviz.pages.shared.networks import answer, influence_of, influence_of_lookup, loading, looked_up
from memviz.story import Question, Story
from memviz.story.changes import NO_CHANGES, Changes, Override
from memviz.trace import Trace
from memviz.trace.influence import Influence
from memviz.trace.trust import Trust

if TYPE_CHECKING:
    from memviz.answer.looking_up import Source

_LINK = ("mute", "fix")


@dataclass(frozen=True)
class _Hand:
    """What a person has changed and switched on; `of` names the memory and question, `n` the board's last message."""

    of: str
    changes: Changes = NO_CHANGES
    compare: bool = True
    influence: bool = False
    n: float = 0


def what_if_board(
    model: str,
    story: Story,
    question: Question,
    *,
    key: str,
) -> Trace:
    """Ask a model about a story with what was changed by hand on its board; draw it, and say what should be known.

    Raises MemvizError if there is nothing to ask about.
    """

    def ask(changes: Changes) -> Trace:
        return answer(model, story, question, changes)

    def influence(changes: Changes) -> Influence:
        return influence_of(model, story, question, changes)

    with loading():
        unchanged = ask(NO_CHANGES)
    remarks(unchanged, len(question.facts))
    return _board(ask, unchanged, _digest(story.slots, question), key, influence)


def what_if_lookup(
    model: str,
    memory: Source,
    question: Question,
    *,
    key: str,
    shown_first: bool,
    trust: Callable[[Trace], Trust],
) -> Trace:
    """The same for memories that are looked up. Raises MemvizError, and NothingFoundError among them."""

    def ask(changes: Changes) -> Trace:
        return looked_up(model, memory, question, shown_first, changes)

    def influence(changes: Changes) -> Influence:
        return influence_of_lookup(model, memory, question, changes)

    with loading():
        unchanged = ask(NO_CHANGES)
    return _board(ask, unchanged, _digest(unchanged.slots, question), key, influence, trust)


def begin_board(key: str, story: Story, question: Question, changes: Changes) -> None:
    """Begin a board with what is changed already."""
    st.session_state[f"{key} what if"] = _Hand(_digest(story.slots, question), changes)


def changes_link(trace: Trace) -> dict[str, str]:
    """What the page's address says of changes: mute=1,4 and fix=2:3:0.80 (hop:slot:weight), counted from 1, 0 being the
    nothing slot."""

    def number(slot: int) -> int:
        return 0 if trace.has_nothing and slot == trace.sentences else slot + 1

    mute = ",".join(str(number(slot)) for slot in trace.muted)
    fix = ",".join(f"{each.hop + 1}:{number(each.slot)}:{each.weight:.2f}" for each in trace.overrides)
    return {name: value for name, value in zip(_LINK, (mute, fix), strict=True) if value}


def _board(
    ask: Callable[[Changes], Trace],
    unchanged: Trace,
    of: str,
    key: str,
    influence: Callable[[Changes], Influence],
    trust: Callable[[Trace], Trust] | None = None,
) -> Trace:
    """Draw the board of what is changed."""
    kept = _kept(f"{key} what if", of, unchanged)
    wanted = _taken(kept, st.session_state.get(key))
    trace = _fitting(ask, unchanged, wanted.changes, kept.changes)
    hand = replace(wanted, changes=trace.changes)
    st.session_state[f"{key} what if"] = hand
    before = unchanged if trace.changes else None
    memory_board(
        trace,
        key=key,
        before=before if hand.compare else None,
        influence=influence(trace.changes) if hand.influence else None,
        what_if={
            "of": of,
            "n": hand.n,
            "compare": hand.compare if before else None,
            "influence": hand.influence,
        },
        trust=trust(trace) if trust else None,
    )
    return trace


# ---- what was changed ------------------------------------------------------------------------------------------------


def _kept(at: str, of: str, unchanged: Trace) -> _Hand:
    """What the session holds, at first what the link says; of another story only what is switched on."""
    kept: _Hand | None = st.session_state.get(at)
    if kept is None or navigated():
        return replace(kept or _Hand(of), of=of, changes=linked_changes(unchanged))
    return kept if kept.of == of else replace(kept, of=of, changes=NO_CHANGES)


def _taken(kept: _Hand, state: Any) -> _Hand:
    """With the board's last message, if it is new and about what is shown; a browser can send anything."""
    message = state.get("changes") if isinstance(state, Mapping) else None
    if not isinstance(message, Mapping) or message.get("of") != kept.of or message.get("n") == kept.n:
        return kept
    try:
        muted = frozenset(map(index, message["muted"]))
        overrides = tuple(
            Override(index(hop), index(slot), float(weight)) for hop, slot, weight in message["overrides"]
        )
        hand = replace(kept, changes=Changes(muted, overrides), n=float(message["n"]))
    except (KeyError, TypeError, ValueError, OverflowError):
        return kept
    switches = {name: message[name] for name in ("compare", "influence") if isinstance(message.get(name), bool)}
    return replace(hand, **switches)


def _fitting(ask: Callable[[Changes], Trace], unchanged: Trace, *changes: Changes) -> Trace:
    """The trace with the first of these changes that the network and its memory allow."""
    for each in dict.fromkeys(changes):
        if not each:
            break
        try:
            with loading():
                return ask(each)
        except StoryError as error:
            st.toast(plain(str(error)))
    return unchanged


def _digest(slots: object, question: Question) -> str:
    return hashlib.blake2s(repr((slots, question.text)).encode(), digest_size=5).hexdigest()


# ---- the link --------------------------------------------------------------------------------------------------------


def linked_changes(trace: Trace) -> Changes:
    """What the address says is changed; nothing, and a word about it, if it cannot be read."""
    link = {name: st.query_params[name] for name in _LINK if name in st.query_params}
    if not link:
        return NO_CHANGES
    try:
        muted = frozenset(_slot(number, trace) for number in _parts(link, "mute"))
        overrides = tuple(_override(part, trace) for part in _parts(link, "fix"))
        changes = Changes(muted, overrides)
        changes.check(len(trace.slots), len(trace.hops))
    except (ValueError, MemvizError):
        refuse_link(_("This link mutes or fixes something that is not here. Nothing is changed."))
        return NO_CHANGES
    return changes


def _parts(link: Mapping[str, str], name: str) -> list[str]:
    return link[name].split(",") if link.get(name) else []


def _override(part: str, trace: Trace) -> Override:
    hop, slot, weight = part.split(":")
    return Override(int(hop) - 1, _slot(slot, trace), float(weight))


def _slot(number: str, trace: Trace) -> int:
    """Raises ValueError for what is no number, or for 0 where there is no nothing slot."""
    slot = int(number) - 1 if int(number) or not trace.has_nothing else trace.sentences
    if slot < 0:
        raise ValueError(number)
    return slot
