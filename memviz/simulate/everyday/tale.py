"""A story in the making: who is in it, what has been told, and what has happened."""

from __future__ import annotations

from dataclasses import dataclass, field

from memviz.simulate.dice import Dice
from memviz.simulate.everyday.discourse import Discourse
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.pattern import Pattern, patterns
from memviz.simulate.everyday.voice import Roles, Voice
from memviz.simulate.everyday.world import World


@dataclass(eq=False, slots=True)
class Deed:
    """What happened: the heading of its patterns, who played which role, the sentences that tell it."""

    kind: str
    roles: dict[str, Entity | str]
    facts: tuple[int, ...] = ()
    pattern: Pattern | None = None
    more: dict[str, str] = field(default_factory=dict)

    @property
    def agent(self) -> Entity | None:
        role = self.roles.get("A")
        return role if isinstance(role, Entity) else None


@dataclass(eq=False)
class Cast:
    """Who and what a story has to speak of."""

    people: list[Entity]
    things: list[Entity]
    containers: list[Entity]
    places: list[Entity]
    vehicles: list[Entity]


class Tale:
    """A story in the making. `tense` is the tense that it is told in."""

    def __init__(self, dice: Dice, cast: Cast, held_out: float = 0.0) -> None:
        self.dice = dice
        self.cast = cast
        self.discourse = Discourse(dice)
        self.voice = Voice(dice, self.discourse, held_out, contracts=dice.chance(0.25))
        self.world = World()
        self.sentences: list[str] = []
        self.deeds: list[Deed] = []
        self.tense = "past" if dice.chance(0.85) else "pres"

    @property
    def at(self) -> int:
        """The index of the sentence that is told next."""
        return len(self.sentences)

    def deed(self, kind: str, **roles: Entity | str) -> Deed:
        """Something that happens in the next sentence."""
        done = Deed(kind, roles, (self.at,))
        self.deeds.append(done)
        return done

    def pattern(self, heading: str, file: str = "frames") -> Pattern:
        """A pattern under a heading."""
        return self.voice.one(patterns(file)[heading])

    def clause(self, deed: Deed, tense: str = "", subject: bool = True) -> str:
        """A deed in words."""
        pattern = self.pattern(deed.kind)
        while not subject and pattern.opens != "A":
            pattern = self.pattern(deed.kind)
        return self.voice.say(pattern, deed.roles, tense or self.tense, subject)

    def write(self, text: str) -> int:
        """Adds a sentence; returns its index."""
        self.sentences.append(finished(text))
        self.discourse.next_sentence()
        self.world.walked(len(self.sentences) - 1)
        return len(self.sentences) - 1

    def line(self, heading: str, roles: Roles, tense: str = "", file: str = "frames") -> int:
        """Adds a sentence of one pattern."""
        return self.write(self.voice.say(self.pattern(heading, file), roles, tense or self.tense))


def finished(text: str) -> str:
    """A sentence with a capital and a full stop."""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?”\"" else f"{text}."
