"""A story in the making: who is in it, what has been told, and what has happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from memviz.simulate.dice import Dice
from memviz.simulate.everyday.ask import Ask
from memviz.simulate.everyday.casting import Cast
from memviz.simulate.everyday.discourse import Discourse
from memviz.simulate.everyday.entity import Entity, group
from memviz.simulate.everyday.lexicon import blocks
from memviz.simulate.everyday.pattern import Pattern, Ref, patterns
from memviz.simulate.everyday.voice import Roles, Voice
from memviz.simulate.everyday.world import World

_GONE = re.compile(r"\b(?:last|yesterday|ago)\b")  # times of which nothing is told in the present

_TWICE = re.compile(r"\b(finally|quietly|quickly|there|soon|then) \1\b")  # where an adverb meets itself


@dataclass(eq=False, slots=True)
class Deed:
    """What happened: the heading of its patterns, who played which role, the sentences that tell it.

    `when` and `why` are words of those sentences. `can_join` says that another deed may stand in the same sentence.
    """

    kind: str
    roles: dict[str, Entity | str]
    facts: tuple[int, ...] = ()
    when: str = ""
    why: str = ""
    can_join: bool = True
    pattern: Pattern | None = None
    is_lasting: bool = False

    @property
    def agent(self) -> Entity | None:
        role = self.roles.get("A")
        return role if isinstance(role, Entity) else None

    def entity(self, role: str) -> Entity | None:
        found = self.roles.get(role)
        return found if isinstance(found, Entity) else None


class Tale:
    """A story in the making. `tense` is the tense that it is told in."""

    def __init__(self, dice: Dice, held_out: float = 0.0) -> None:
        self.dice = dice
        self.cast = Cast(dice, held_out)
        self.discourse = Discourse(dice)
        self.discourse.rivals = self.cast.rivals
        self.voice = Voice(dice, self.discourse, held_out, contracts=dice.chance(0.25))
        self.world = World()
        self.sentences: list[str] = []
        self.deeds: list[Deed] = []
        self.digits = dice.chance(0.15)  # whether numbers are written in digits
        self.tense = "past" if dice.chance(0.87) else "pres"
        self.asks: dict[str, list[Ask]] = {}
        self.told_of: set[tuple[Entity, str]] = set()
        self.clock: Iterator[str] | None = None
        self.lower = dice.chance(0.35 if any(one.gender == "i" for one in self.cast.people) else 0.03)
        self.blurred: set[Entity] = set()  # who may be somewhere else by now
        self.pairs: dict[tuple[Entity, ...], Entity] = {}

    @property
    def at(self) -> int:
        """The index of the sentence that is told next."""
        return len(self.sentences)

    def known(self, *entities: Entity) -> bool:
        """Whether all of them have been mentioned."""
        return all(one in self.discourse.known or one.gender == "i" for one in entities)

    def deed(self, kind: str, **roles: Entity | str) -> Deed:
        """Something that happens in the next sentence."""
        done = Deed(kind, roles, (self.at,))
        self.deeds.append(done)
        return done

    def next_time(self, far: bool = False) -> str:
        """The next time of the story's clock, as an adverbial; `far` if the times may be months apart."""
        if self.clock is None:
            orders = blocks("times")["orders"]
            if self.tense != "past":
                orders, far = tuple(order for order in orders if not _GONE.search(order)), False
            times = self.dice.one((*orders, *blocks("times")["long"]) if far else orders).split(", ")
            kept = sorted(self.dice.some(range(len(times)), min(6, len(times))))
            self.clock = iter([times[i] for i in kept])
        return next(self.clock, "")

    def is_sure(self, one: Entity) -> bool:
        """Whether the story is clear about where somebody or something is, or that nobody knows."""
        return one not in self.blurred and not any(parent in self.blurred for parent, _ in self.world.chain(one))

    def ask(self, kind: str, ask: Ask) -> None:
        """Keeps a question that the story can answer now and to its end."""
        self.asks.setdefault(kind, []).append(ask)

    def both(self, *people: Entity) -> Entity:
        """Several people as one."""
        if people not in self.pairs:
            self.pairs[people] = group(people)
        return self.pairs[people]

    def pattern(self, heading: str, file: str = "frames", tense: str = "") -> Pattern:
        """A pattern under a heading that fits the tense."""
        pool = patterns(file)[heading]
        for _ in range(20):
            pattern = self.voice.one(pool)
            if not pattern.is_past or (tense or self.tense) == "past":
                break
        return pattern

    def clause(self, deed: Deed, tense: str = "", subject: bool = True, plain: bool = False) -> str:
        """A deed in words; without its subject, or in the plain order of words."""
        heading = deed.kind
        if deed.agent is not None and deed.agent.sort == "animal" and f"{heading}-animal" in patterns("frames"):
            heading = f"{heading}-animal"
        pattern = deed.pattern or self.pattern(heading, tense=tense)
        tries = 0
        while (plain or not subject) and (pattern.opens != "A" or (pattern.is_long and tries < 20)):
            pattern, tries = self.pattern(heading, tense=tense), tries + 1
        deed.pattern = pattern
        text = self.voice.say(pattern, deed.roles, tense or self.tense, subject)
        return text[0].lower() + text[1:] if not isinstance(pattern.nodes[0], Ref) and text[:2] != "I " else text

    def write(self, text: str) -> int:
        """Adds a sentence; returns its index."""
        text = _TWICE.sub(r"\1", text)
        self.sentences.append(typed(text) if self.lower else finished(text))
        self.discourse.next_sentence()
        self.world.walked(len(self.sentences) - 1)
        return len(self.sentences) - 1

    def line(self, heading: str, roles: Roles, tense: str = "", file: str = "frames") -> int:
        """Adds a sentence of one pattern."""
        return self.write(self.voice.say(self.pattern(heading, file, tense), roles, tense or self.tense))


def typed(text: str) -> str:
    """A sentence as it is typed in a hurry: without capitals at its beginning, and without a full stop."""
    return re.sub(r"\bI\b", "i", text)


def finished(text: str) -> str:
    """A sentence with a capital and a full stop."""
    first = 1 if text[0] in '“"' else 0
    text = text[:first] + text[first].upper() + text[first + 1 :]
    return text if text[-1] in '.!?”"' else f"{text}."
