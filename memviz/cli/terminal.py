"""What the command line prints: a trace, what a change did to it, and the table of networks."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from memviz.cli.chain import print_chain
from memviz.data.card import Card
from memviz.story.retrieval import Hashing
from memviz.trace import Trace
from memviz.trace.difference import Pair, difference
from memviz.trace.influence import Influence, agreement
from memviz.trace.verdict import headline, in_words, reason

_ANSWERS = 3  # that are printed of those whose probability a change moved


def print_trace(
    trace: Trace, before: Trace | None = None, influence: Influence | None = None, words: bool = False
) -> None:
    """The answer, then every slot with its attention in every hop; beside it what was `before` a change, where asked
    for the influence of every slot, and what every word adds to a score."""
    console = _console()
    console.print(_answer(trace) if before is None else Text.assemble("After:  ", _answer(trace)))
    if before is not None:
        same = "" if difference(before, trace).answer_changed else "  (the same answer)"
        console.print(Text.assemble("Before: ", _answer(before), same))
    if trace.chain:
        print_chain(console, trace)
    elif trace.hashing:
        if others := trace.answer_set[1:]:
            console.print(f"and, at least half as probable: {', '.join(others)}")
        _print_hashing(console, trace.hashing)
    console.print(_slots(trace, before or trace, influence))
    if influence:
        console.print(_agreement(trace, influence))
    if words:
        for k in range(len(trace.hops)):
            console.print(_words(trace, k))
    if trace.unknown:
        console.print(f"Unknown words, read as blanks: {', '.join(trace.unknown)}")
    if trace.forgotten:
        console.print(f"The memory holds {trace.sentences} sentences: the first {trace.forgotten} are beyond it.")


def trace_as_json(trace: Trace, influence: Influence | None) -> str:
    """The trace as Trace.from_json reads it, with the influence beside its own fields where there is one."""
    if influence is None:
        return trace.to_json()
    drops = [float(str(drop)) for drop in influence.drops]
    measured = {"answer": influence.answer, "drops": drops, **asdict(agreement(trace, influence))}
    return json.dumps({**json.loads(trace.to_json()), "influence": measured}, ensure_ascii=False)


def _answer(trace: Trace) -> Text:
    if why := reason(trace):
        return Text.assemble((headline(trace), "bold"), f"  {why}")
    return Text.assemble((headline(trace), "bold"), f"  {trace.probability:.1%}")


def _slots(trace: Trace, before: Trace, influence: Influence | None) -> Table:
    """A row a slot, a column a hop; `0.100 → 0.200` where a number changed, * where it was given."""
    lanes = trace.hashing is not None
    hops = [f"hop {k}" for k in range(1, len(trace.hops) + 1)]
    table = Table("", *(("key", "value") if lanes else ("memory",)), *hops, *["influence"] * (influence is not None))
    changed = difference(before, trace)
    for pair in changed.pairs:
        now = [_cell(_weight(before, k, pair.before), _weight(trace, k, pair.after)) for k in range(len(trace.hops))]
        drop = (
            []
            if influence is None or pair.after is None
            else [f"{round(float(influence.drops[pair.after]), 2) + 0.0:.2f}"]
        )
        table.add_row(*_names(trace, before, pair, lanes), *now, *drop)
    table.add_section()
    leaders = (
        _cell(*(f"{in_words(each, each.ranked(k)[0][0])} {each.ranked(k)[0][1]:.0%}" for each in (before, trace)))
        for k in range(len(trace.hops))
    )
    table.add_row("", *([""] * lanes), "if it stopped here", *leaders)
    for each in changed.answers[:_ANSWERS] if trace is not before else ():
        cells = [_cell(f"{was:.1%}", f"{now:.1%}") for was, now in zip(each.before, each.after, strict=True)]
        if any(" → " in cell for cell in cells):
            table.add_row("", *([""] * lanes), Text.assemble("p(", (each.answer, "bold"), ")"), *cells)
    return table


def _names(trace: Trace, before: Trace, pair: Pair, lanes: bool) -> list[str]:
    """The number and the texts of a slot, what they were before a change too."""
    was = None if pair.before is None else before.slots[pair.before]
    now = None if pair.after is None else trace.slots[pair.after]
    number = "" if pair.after in (None, trace.sentences) else str(trace.forgotten + (pair.after or 0) + 1)
    texts = [_cell(was.key if was else "", now.key if now else "")]
    if lanes:
        texts.append(_cell(was.value if was else "", now.value if now else ""))
    return [number, *texts]


def _weight(trace: Trace, hop: int, slot: int | None) -> str:
    """A slot's attention in a hop as it is printed."""
    if slot is None:
        return ""
    if slot in trace.muted:
        return "muted"
    given = any((each.hop, each.slot) == (hop, slot) for each in trace.overrides)
    return f"{trace.hops[hop].attention[slot]:.3f}{'*' * given}"


