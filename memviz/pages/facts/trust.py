"""How far to trust this one answer from facts: a word, and the reason for it."""

from __future__ import annotations

from memviz.language import _, counted
from memviz.trace import Trace
from memviz.trace.trust import Trust
from memviz.trace.wording import percent_text

_SURE = 0.85  # probability from which an answer is called sure


def trust(trace: Trace) -> Trust:
    """Plain checks first, then the probability."""
    if trace.chain and trace.chain.outcome == "unsaid":
        return Trust("untold", _("the facts do not say"), _untold(trace))
    if strange := _strange(trace):
        said = counted(
            "No memory has the word {words}.",
            "No memory has any of the words {words}.",
            len(strange),
            words=_(", ").join(strange),
        )
        return Trust("unsure", _("not sure"), said)
    if cut := sum(step.cut for step in trace.chain.steps) if trace.chain else 0:
        said = counted("{n} name that was read is not followed.", "{n} names that were read are not followed.", cut)
        return Trust("unsure", _("not sure"), said)
    sure = _sure(trace)
    share = percent_text(sure)
    if sure < _SURE:
        said = _("It gives this answer {share}; below {least} it is often wrong.")
        return Trust("unsure", _("not sure"), said.format(share=share, least=percent_text(_SURE)))
    if trace.chain:
        said = _("Every hop found a relation that fits: {share} that all of them looked where they should.")
    else:
        said = _("It gives this answer {share}, and found the words of the question among the memories.")
    return Trust("sure", _("sure"), said.format(share=share))


def _sure(trace: Trace) -> float:
    """The probability of the answer; of a set, of all its names."""
    if trace.chain:
        return trace.chain.sure
    last = dict(trace.ranked())
    return min(1.0, sum(last[answer] for answer in trace.answer_set))


def _strange(trace: Trace) -> tuple[str, ...]:
    """Words of the question that stand in no memory, where the network goes by the words of memories alone."""
    if trace.chain or not trace.hashing:
        return ()
    return tuple(f"“{word}”" for word in trace.hashing.unknown)


def _untold(trace: Trace) -> str:
    """Which hop found nothing that fits, and what there is of its names."""
    assert trace.chain is not None
    hop, step = next(each for each in enumerate(trace.chain.steps) if not each[1].read)
    relations = list(
        dict.fromkeys(trace.slots[slot].key.split(" → ")[-1] for slot in step.slots if " → " in trace.slots[slot].key)
    )
    names = _(", ").join(step.names[:3])
    if not relations:
        return _("Hop {hop} found no fact of {names} that fits the question.").format(hop=hop + 1, names=names)
    told = _("Hop {hop} found no relation of {names} that fits the question. What the facts say of it: {relations}.")
    return told.format(hop=hop + 1, names=names, relations=_(", ").join(relations[:6]))
