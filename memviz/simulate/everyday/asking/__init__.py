"""Questions about a story, with gold answers and the sentences that a reader needs."""

from __future__ import annotations

import re
from functools import partial

from memviz.simulate.everyday.asking import company, deeds, holdings, places, turned
from memviz.simulate.everyday.asking.base import UNKNOWN, Ask, Maker, Naming, grounded, other_ways, span
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.pattern import Pattern, patterns
from memviz.simulate.everyday.tale import Tale
from memviz.simulate.everyday.themes.properties import unknown_property
from memviz.simulate.everyday.voice import Voice
from memviz.story import Question

_MAKERS: dict[str, tuple[Maker, ...]] = {
    "where": (
        places.where,
        places.where,
        places.where,
        places.where_place,
        places.where_place,
        places.after,
        partial(deeds.ask, forms=deeds.WHERE),
    ),
    "before": (places.before,),
    "who": (
        holdings.who_has,
        holdings.who_had_before,
        company.who_at,
        company.who_with,
        company.who_went,
        company.who_went,
        turned.who_did,
        turned.who_did,
        *(partial(deeds.ask, forms=deeds.WHO),) * 6,
    ),
    "what": (holdings.what_has, holdings.what_in, *(partial(deeds.ask, forms=deeds.WHAT),) * 4),
    "yesno": (
        places.is_at,
        places.is_at,
        places.is_in,
        places.same_place,
        holdings.has,
        deeds.yes_or_no,
        turned.whether,
    ),
    "count": (holdings.count_has, holdings.count_people, holdings.count_in),
    "when": (turned.when, turned.when, company.first_arrived),
    "why": (),
    "compare": (),
    "property": (),
}
_UNKNOWN: dict[str, tuple[Maker, ...]] = {  # what the story does not say, by the kind that it would be
    "where": (places.where_unknown, places.where_unknown, partial(deeds.unknown, forms=deeds.WHERE)),
    "before": (places.before_unknown,),
    "who": (holdings.who_has_unknown, partial(deeds.unknown, forms=deeds.WHO), partial(deeds.unknown, forms=deeds.WHO)),
    "what": (
        holdings.what_in_unknown,
        holdings.what_has_unknown,
        *(partial(deeds.unknown, forms=deeds.WHAT),) * 2,
    ),
    "yesno": (places.is_at_unknown, places.same_place_unknown),
    "when": (turned.no_time,),
    "why": (turned.no_reason,),
    "property": (unknown_property,),
}
_UNKNOWN_SHARES = {
    "where": 40,
    "before": 10,
    "who": 16,
    "what": 12,
    "yesno": 10,
    "when": 5,
    "why": 5,
    "property": 7,
    "": 11,
}


class Asking:
    """Asks about what a tale has told so far."""

    def __init__(self, tale: Tale) -> None:
        self.tale = tale
        self.dice = tale.dice
        naming = Naming(tale.dice)
        naming.rivals = tale.discourse.rivals
        self.voice = Voice(tale.dice, naming, tale.voice.held_out, tale.voice.contracts)
        self.asked: set[str] = set()

    def ask(self, kind: str, chains: bool = False) -> Question | None:
        """A question of a kind, if the story has one to offer; with `chains` one of several facts if there is one."""
        if kind == "unknown":
            return self.ask_unknown()
        noted = (partial(self.noted, kind=kind),) if self.tale.asks.get(kind) else ()
        spare = None
        for maker in self.dice.shuffled((*_MAKERS[kind], *noted * 3)):
            if (made := maker(self.tale)) and made.answer != UNKNOWN and (question := self.new(made)):
                if not chains or len(question.facts) > 1:
                    return self.noted_down(question)
                spare = spare or question
        return self.noted_down(spare) if spare else None

    def ask_unknown(self) -> Question | None:
        """A question that the story does not answer: of all kinds, as other questions are."""
        random = self.dice.random
        kinds = sorted(_UNKNOWN_SHARES, key=lambda kind: -(random() ** (1 / _UNKNOWN_SHARES[kind])))
        for kind in kinds:
            if not kind and not self.tale.asks.get("unknown"):
                continue
            maker = self.dice.one(_UNKNOWN[kind]) if kind else partial(self.noted, kind="unknown")
            if (made := maker(self.tale)) and made.answer == UNKNOWN and (question := self.fresh(made)):
                return question
        return None

    def fresh(self, made: Ask) -> Question | None:
        """A question in words that has not been asked yet, and that is not to be asked again."""
        question = self.new(made)
        return self.noted_down(question) if question else None

    def new(self, made: Ask) -> Question | None:
        """A question in words that has not been asked yet."""
        question = self.question(made)
        return None if question is None or self.asked & self.marks(question) else question

    def noted_down(self, question: Question) -> Question:
        """A question that is asked now."""
        self.asked |= self.marks(question)
        return question

    def marks(self, question: Question) -> set[str]:
        """What a question is known by once it is asked: its words; its first one with its answer and its facts."""
        text = question.text.lower()
        return {text, f"{text.split()[0]} {question.answer} {question.facts}"} if question.facts else {text}

    def noted(self, tale: Tale, kind: str) -> Ask:
        """A question that was kept when the story told its answer."""
        return self.dice.one(tale.asks[kind])

    def pattern(self, heading: str | Pattern) -> Pattern:
        """A pattern of a question."""
        if isinstance(heading, Pattern):
            return heading
        file = "questions" if not heading.endswith("?") else "themes" if heading in patterns("themes") else "properties"
        return self.voice.one(patterns(file)[heading])

    def typed(self, text: str) -> str:
        """A question as people type it."""
        dice = self.dice
        text = text[0].upper() + text[1:]
        if text.startswith(("Where is ", "Who is ", "What is ")) and dice.chance(0.06):
            text = text.replace(" is ", "'s ", 1)
        if (self.tale.lower and dice.chance(0.7)) or dice.chance(0.03):
            text = text[0].lower() + re.sub(r"\bI\b", "i", text[1:])
        return text if self.tale.lower and dice.chance(0.2) else f"{text}?"

    def is_said(self, answer: str, facts: tuple[int, ...]) -> bool:
        """Whether an answer in words stands in one of the facts."""
        if answer in ("yes", "no", UNKNOWN) or answer.isdigit():
            return True
        return any(answer.lower() in self.tale.sentences[fact].lower() for fact in facts)

    def question(self, ask: Ask) -> Question | None:
        """A question in words; None if the story has no words for its answer."""
        if ask.answer is None or None in ask.roles.values():
            return None
        pattern = self.pattern(ask.heading)
        text = self.typed(self.voice.say(pattern, ask.roles, "past"))
        told, facts = len(self.tale.sentences), grounded(self.tale, ask)
        if isinstance(ask.answer, str):
            if not self.is_said(ask.answer, facts):
                return None
            also = tuple(dict.fromkeys(way for way in ask.also if way != ask.answer))
            return Question(text, ask.answer, facts, told, also)
        found = span(self.tale, ask.answer, facts) if isinstance(ask.answer, Entity) else None
        if found is None:
            return None
        words, facts = found
        return Question(text, words, facts, told, other_ways(ask.answer, words, ask.also))
