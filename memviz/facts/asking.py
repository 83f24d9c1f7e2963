"""Questions that facts answer: of one step in the relations' own words, of several along the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path

from memviz.facts.phrases import HOLE, Step
from memviz.facts.triples import Triple
from memviz.story import Question
from memviz.story.form import words

FEW = 8  # right answers that a verdict can name
MOST = 30  # questions about facts of one's own
_CHAINED = 6  # of them of two steps
_FILE = Path(__file__).with_name("texts") / "chains.txt"
_AFTER_NAME = frozenset(words("about as at by for from in near of on to under with"))
_BE = ("is", "are", "was", "were")
_PERSONS = frozenset(
    words(
        "boss manager supervisor chief leader mother father parent parents child children son daughter sister brother "
        "wife husband spouse partner friend friends teacher coach owner author writer director actor actors doctor "
        "founder inventor discoverer president king queen captain colleague neighbour employee employees"
    )
)
_VERBS = {
    f"{base}s": base
    for base in words(
        "own like love live work play belong speak report border contain make build know see eat want lead run win "
        "sell buy write direct visit help need use hate meet produce drive wear keep grow"
    )
} | {"teaches": "teach", "watches": "watch", "studies": "study"}

_Leads = Mapping[tuple[Step, str], Sequence[str]]


def shipped_chains(source: str, facts: Sequence[Triple] = ()) -> tuple[Question, ...]:
    """Questions of several steps about what ships, with their answers where the facts are given."""
    lines = (line.split("|") for line in _FILE.read_text("utf-8").splitlines() if line[0] != "#")
    asked = [(name, steps, wording.replace(HOLE, name)) for of, name, steps, wording in lines if of == source]
    if not facts:
        return tuple(Question(text) for _, _, text in asked)
    there = leads(facts)
    return tuple(Question.with_answers(text, walked(there, name, _steps(steps))) for name, steps, text in asked)


def _steps(text: str) -> list[Step]:
    return [Step(each.removeprefix("<"), not each.startswith("<")) for each in text.split(", ")]


def leads(facts: Iterable[Triple]) -> _Leads:
    """Where every step leads from every name."""
    there: dict[tuple[Step, str], list[str]] = {}
    for fact in facts:
        there.setdefault((Step(fact.relation, True), fact.subject), []).append(fact.object)
        there.setdefault((Step(fact.relation, False), fact.object), []).append(fact.subject)
    return there


def walked(there: _Leads, start: str, steps: Sequence[Step]) -> list[str]:
    """The names that a path leads to, never back to where it began."""
    names = [start]
    for step in steps:
        found = dict.fromkeys(other for name in names for other in there.get((step, name), ()))
        names = [each for each in found if each != start]
    return names


def about_facts(triples: Sequence[Triple]) -> tuple[Question, ...]:
    """Questions of one step in the relations' own words, one relation after the other."""
    answers: dict[str, dict[str, list[str]]] = {}
    for fact in triples:
        answers.setdefault(fact.relation, {}).setdefault(fact.subject, []).append(fact.object)
    in_turn = zip_longest(*(_asked(relation, known) for relation, known in islice(answers.items(), MOST)))
    return tuple(islice(filter(None, chain.from_iterable(in_turn)), MOST))


def _asked(relation: str, known: Mapping[str, list[str]]) -> Iterator[Question]:
    """The questions of one relation: its subjects and their answers are `known`."""
    few = ((name, answers) for name, answers in known.items() if len(answers) <= FEW)
    return (Question.with_answers(worded(relation, name), answers) for name, answers in islice(few, MOST))


def chains_in(triples: Sequence[Triple]) -> tuple[Question, ...]:
    """Questions of two steps along relations that are named by a noun: “what is the county of the home of Ann?”"""
    there = leads(triples)
    nouns = list(dict.fromkeys(fact.relation for fact in triples if noun(fact.relation)))
    found: dict[tuple[str, str], Question] = {}
    for fact in triples:
        for last in nouns if noun(fact.relation) else ():
            steps = (Step(fact.relation, True), Step(last, True))
            answers = walked(there, fact.subject, steps)
            if (fact.relation, last) not in found and 0 < len(answers) <= FEW:
                text = worded(last, f"the {noun(fact.relation)} of {fact.subject}")
                found[fact.relation, last] = Question.with_answers(text, answers)
        if len(found) == _CHAINED:
            break
    return tuple(found.values())


def worded(relation: str, name: str) -> str:
    """A question in a relation's words: “what is the capital of Kenya?”, “what does Ann live in?”, “who is …?”"""
    phrase = _plain(relation)
    if said := noun(relation):
        asked = "who" if said.split()[-1] in _PERSONS else "what"
        return f"{asked} {'are' if _plural(said) else 'is'} the {said} of {name}?"
    first, *rest = phrase.split()
    if first in _BE:
        return f"what {first} {name} {' '.join(rest)}?"
    if first == "born":
        return f"what was {name} {phrase}?"
    if base := _VERBS.get(first):
        return f"what does {name} {' '.join((base, *rest))}?"
    return f"what is {name} {phrase}?"


def noun(relation: str) -> str:
    """What a relation calls that which it leads to: has_capital → “capital”; "" where it is a verb: lives_in."""
    phrase = _plain(relation)
    parts = phrase.removeprefix("has ").removeprefix("is ").split()
    if len(parts) > 1 and parts[0].lower() in _AFTER_NAME:
        parts = parts[1:]
    if not parts or parts[-1].lower() in _AFTER_NAME or phrase.split()[0] in _BE[1:] or parts[0] in _VERBS:
        return ""
    return " ".join(parts)


def _plain(relation: str) -> str:
    return " ".join(relation.replace("_", " ").split())


def _plural(noun_phrase: str) -> bool:
    last = noun_phrase.split()[-1]
    return last in ("children", "people") or (last.endswith("s") and not last.endswith(("ss", "us", "is")))
