"""The rules of the tasks in which people move about and hand things on: 1, 2, 3 and 5 to 14."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .gold import Gold, Sentences, match


@dataclass(frozen=True)
class Clause:
    """One person's part in sentence `at`; `support` is that sentence, after the naming one if it has a pronoun."""

    at: int
    support: tuple[int, ...]
    person: str
    action: str
    what: str
    to: str = ""


_CLAUSE = re.compile(
    r"(?:(?:Then|After that|Following that|Afterwards) )?(?P<who>he|she|they|\w+(?: and \w+)?) (?:"
    r"(?P<move>went|went back|moved|travelled|journeyed) to the (?P<place>\w+)"
    r"|(?P<get>got|took|grabbed|picked up) the (?P<got>\w+)(?: there)?"
    r"|(?P<drop>dropped|left|discarded|put down) the (?P<dropped>\w+)(?: there)?"
    r"|(?P<give>gave|passed|handed) the (?P<given>\w+) to (?P<to>\w+)"
    r"|is in the (?P<inside>\w+)"
    r"|is (?:not|no longer) in the (?P<outside>\w+)"
    r"|is either in the (?P<one>\w+) or the (?P<other>\w+)"
    r")\."
)


@cache
def _clause(sentence: str) -> tuple[list[str], str, str, str]:
    """Persons (or a pronoun), action, what it is done to, and to whom."""
    form = match(_CLAUSE, sentence)
    persons = form["who"].split(" and ")
    groups = {"move": "place", "get": "got", "drop": "dropped", "give": "given"}
    for action, what in groups.items():
        if form[action]:
            return persons, action, form[what], form["to"] or ""
    if form["one"]:
        return persons, "either", form["one"], form["other"]
    return persons, "in" if form["inside"] else "out", form["inside"] or form["outside"], ""


def _clauses(sentences: Sentences) -> list[Clause]:
    """One clause per person and sentence; a pronoun stands for the persons of the sentence before."""
    clauses: list[Clause] = []
    named: tuple[int, list[str]] = (0, [])
    support: tuple[int, ...]
    for at, sentence in enumerate(sentences):
        persons, action, what, to = _clause(sentence)
        if persons[0] in {"he", "she", "they"}:
            persons, support = named[1], (named[0], at)
        else:
            named, support = (at, persons), (at,)
        clauses += [Clause(at, support, person, action, what, to) for person in persons]
    return clauses


def _last(sentences: Sentences, person: str, actions: set[str], before: int | None = None) -> Clause:
    """The person's latest clause of these actions."""
    told = _clauses(sentences[:before])
    return next(each for each in reversed(told) if each.person == person and each.action in actions)


def where_is(sentences: Sentences, question: str) -> Gold:
    """Tasks 1, 11, 12, 13."""
    clause = _last(sentences, match(r"Where is (\w+)\?", question)[1], {"move"})
    return Gold(clause.what, (clause.support,))


def _handled(sentences: Sentences, thing: str) -> Clause:
    """The latest get or drop of an object."""
    return next(c for c in reversed(_clauses(sentences)) if c.action in {"get", "drop"} and c.what == thing)


def where_is_object(sentences: Sentences, question: str) -> Gold:
    """Task 2: where the dropper was, or where the holder is."""
    handled = _handled(sentences, match(r"Where is the (\w+)\?", question)[1])
    move = _last(sentences, handled.person, {"move"}, before=handled.at if handled.action == "drop" else None)
    return Gold(move.what, ((handled.at, move.at),))


def where_was_object(sentences: Sentences, question: str) -> Gold:
    """Task 3: within the last time that the object was held, the place before the latest arrival."""
    thing, place = match(r"Where was the (\w+) before the (\w+)\?", question).groups()
    handled = _handled(sentences, thing)
    held = [c for c in _clauses(sentences[: handled.at + 1]) if c.action == "get" and c.what == thing][-1]
    end = handled.at if handled.action == "drop" else len(sentences)
    moves = [
        c for c in _clauses(sentences[:end]) if c.at > held.at and c.person == handled.person and c.action == "move"
    ]
    arrival = max(i for i, move in enumerate(moves) if i and move.what == place)
    return Gold(moves[arrival - 1].what, ((handled.at, moves[arrival].at, moves[arrival - 1].at),))


