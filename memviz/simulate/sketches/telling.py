"""A sketch -> a story: words are drawn, alternatives chosen, and sentences of no use put between."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from memviz.simulate.dice import Dice
from memviz.simulate.everyday.ask import UNKNOWN
from memviz.simulate.sketches.classes import CLASSES, NOISE, PLAIN
from memviz.simulate.sketches.people import Person, people
from memviz.simulate.sketches.sketch import Ask, Sketch
from memviz.story import Question, Slot, Story

_PEOPLE = "ABCDE"
_OTHERS = "XY"  # people of the sentences of no use
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_OPEN = re.compile(r"\{(a:)?([A-Za-z][a-z0-9]*)(?:\.([A-Za-z0-9]+))?\}")
_LEANS = re.compile(
    r"\{[A-E]\.(?:[hH]e|his|him)\}|\b(?:it|It|they|them|both|of them|she|He|She)\b"
)  # on the sentence before
_NOISES = (0, 0, 1, 1, 2, 3, 5)


class Words:
    """What stands for every open word of one story."""

    def __init__(self, dice: Dice, sketch: Sketch) -> None:
        self.dice = dice
        trades = all(draw.entries != "<trade>" for draw in sketch.draws)  # “the baker is a nurse”
        called = people(dice, len(_PEOPLE) + len(_OTHERS), trades)
        self.people: Mapping[str, Person] = dict(zip(_PEOPLE + _OTHERS, called, strict=True))
        self.drawn: dict[str, tuple[str, ...]] = {}
        for draw in sketch.draws:
            for name, entry in zip(draw.names, self._different(draw.entries, len(draw.names)), strict=True):
                self.drawn[name] = tuple(self.said(form.strip()) for form in entry.split(":"))

    def _different(self, entries: str, count: int) -> list[str]:
        taken = {form for each in self.drawn.values() for form in each} | {each.name for each in self.people.values()}
        known = CLASSES[entries.strip("<>")]() if entries.startswith("<") else [e.strip() for e in entries.split(" | ")]
        free = [entry for entry in known if entry not in taken]
        return self.dice.some(free, count)

    def said(self, text: str) -> str:
        """A text with alternatives chosen and open words filled in."""
        while found := _CHOICE.search(text):
            text = text[: found.start()] + self.dice.one(found[1].split("|")) + text[found.end() :]
        return " ".join(_OPEN.sub(self._word, text).split()).replace(" ,", ",").replace(" .", ".").replace(" ?", "?")

    def _word(self, found: re.Match[str]) -> str:
        article, name, form = found.groups()
        if name in self.people:
            return self.people[name].form(form) if form else self.people[name].name
        word = self.drawn[name][int(form or 1) - 1] if name in self.drawn else self.dice.one(CLASSES[name]())
        return f"{'an' if word[0] in 'aeiou' else 'a'} {word}" if article else word


def tell(sketch: Sketch, dice: Dice) -> Story:
    """A story with all the questions that the sketch asks."""
    words = Words(dice, sketch)
    told: list[tuple[int | None, str]] = [
        (i, sentence(words.said(line.text))) for i, line in enumerate(sketch.lines) if line.always or dice.chance(0.5)
    ]
    for _ in range(dice.one(_NOISES)):
        place = int(dice.random() * (len(told) + 1))
        noise = sentence(words.said(dice.one(_fitting(sketch, told[place:]))))
        if all(noise != text for _, text in told):
            told.insert(place, (None, noise))
    at = {line: i for i, (line, _) in enumerate(told) if line is not None}
    slots = tuple(Slot.sentence(text) for _, text in told)
    return Story(slots, tuple(question(ask, words, at) for ask in sketch.asks))


def question(ask: Ask, words: Words, at: Mapping[int, int]) -> Question:
    """A question in words; `at` is where every line is told. What is unknown has no facts."""
    answers = tuple(dict.fromkeys(each.strip() for each in words.said(ask.answers).split(" / ")))
    facts = () if answers[0] == UNKNOWN else tuple(at[fact] for fact in ask.facts)
    return Question(sentence(words.said(ask.text)), answers[0], facts, also=answers[1:])


def _fitting(sketch: Sketch, after: Sequence[tuple[int | None, str]]) -> tuple[str, ...]:
    """Sentences of no use that nobody takes for what a pronoun of the next sentence means."""
    line = next((line for line, _ in after if line is not None), None)
    return PLAIN if line is not None and _LEANS.search(sketch.lines[line].text) else NOISE


def sentence(text: str) -> str:
    """A text with a capital at its beginning, and at the beginning of every sentence in it."""
    return re.sub(r"(^|[.!?] )([a-z])", lambda found: found[1] + found[2].upper(), text)
