"""From a pattern and who plays its roles to words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias, TypeVar

from memviz.simulate.dice import Dice
from memviz.simulate.everyday.discourse import Discourse
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.lexicon import Pool, inflected
from memviz.simulate.everyday.pattern import Nodes, Pattern, Ref, Verb

Roles: TypeAlias = Mapping[str, "Entity | str | None"]

_FORMS = {"n": "VBN", "g": "VBG", "i": "VB", "d": "VBD", "z": "VBZ"}
_PARTICLE = re.compile(r"(\w+)_(\w+) (it|them|him|her|me|us|you)\b")
_ADVERB = re.compile(r"\b(\w+ly) (had|has|have|having)\b")
T = TypeVar("T")


class Voice:
    """Says patterns; `held_out` is how likely an item that training never shows is drawn where there is one."""

    def __init__(self, dice: Dice, discourse: Discourse, held_out: float = 0.0, contracts: bool = False) -> None:
        self.dice = dice
        self.discourse = discourse
        self.held_out = held_out
        self.contracts = contracts

    def one(self, pool: Pool[T]) -> T:
        """An item of a pool."""
        if pool.held and self.held_out and (not pool.train or self.dice.chance(self.held_out)):
            return self.dice.one(pool.held)
        return self.dice.one(pool.train)

    def say(self, pattern: Pattern, roles: Roles, tense: str = "past", open_subject: bool = True) -> str:
        """The words of a clause; without its subject if that is said already."""
        self.discourse.clause.clear()
        nodes = pattern.nodes if open_subject else pattern.nodes[1:]
        if pattern.opens and isinstance(subject := roles.get(pattern.opens), Entity) and not open_subject:
            self.discourse.bound = subject
        text = " ".join("".join(self.parts(nodes, roles, tense)).split()).replace(" ,", ",").replace(" .", ".")
        if tense in ("perf", "plup", "having"):
            text = _ADVERB.sub(r"\2 \1", text)
        return _PARTICLE.sub(r"\1 \3 \2", text).replace("_", " ") if "_" in text else text

    def parts(self, nodes: Nodes, roles: Roles, tense: str) -> list[str]:
        found: list[str] = []
        for node in nodes:
            if isinstance(node, str):
                found.append(node)
            elif isinstance(node, Ref):
                found.append(self.ref(node, roles))
            elif isinstance(node, Verb):
                found.append(self.verb(node, roles, tense))
            else:
                found.extend(self.parts(self.dice.one(node.options), roles, tense))
        return found

    def ref(self, ref: Ref, roles: Roles) -> str:
        who = roles[ref.role]
        assert who is not None
        if isinstance(who, str):
            return who[0].upper() + who[1:] if ref.case == "cap" else who
        case = ref.case
        if case in ("to", "at", "from", "into"):
            return self.place(who, case)
        if case == "bare":
            self.discourse.mention(who, who.name)
            return who.name
        said = self.discourse.refer(who, case)
        if self.discourse.bound is None and who.is_someone and case in ("", "full"):
            self.discourse.bound = who
        return said

    def place(self, where: Entity, case: str) -> str:
        """Where something is or goes, with its preposition."""
        if where.to and case == "to":  # “home”, “upstairs”
            self.discourse.mention(where, where.name)
            return where.to
        if where.sort == "place" and case != "from" and self.is_there(where):
            self.discourse.mention(where, None)
            return "there"
        preposition = self.preposition(where, case)
        if where.is_someone:
            return f"{preposition} {self.discourse.refer(where, 'o')}"
        return f"{preposition} {self.discourse.full(where)}"

    def is_there(self, where: Entity) -> bool:
        """Whether a place is called “there”: it is the only one that was mentioned just now."""
        places = {one for one in (*self.discourse.now, *self.discourse.before) if one.sort == "place"}
        return places == {where} and self.dice.chance(0.35)

    def preposition(self, where: Entity, case: str) -> str:
        prep = where.prep
        if where.sort == "place":
            if case == "at":
                return prep
            if case == "to":
                return "into" if prep == "in" and where.article and self.dice.chance(0.25) else "to"
            return "out of" if prep == "in" and where.article and self.dice.chance(0.2) else "from"
        if case == "at":
            return prep
        if case == "into":
            return {"in": "into", "on": "onto"}.get(prep, prep)
        if case == "to":
            return self.dice.one({"in": ("in", "into", "into"), "on": ("on", "onto", "on")}.get(prep, (prep,)))
        if prep in ("in", "on"):
            return self.dice.one({"in": ("out of", "from", "out of"), "on": ("off", "from")}[prep])
        return f"from {prep}"

    def verb(self, verb: Verb, roles: Roles, tense: str) -> str:
        lemma = self.one(verb.lemmas)
        if verb.form in _FORMS:
            return inflected(lemma, _FORMS[verb.form])
        subject = roles.get(verb.subject)
        gender = subject.gender if isinstance(subject, Entity) else "p" if verb.subject == "W" else "n"
        return finite(lemma, verb.form or tense, gender, verb.negated, self.contracts)


def finite(lemma: str, tense: str, gender: str, negated: bool = False, contracts: bool = False) -> str:
    """A verb in a tense, in agreement with its subject; auxiliaries where the tense or “not” needs them."""
    no = ("n't" if contracts else " not") if negated else ""
    if tense in ("perf", "plup"):
        have = "had" if tense == "plup" else present("have", gender)
        return f"{have}{no} {inflected(lemma, 'VBN')}"
    if tense == "having":
        return f"{'not ' if negated else ''}having {inflected(lemma, 'VBN')}"
    if tense == "ger":
        return f"{'not ' if negated else ''}{inflected(lemma, 'VBG')}"
    if tense == "fut":
        return f"will{no} {lemma}".replace("willn't", "won't")
    if lemma == "be":
        said = past_be(gender) if tense == "past" else present("be", gender)
        return f"{said}{no}".replace("amn't", "am not")
    if negated:
        return f"{'did' if tense == 'past' else present('do', gender)}{no} {lemma}"
    return inflected(lemma, "VBD") if tense == "past" else present(lemma, gender)


def past_be(gender: str) -> str:
    return "were" if gender in "pw" else "was"


def present(lemma: str, gender: str) -> str:
    if lemma == "be":
        return {"i": "am", "p": "are", "w": "are"}.get(gender, "is")
    return lemma if gender in "ipw" else inflected(lemma, "VBZ")
