"""The numbers of an answer and what there is to know of it besides, in words that every page and file shares."""

from __future__ import annotations

from collections.abc import Sequence

from memviz.language import _, counted
from memviz.look import FAINT
from memviz.story.line import shorten
from memviz.story.retrieval import Hashing
from memviz.trace import Trace
from memviz.trace.chaining import Chain
from memviz.trace.spelling import spelled
from memviz.trace.verdict import headline, in_words, reason

_WORDS, _LETTERS = 12, 30  # of a remark that lists words


def attention_text(p: float) -> str:
    """Attention as the board prints it beside a bar."""
    return "·" if p < FAINT else f"{p:.2f}"


def percent_text(p: float) -> str:
    """A probability in words that never claim certainty by rounding."""
    rounded = round(100 * p)
    if rounded == 0 and p > 0:
        return "<1 %"
    return ">99 %" if rounded == 100 and p < 1 else f"{rounded} %"


def answer_text(trace: Trace, hops: int) -> tuple[str, str]:
    """What the network would answer after so many hops: (what this is, the answer with its probability)."""
    if hops == 0:
        return _("Answer"), "…"
    if hops == len(trace.hops) and reason(trace):
        return _("Answer"), headline(trace)
    answer, probability = trace.ranked(hops - 1)[0]
    answer = spelled(trace, answer)
    if trace.chain and hops == len(trace.hops):
        answer, probability = chained(trace.chain, answer), trace.chain.sure
    name = _("Answer") if hops == len(trace.hops) else _("If it stopped after hop {hop}").format(hop=hops)
    return name, f"{answer} · {percent_text(probability)}"


def chained(chain: Chain, answer: str) -> str:
    """What a chain comes to: a name, how many there are, or that the facts do not say."""
    if chain.outcome == "unsaid":
        return _("The facts do not say.")
    if chain.outcome == "none":
        return _("No name meets all conditions.")
    several = chain.outcome == "set" and len(chain.names) > 1
    return counted("{n} name", "{n} names", len(chain.names)) if several else answer


def verdict(trace: Trace) -> tuple[bool | None, str]:
    """Whether the answer is right by what the story or the facts say (None where they do not), and that in words, with
    the answers that are as good, and why none is to be relied on."""
    answer, right = trace.answer, trace.question.answers
    words = [_judged(trace, answer)] if right else []
    others = [each for each in trace.answer_set if each != answer]
    if trace.readout and others:
        words.append(_("also: {answers}").format(answers=", ".join(others)))
    if why := reason(trace):
        words.append(why)
    return answer in right if right else None, "; ".join(words)


def _judged(trace: Trace, answer: str) -> str:
    right = trace.question.answers
    if answer in right:
        return _("as the facts say") if trace.hashing else _("as the story says")
    said = _("the facts say: {answers}") if trace.hashing else _("the story says: {answers}")
    return said.format(answers=", ".join(in_words(trace, each) for each in right))


def remarks(trace: Trace) -> list[str]:
    """What a reader has to know besides: sentences and words that the network did not see, how memories were found."""
    found = []
    if trace.forgotten:
        found.append(
            counted(
                "{n} earlier sentence did not fit into the memory.",
                "{n} earlier sentences did not fit into the memory.",
                trace.forgotten,
            )
        )
    if trace.unknown:
        found.append(_("Words that the model has never seen: {words}.").format(words=_listed(trace.unknown)))
    if trace.new_names:
        found.append(_("Read as names that it has never seen: {names}.").format(names=_listed(trace.new_names)))
    if trace.hashing:
        found.append(_hashed(trace.hashing))
    return found


def _hashed(found: Hashing) -> str:
    """Which names the question has, and how many memories were found."""
    text = _(
        "Names in the question: {names}. Of {total} memories {found} share a name or a word with it; {kept} are here."
    )
    names = ", ".join(dict.fromkeys(link.name for link in found.links)) or _("no name")
    return text.format(names=names, total=f"{found.total:,}", found=f"{found.found:,}", kept=f"{found.kept:,}")


def _listed(words: Sequence[str]) -> str:
    """The first words of a list, none too long, and how many more there are."""
    listed = ", ".join(shorten(word, _LETTERS) for word in words[:_WORDS])
    more = len(words) - _WORDS
    return _("{words} and {n} more").format(words=listed, n=f"{more:,}") if more > 0 else listed