_GIVE_QUESTIONS = {
    r"What did (?P<giver>\w+) give to (?P<receiver>\w+)\?": "thing",
    r"Who gave the (?P<thing>\w+)( to (?P<receiver>\w+))?\?": "giver",
    r"Who received the (?P<thing>\w+)\?": "receiver",
    r"Who did (?P<giver>\w+) give the (?P<thing>\w+) to\?": "receiver",
}


def who_gave_what(sentences: Sentences, question: str) -> Gold:
    """Task 5: the latest give that fits."""
    asked, wanted = next((m, wanted) for form, wanted in _GIVE_QUESTIONS.items() if (m := re.fullmatch(form, question)))
    known = {role: word for role, word in asked.groupdict().items() if word}
    for clause in reversed([c for c in _clauses(sentences) if c.action == "give"]):
        roles = {"giver": clause.person, "thing": clause.what, "receiver": clause.to}
        if known.items() <= roles.items():
            return Gold(roles[wanted], ((clause.at,),))
    raise ValueError(f"nobody gave: {question}")


def is_in(sentences: Sentences, question: str) -> Gold:
    """Tasks 6, 9, 10: by the person's latest statement of place."""
    person, place = match(r"Is (\w+) in the (\w+)\?", question).groups()
    clause = _last(sentences, person, {"move", "in", "out", "either"})
    if clause.action == "either":
        answer = "maybe" if place in {clause.what, clause.to} else "no"
    else:
        answer = "yes" if clause.what == place and clause.action != "out" else "no"
    return Gold(answer, ((clause.at,),))


def _carried(sentences: Sentences, person: str) -> tuple[list[str], tuple[int, ...]]:
    """What the person holds in the order of taking, and every sentence in which their hands changed."""
    held, facts = [], []
    for clause in _clauses(sentences):
        takes = clause.to == person or (clause.person == person and clause.action == "get")
        if takes:
            held.append(clause.what)
        elif clause.person == person and clause.action in {"drop", "give"}:
            held.remove(clause.what)
        else:
            continue
        facts.append(clause.at)
    return held, tuple(facts)


def how_many(sentences: Sentences, question: str) -> Gold:
    """Task 7."""
    held, facts = _carried(sentences, match(r"How many objects is (\w+) carrying\?", question)[1])
    return Gold(("none", "one", "two", "three")[len(held)], (facts,))


def what_is_carried(sentences: Sentences, question: str) -> Gold:
    """Task 8."""
    held, facts = _carried(sentences, match(r"What is (\w+) carrying\?", question)[1])
    return Gold(",".join(held) or "nothing", (facts,))


_TIMES = ("yesterday", "this morning", "this afternoon", "this evening")


def where_before(sentences: Sentences, question: str) -> Gold:
    """Task 14: the person's place at the time before their latest visit."""
    person, place = match(r"Where was (\w+) before the (\w+)\?", question).groups()
    visits: dict[int, tuple[int, str]] = {}
    for at, sentence in enumerate(sentences):
        time = next(i for i, words in enumerate(_TIMES) if words in sentence.lower())
        bare = re.sub(rf"^{_TIMES[time]} | {_TIMES[time]}(?=\.$)", "", sentence, flags=re.IGNORECASE)
        persons, _, visited, _ = _clause(bare)
        if persons == [person]:
            visits[time] = (at, visited)
    time = max(time for time, (_, visited) in visits.items() if visited == place)
    return Gold(visits[time - 1][1], ((visits[time][0], visits[time - 1][0]),))
