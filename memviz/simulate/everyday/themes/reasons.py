"""Why something happened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from memviz.simulate.everyday import lexicon
from memviz.simulate.everyday.ask import Ask
from memviz.simulate.everyday.entity import PRONOUNS, Entity
from memviz.simulate.everyday.pattern import compiled
from memviz.simulate.everyday.tale import Tale
from memviz.simulate.everyday.turning import asked, who


def reason(tale: Tale) -> Iterator[None]:
    """A cause and its effect, in one sentence or in two."""
    for _ in range(tale.dice.one((1, 1, 2))):
        people = tale.dice.shuffled([one for one in tale.cast.people if one.is_single])
        if tale.dice.chance(0.6):
            people = [tale.cast.named(), *people]
        line = tale.voice.one(lexicon.lines("reasons", "all"))
        if len(people) < (2 if "[B]" in line else 1):
            return
        if "would" in line and tale.tense != "past":
            continue
        cause, _, effect = line.partition(" => ")
        tale.blurred.add(people[0])
        yield from Telling(tale, people, cause, effect).tell()


class Telling:
    """A reason in the telling."""

    def __init__(self, tale: Tale, people: list[Entity], cause: str, effect: str) -> None:
        self.tale = tale
        self.roles: dict[str, Entity | str] = dict(zip("AB", people, strict=False))
        self.effect = compiled(effect)
        self.cause = compiled(re.sub(r"[{}]", "", cause))
        found = re.search(r"\{(.*?)\}", cause)
        self.core = found[1] if found else ""

    def tell(self) -> Iterator[None]:
        tale, dice, at = self.tale, self.tale.dice, self.tale.at
        way = dice.random()
        if way < 0.35:
            effect = self.said(self.effect)
            cause = self.said(self.cause)
            tale.write(f"{effect} {dice.one(('because', 'because', 'since', 'as'))} {cause}")
        elif way < 0.6:
            cause = self.said(self.cause)
            tale.write(
                f"{cause}{dice.one((', so ', ', so ', ', and so ', ', and that is why '))}{self.said(self.effect)}"
            )
        elif way < 0.7:
            cause = self.said(self.cause)
            tale.write(f"{dice.one(('Because', 'As', 'Since'))} {cause}, {self.said(self.effect)}")
        elif way < 0.85:
            yield from self.cause_first(at)
            return
        else:
            yield from self.effect_first(at)
            return
        self.note(cause, (at,))
        yield

    def cause_first(self, at: int) -> Iterator[None]:
        """The cause, then what came of it, in the next sentence or later."""
        tale = self.tale
        cause = self.said(self.cause)
        tale.write(cause)
        opening = tale.dice.one(("That is why ", "So ", "Therefore ", "For that reason ", "So ", "", "", ""))
        if not opening:
            yield
        tale.write(f"{opening}{self.said(self.effect)}")
        self.note(cause, (tale.at - 1, at))
        yield

    def effect_first(self, at: int) -> Iterator[None]:
        """What happened, and then why."""
        tale = self.tale
        tale.write(self.said(self.effect))
        cause = self.said(self.cause)
        opening = tale.dice.one(
            ("The reason was that ", "The reason was simple: ", "That was because ", "It was because ", "")
        )
        tale.write(f"{opening}{cause}")
        self.note(cause, (at, tale.at - 1))
        yield

    def said(self, pattern: object) -> str:
        self.tale.discourse.bound = None
        return self.tale.voice.say(pattern, self.roles, self.tale.tense)  # type: ignore[arg-type]

    def note(self, cause: str, facts: tuple[int, ...]) -> None:
        tale = self.tale
        one = self.roles["A"]
        answer = self.core if self.core and self.core in cause else cause
        also = tuple(dict.fromkeys((cause, f"because {cause}", *([self.core] if self.core else []))))
        also += tuple(short for who in self.roles.values() if (short := with_pronoun(cause, who)))
        if pattern := asked(self.effect, tale.dice.one(("Why", "Why", "Why", "For what reason"))):
            tale.ask("why", Ask(pattern, self.roles, answer, facts, also))
        if (pattern := who(self.effect)) and tale.dice.chance(0.5):
            tale.ask("who", Ask(pattern, self.roles, one, facts[:1] if len(facts) == 1 else (max(facts),)))
        if (pattern := asked(self.cause, "Why")) and self.cause.opens in ("A", "B") and tale.dice.chance(0.5):
            tale.ask("unknown", Ask(pattern, self.roles, "unknown"))


def with_pronoun(cause: str, who: Entity | str) -> str:
    """A cause that begins with a name, with the pronoun instead."""
    if isinstance(who, str) or not cause.startswith(who.called()):
        return ""
    return PRONOUNS[who.gender][0] + cause.removeprefix(who.called())
