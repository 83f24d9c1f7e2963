"""Sentences of one deed or of two: in which order, joined how, and when and why it happened."""

from __future__ import annotations

import re

from memviz.simulate.everyday.ask import Ask
from memviz.simulate.everyday.lexicon import lines
from memviz.simulate.everyday.pattern import compiled
from memviz.simulate.everyday.tale import Deed, Tale
from memviz.simulate.everyday.turning import asked

_GOING = ("go", "go-from")


class Sentence:
    """Tells deeds."""

    def __init__(self, tale: Tale) -> None:
        self.tale = tale
        self.dice = tale.dice
        self.tells_times = tale.dice.chance(0.25)

    def joiner(self, heading: str) -> str:
        """A word or some that join or open sentences."""
        return self.tale.voice.one(lines("joiners", heading))

    def alone(self, deed: Deed) -> None:
        """One deed, perhaps with a time, a reason or an opening, or as somebody says it."""
        tale, way = self.tale, self.dice.random()
        if self.tells_times and way < 0.5 and not deed.is_lasting and (time := tale.next_time()):
            self.timed(deed, time)
        elif way < 0.07 and deed.kind in _GOING and deed.agent is not None and deed.agent.sort == "person":
            self.reasoned(deed)
        elif way < 0.12 and self.can_be_said(deed):
            self.spoken(deed)
        elif way < 0.16 and tale.tense == "past" and not deed.is_lasting and deed.can_join:
            tale.write(tale.clause(deed, "perf"))
        elif way < 0.4 and tale.sentences:
            tale.write(self.joiner("opening" if not deed.is_lasting else "meanwhile") + " " + tale.clause(deed))
        elif way < 0.5 and deed.can_join and not deed.is_lasting:
            text, tail = tale.clause(deed), self.joiner("tail")
            tale.write(text + tail if tail[0] == "," else f"{text} {tail}")
        else:
            tale.write(tale.clause(deed))

    def can_be_said(self, deed: Deed) -> bool:
        agent = deed.agent
        if self.tale.lower or agent is None or agent.sort != "person" or agent.gender == "i":
            return False
        return deed.can_join and not deed.is_lasting

    def timed(self, deed: Deed, time: str) -> None:
        """When it happened, before or after the rest."""
        clause = self.tale.clause(deed)
        deed.when = time
        if self.dice.chance(0.7):
            self.tale.write(f"{time}{self.dice.one((' ', ' ', ', '))}{clause}")
        else:
            self.tale.write(f"{clause} {time}")

    def reasoned(self, deed: Deed) -> None:
        """Why somebody went somewhere."""
        tale, at = self.tale, self.tale.at
        heading = self.dice.one(("go", "to", "to"))
        line = tale.voice.one(lines("reasons", heading))
        core = found[1] if (found := re.search(r"\{(.*?)\}", line)) else ""
        clause = tale.clause(deed, plain=True)
        tale.discourse.bound = deed.agent
        reason = tale.voice.say(compiled(re.sub("[{}]", "", line)), {"A": deed.agent or ""}, tale.tense)
        deed.why = reason
        tale.write(f"{clause} {reason}" if heading == "to" else f"{clause} because {reason}")
        answer = reason if "[" in core or heading == "to" or not core else core
        if deed.pattern and (pattern := asked(deed.pattern, "Why")):
            also = (f"because {reason}", reason, reason.removeprefix("to "))
            tale.ask("why", Ask(pattern, deed.roles, answer, (at,), tuple(way for way in also if "[" not in way)))

    def spoken(self, deed: Deed) -> None:
        """What somebody says that they did."""
        tale, dice, who = self.tale, self.dice, deed.agent
        assert who is not None
        said = tale.voice.say(compiled("<say|explain|announce|declare|shout|admit|answer|whisper>"), {}, tale.tense)
        if dice.chance(0.5):
            name = tale.discourse.full(who)
            pronoun = tale.discourse.pronoun(who, "")
            tale.discourse.bound = who
            clause = tale.clause(deed, "plup" if tale.tense == "past" else "perf", subject=False)
            tale.write(f"{name} {said} that {pronoun} {clause}")
            return
        gender, who.gender = who.gender, "i"
        tale.discourse.bound = who
        clause = tale.clause(deed, dice.one(("perf", "past")), plain=True)
        who.gender = gender
        clause = clause[0].upper() + clause[1:]
        name = tale.discourse.full(who)
        form = dice.one(
            (
                '"{clause}," {said} {name}',
                '"{clause}," {name} {said}',
                '{name} {said}, "{clause}."',
                '{name} {said}: "{clause}."',
            )
        )
        tale.write(form.format(clause=clause, said=said, name=name))

    def joined(self, first: Deed, second: Deed) -> None:
        """Two deeds of one person in a sentence."""
        tale, dice, way = self.tale, self.dice, self.dice.random()
        earlier = "plup" if tale.tense == "past" else "perf"
        if way < 0.55:
            start = tale.clause(first, plain=True)
            tale.write(between(start, self.joiner("and"), tale.clause(second, subject=False)))
        elif way < 0.68:
            self.subordinate(f"{self.joiner('after')} {tale.clause(first, earlier, plain=True)}", second)
        elif way < 0.76:
            opening = f"After {tale.clause(first, 'ger', subject=False)}"
            self.subordinate(opening, second)
        elif way < 0.84:
            self.subordinate(f"Before {tale.clause(second, plain=True)}", first)
        elif way < 0.9 and first.agent is not None and first.agent.gender != "i":
            self.relative(first, second)
        else:
            start = tale.clause(first, plain=True)
            tale.discourse.bound = None
            if dice.chance(0.5):
                tale.write(f"{start} before {tale.clause(second, plain=True)}")
            else:
                tale.write(f"{start} before {tale.clause(second, 'ger', subject=False)}")

    def relative(self, first: Deed, second: Deed) -> None:
        """“Anna, who had …, …”, or “Having …, Anna …”."""
        tale, who = self.tale, first.agent
        assert who is not None
        earlier = "plup" if tale.tense == "past" else "perf"
        if self.dice.chance(0.3):
            self.subordinate(tale.clause(first, "having", subject=False), second)
            return
        name = tale.discourse.full(who)
        tale.discourse.bound = who
        clause = tale.clause(first, earlier, subject=False)
        tale.write(f"{name}, who {clause}, {tale.clause(second, subject=False)}")

    def in_a_row(self, deeds: list[Deed]) -> None:
        """Three deeds of one person: “… took it, went … and put …”."""
        tale = self.tale
        first, second, third = deeds
        parts = [tale.clause(first, plain=True), tale.clause(second, subject=False)]
        last = self.dice.one((" and ", " and ", ", and then ", ", and finally "))
        tale.write(", ".join(parts) + last + tale.clause(third, subject=False))

    def subordinate(self, opening: str, main: Deed) -> None:
        """A subordinate clause, then the main clause."""
        self.tale.discourse.bound = None
        self.tale.write(f"{opening}, {self.tale.clause(main, plain=True)}")

    def side_by_side(self, first: Deed, second: Deed) -> None:
        """Deeds of two people in a sentence."""
        tale = self.tale
        start = tale.clause(first)
        tale.discourse.bound = None
        tale.write(between(start, self.joiner("and-other"), tale.clause(second, plain=True)))


def between(first: str, word: str, second: str) -> str:
    """Two clauses with what joins them, which may begin with a comma."""
    return f"{first}{'' if word[0] in ',;' else ' '}{word} {second}"
