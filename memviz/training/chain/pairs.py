"""Questions with two names: yes or no, and two conditions at once. Each name begins a chain of its own."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from memviz.facts.phrases import HOLE, Phrases
from memviz.training.chain.examples import AND, Example

_WHETHER = (
    "is {other} {said}?", "was {other} {said}?", "is {other} among {said}?", "is {said} {other}?", "{other} is {said}?",
    "does {said} include {other}?", "is it true that {other} is {said}?", "are {said} {other}?", "was {said} {other}?",
    "is {other} one of {said}?", "did {other} count among {said}?",
)  # fmt: skip
_TWO = ("{one} and {two}", "{one} that are also {two}", "{one} as well as {two}", "{one}, {two}", "{one} who are {two}")


def whether(example: Example, chain: Sequence[Phrases], rng: random.Random) -> Example:
    """The example's question as one of yes or no about another name."""
    inner = HOLE
    for step in chain:
        inner = rng.choice(step.phrases).replace(HOLE, inner)
    return Example(rng.choice(_WHETHER).format(other=AND, said=inner), example.choices)


def both(example: Example, one: Phrases, two: Phrases, rng: random.Random) -> Example:
    """The example's question with a second condition about another name, before or behind its own."""
    ours = rng.choice(one.phrases)
    theirs = rng.choice(two.phrases).replace(HOLE, AND)
    parts = (ours, _shortened(theirs, rng)) if rng.random() < 0.5 else (theirs, _shortened(ours, rng))
    asked = rng.choice(("which are {}?", "{}?", "{}", "name {}", "list {}", "what are {}?", "how many {} are there?"))
    return Example(asked.format(rng.choice(_TWO).format(one=parts[0], two=parts[1])), example.choices)


def _shortened(phrase: str, rng: random.Random) -> str:
    """“films starring X” as it stands behind “films directed by Y and”: without its first word, most times."""
    _first, _, rest = phrase.partition(" ")
    return rest if rest and phrase[0] not in "[t" and rng.random() < 0.7 else phrase


def counted(templates: Sequence[str], rng: random.Random) -> Iterator[str]:
    """Some of the templates as questions for a number."""
    for template in templates:
        for word in ("which ", "what ", "list ", "name "):
            if template.startswith(word) and rng.random() < 0.3:
                yield f"how many {template.removeprefix(word)}"
