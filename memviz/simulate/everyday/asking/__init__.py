"""Questions about a story, with gold answers and the sentences that a reader needs."""

from __future__ import annotations

from functools import partial

from memviz.simulate.everyday.asking import deeds, holdings, places
from memviz.simulate.everyday.asking.base import Ask, Maker, Naming, grounded, other_ways, span
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.pattern import patterns
from memviz.simulate.everyday.tale import Tale
from memviz.simulate.everyday.voice import Voice
from memviz.story import Question

KINDS = {  # of a hundred questions
    "where": 20, "before": 9, "who": 14, "what": 14, "yesno": 12, "count": 7, "unknown": 12,
}
_MAKERS: dict[str, tuple[Maker, ...]] = {
    "where": (places.where, places.where, places.where, places.after, partial(deeds.ask, forms=deeds.WHERE)),
    "before": (places.before,),
    "who": (
        holdings.who_has,
        holdings.who_had_before,
        places.who_at,
        places.who_with,
        *(partial(deeds.ask, forms=deeds.WHO),) * 6,
    ),
    "what": (holdings.what_has, holdings.what_in, *(partial(deeds.ask, forms=deeds.WHAT),) * 4),
    "yesno": (places.is_at, places.is_at, places.is_in, places.same_place, holdings.has, deeds.yes_or_no),
    "count": (holdings.count_has, holdings.count_people, holdings.count_in),
    "unknown": (
        places.where_unknown,
        places.where_unknown,
        places.before_unknown,
        places.is_at_unknown,
        places.same_place_unknown,
        holdings.who_has_unknown,
        holdings.what_in_unknown,
        holdings.what_has_unknown,
        partial(deeds.unknown, forms=deeds.WHO),
        partial(deeds.unknown, forms=deeds.WHAT),
        partial(deeds.unknown, forms=deeds.WHERE),
    ),
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

    def ask(self, kind: str) -> Question | None:
        """A question of a kind, if the story has one to offer."""
        for maker in self.dice.shuffled(_MAKERS[kind]):
            if (made := maker(self.tale)) and (question := self.question(made)) and question.text not in self.asked:
                self.asked.add(question.text)
                return question
        return None

    def question(self, ask: Ask) -> Question | None:
        """A question in words; None if the story has no words for its answer."""
        pattern = self.voice.one(patterns("questions")[ask.heading])
        text = self.voice.say(pattern, ask.roles, "past") + "?"
        text = text[0].upper() + text[1:]
        told, facts = len(self.tale.sentences), grounded(self.tale, ask)
        if isinstance(ask.answer, str):
            return Question(text, ask.answer, facts, told, ask.also)
        found = span(self.tale, ask.answer, facts) if isinstance(ask.answer, Entity) else None
        if found is None:
            return None
        words, facts = found
        return Question(text, words, facts, told, other_ways(ask.answer, words, ask.also))
