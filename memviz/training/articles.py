"""Documents written from facts (Miller et al. 2016, section 5.2): what does reading cost, one difficulty at a time?"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias

from memviz.errors import DataError
from memviz.facts.documents import Document
from memviz.facts.triples import Triple

SENTENCES = Path(__file__).parents[1] / "facts" / "texts" / "movies_sentences.txt"
SUBJECT, OBJECT = "[subject]", "[object]"

_COREFERENCE = 0.8  # how often the film is not called by its name (section 5.2)
_CONJUNCTION = 0.5  # how often a fact is joined to the one before it, if the document has conjunctions
_CUT = 0.3  # how often a list of objects is cut between two of them
_PRONOUNS = ("it", "the film", "the movie")
_RELATIVE = 0.5  # of the facts that can be put into a relative clause

Part: TypeAlias = tuple[str, str]
"""A sentence to be: a template, and the objects that go into it."""


def synthesise(
    facts_by_subject: Mapping[str, Sequence[Triple]],
    seed: int,
    templates: Literal["one", "all"] = "all",
    coreference: bool = False,
    conjunctions: bool = False,
) -> Iterator[Document]:
    """A document for every subject, lazily. Each depends on the seed and its own facts alone.

    templates    "one": each relation is said in one way, its objects in one list, in the order of the facts;
                 "all": in any way, in one sentence or several, in any order
    coreference  after the first sentence the subject is mostly “it”, “the film” or “the movie”
    conjunctions two facts may stand in one sentence: “…, and it …”, “…, which …, …”
    Raises DataError for a relation without templates.
    """
    for subject, facts in facts_by_subject.items():
        rng = random.Random(f"{seed} {subject}")
        parts = [part for group in _groups(facts) for part in _parts(group, templates, rng)]
        if templates == "all":
            rng.shuffle(parts)  # where a fact stands shall not give away its relation
        clauses = _joined(parts, rng) if conjunctions else [[part] for part in parts]
        sentences = (_sentence(clause, subject, i > 0 and coreference, rng) for i, clause in enumerate(clauses))
        yield Document(subject, tuple(sentences))


@cache
def sentence_templates() -> Mapping[str, tuple[str, ...]]:
    """The ways to say each relation, from movies_sentences.txt."""
    found: dict[str, tuple[str, ...]] = {}
    for line in SENTENCES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            relation, template = line.split("|")
            found[relation] = (*found.get(relation, ()), template)
    return MappingProxyType(found)


def _groups(facts: Iterable[Triple]) -> list[list[Triple]]:
    """The facts by relation, in the order in which the relations first appear."""
    groups: dict[str, list[Triple]] = {}
    for fact in facts:
        groups.setdefault(fact.relation, []).append(fact)
    return list(groups.values())


def _parts(group: Sequence[Triple], templates: Literal["one", "all"], rng: random.Random) -> list[Part]:
    """The facts of one relation as templates with their objects: one list, or cut into several at random."""
    relation = group[0].relation
    ways = sentence_templates().get(relation)
    if not ways:
        raise DataError(f"There are no sentence templates for “{relation}”. Add some to {SENTENCES.name}.")
    objects = [fact.object for fact in group]
    if templates == "one":
        return [(ways[0], _listed(objects))]
    cuts = [i for i in range(1, len(objects)) if rng.random() < _CUT]
    pieces = [objects[i:j] for i, j in zip([0, *cuts], [*cuts, len(objects)], strict=True)]
    return [(rng.choice(ways), _listed(piece)) for piece in pieces]


def _listed(objects: Sequence[str]) -> str:
    return " and ".join([", ".join(objects[:-1]), objects[-1]] if len(objects) > 1 else objects)


def _joined(parts: Sequence[Part], rng: random.Random) -> list[list[Part]]:
    """The parts one or two to a sentence, at random."""
    clauses: list[list[Part]] = []
    for part in parts:
        if clauses and len(clauses[-1]) == 1 and rng.random() < _CONJUNCTION:
            clauses[-1].append(part)
        else:
            clauses.append([part])
    return clauses


def _sentence(clause: Sequence[Part], subject: str, coreference: bool, rng: random.Random) -> str:
    """One sentence of one or two facts. Its subject is named once at most if a pronoun can stand for it."""
    called = rng.choice(_PRONOUNS) if coreference and rng.random() < _COREFERENCE else subject
    (template, objects), *rest = clause
    if not rest:
        return _written(template, called, objects)
    second, more = rest[0]
    relative = template.startswith(SUBJECT) and second.startswith(SUBJECT) and called != "it"
    if relative and rng.random() < _RELATIVE:
        inserted = second.replace(SUBJECT, "which").replace(OBJECT, more)
        return _written(template.replace(SUBJECT, f"{SUBJECT}, {inserted},", 1), called, objects)
    joined = second.replace(SUBJECT, "it").replace(OBJECT, more)
    return _written(f"{template}, and {joined}", called, objects)


def _written(template: str, called: str, objects: str) -> str:
    """The template filled in, with a capital and a full stop. Names are spelt as they are, first or not."""
    text = template.replace(OBJECT, objects).replace(SUBJECT, called)
    named = template.startswith(OBJECT) or (template.startswith(SUBJECT) and called not in _PRONOUNS)
    return f"{text if named else text[0].upper() + text[1:]}."