def _drop(influence: Influence | None, slot: int | None) -> str:
    """A slot's influence as it is printed; a nought has no sign."""
    return "" if influence is None or slot is None else f"{round(float(influence.drops[slot]), 2) + 0.0:.2f}"


def _cell(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}".strip()


def _agreement(trace: Trace, influence: Influence) -> str:
    """How the two columns are to be read together."""
    line = f"Influence: how much log p({influence.answer}) falls without the sentence. "
    measured = agreement(trace, influence)
    if measured.rank_correlation is None:
        return line + "There is too little to compare it with attention."
    hops = ", ".join("–" if each is None else f"{each:.2f}" for each in measured.per_hop)
    return line + f"Rank correlation with attention: {measured.rank_correlation:.2f} (hop by hop {hops})."


def _words(trace: Trace, k: int) -> Table:
    """What every word adds to its slot's score in a hop, and what is not said in words."""
    table = Table("", f"hop {k + 1}: what every word adds to the score", "time", "score")
    parts = trace.hops[k].word_scores
    if parts is None:
        return _reads(trace, k)
    for i, slot in enumerate(trace.slots[: trace.sentences]):
        parted = "  ".join(f"{token} {part:+.2f}" for token, part in zip(slot.key.split(), parts[i], strict=False))
        table.add_row(str(trace.forgotten + i + 1), parted, f"{parts[i, -1]:+.2f}", f"{trace.hops[k].scores[i]:.2f}")
    if trace.has_nothing:
        table.add_row("", trace.slots[-1].key, "", f"{trace.hops[k].scores[-1]:.2f}")
    return table


def _reads(trace: Trace, k: int) -> Table:
    """How much of a hop's attention goes to every word, of a network whose scores are no sums over words."""
    table = Table("", f"hop {k + 1}: how much of the attention goes to every word", "attention")
    reads = trace.pointing.reads[k] if trace.pointing else []
    for i, row in enumerate(reads[: trace.sentences]):
        said = "  ".join(f"{token} {part:.2f}" for token, part in zip(trace.slots[i].key.split(), row, strict=False))
        table.add_row(str(trace.forgotten + i + 1), said, f"{trace.hops[k].attention[i]:.2f}")
    return table


def _print_hashing(console: Console, hashing: Hashing) -> None:
    names = ", ".join(dict.fromkeys(link.name for link in hashing.links)) or "no name"
    words = f" and the words {', '.join(hashing.words)}" if hashing.words else ""
    kept = f", {hashing.kept:,} of them kept" if hashing.kept < hashing.found else ""
    console.print(f"Found by {names}{words}: {hashing.found:,} of {hashing.total:,} memories{kept}.")


def _console() -> Console:
    """Prints a person's text as it stands, “[b]” and “:smile:” too; wide enough for a story when piped into a file."""
    return Console(markup=False, emoji=False, highlight=False, width=None if sys.stdout.isatty() else 120)


def print_models(cards: Iterable[Card]) -> None:
    """A row for every set that a network was measured on."""
    table = Table("model", "network", "hops", "tying", "parameters", "data", "figure")
    for card in cards:
        for data, figures in (card.metrics or {"": {}}).items():
            hops, tying = str(card.config.get("hops", "")), card.config.get("tying", "")
            table.add_row(card.name, card.model, hops, tying, f"{card.parameters:,}", data, _figure(figures))
    _console().print(table)


def _figure(figures: dict[str, Any]) -> str:
    """The one figure of a measured set: the error over tasks of stories, hits@1 where facts are looked up, and
    how much is right in everyday English."""
    if "by_kind" in figures:
        return f"{figures['right']:.1f} % right"
    if "errors" in figures:
        return f"{figures['mean_error']:.1f} % error, {figures['failed']} tasks above 5 %"
    if figures.get("by_type") == {}:  # asked for what no fact says
        return f"{figures['said']:.2f} % told that it is not there"
    return f"{figures['hits_at_1']:.2f} % hits@1" if figures else "not measured"
