"""How much of an answer is told: nothing, some hops, a hop in the making, or everything. And its numbers in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from memviz.export.text import shorten
from memviz.trace import Trace

FAINT = 0.005  # attention below this would print as 0.00: it gets a dot and no ribbon, as on the board
_WORDS, _LETTERS = 12, 30  # of a remark that lists words


@dataclass(frozen=True)
class Stage:
    """`hops` that have been told; 1.5 is the first hop and half of the second."""

    hops: float

    def share(self, hop: int) -> float:
        """How much of a hop (from 0) is told, 0 to 1."""
        return min(1.0, max(0.0, self.hops - hop))

    @property
    def done(self) -> int:
        """How many hops are told to their end."""
        return int(self.hops)

    @property
    def latest(self) -> int:
        """The hop (from 0) that is being told, or was told last; 0 at the question."""
        return max(0, math.ceil(self.hops) - 1)


def attention_text(p: float) -> str:
    """Attention as the board prints it beside a bar."""
    return "·" if p < FAINT else f"{p:.2f}"


def percent_text(p: float) -> str:
    """A probability in words that never claim certainty by rounding."""
    rounded = round(100 * p)
    if rounded == 0 and p > 0:
        return "<1 %"
    return ">99 %" if rounded == 100 and p < 1 else f"{rounded} %"


def answer_text(trace: Trace, told: int) -> tuple[str, str]:
    """What the network would answer after so many hops: (what this is, the answer with its probability)."""
    if told == 0:
        return "Answer", "…"
    answer, probability = trace.ranked(told - 1)[0]
    name = "Answer" if told == len(trace.hops) else f"If it stopped after hop {told}"
    return name, f"{answer} · {percent_text(probability)}"


def verdict(trace: Trace, told: int) -> tuple[bool | None, str]:
    """Whether the answer after so many hops is right by what the story or the facts say (None where they do not), and
    that in words, with the answers that are as good after the last hop."""
    if told == 0:
        return None, ""
    answer, right = trace.ranked(told - 1)[0][0], trace.question.answers
    source = "the facts say" if trace.hashing else "the story says"
    words = [f"as {source}" if answer in right else f"{source}: {', '.join(right)}"] if right else []
    others = [each for each in trace.answer_set if each != answer]
    if trace.readout and told == len(trace.hops) and others:
        words.append(f"also: {', '.join(others)}")
    return answer in right if right else None, "; ".join(words)


def remarks(trace: Trace) -> list[str]:
    """What a reader has to know besides: sentences and words that the network did not see, how memories were found."""
    told = []
    if trace.forgotten:
        noun = "sentence" if trace.forgotten == 1 else "sentences"
        told.append(f"{trace.forgotten:,} earlier {noun} did not fit into the memory.")
    if trace.unknown:
        told.append(f"Words that the model has never seen: {_listed(trace.unknown)}.")
    if trace.new_names:
        told.append(f"Read as names that it has never seen: {_listed(trace.new_names)}.")
    if found := trace.hashing:
        names = ", ".join(dict.fromkeys(link.name for link in found.links)) or "no name"
        told.append(
            f"Names in the question: {names}. Of {found.total:,} memories {found.found:,} share a name or a word "
            f"with it; {found.kept:,} are here."
        )
    return told


def _listed(words: Sequence[str]) -> str:
    """The first words of a list, none too long, and how many more there are."""
    more = f" and {len(words) - _WORDS:,} more" if len(words) > _WORDS else ""
    return ", ".join(shorten(word, _LETTERS) for word in words[:_WORDS]) + more
