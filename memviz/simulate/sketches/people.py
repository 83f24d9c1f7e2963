"""The people of a sketch: how they are called, and their pronouns."""

from __future__ import annotations

from dataclasses import dataclass

from memviz.simulate.dice import Dice
from memviz.simulate.everyday.lexicon import lists

_PRONOUNS = {"m": ("he", "his", "him", "himself"), "f": ("she", "her", "her", "herself")}


@dataclass(frozen=True)
class Person:
    """Somebody, as the story calls them."""

    name: str
    gender: str

    def form(self, which: str) -> str:
        """A pronoun (he, his, him, himself), `s` for the possessive of the name, `is` and `first` for what they are."""
        if which == "s":
            return self.name + ("'" if self.name.endswith("s") else "'s")
        found = dict(zip(("he", "his", "him", "himself"), _PRONOUNS[self.gender], strict=True)).get(which.lower())
        if found is None:
            raise ValueError(f"A person has no form “{which}”.")
        return found.capitalize() if which[0].isupper() else found


def people(dice: Dice, count: int, trades: bool = True) -> list[Person]:
    """So many people, no two with the same last word; without `trades` none is called by what they do."""
    found: dict[str, Person] = {}
    while len(found) < count:
        person = _person(dice)
        if person.name.startswith("the ") and not trades:
            continue
        found.setdefault(person.name.split()[-1], person)
    return list(found.values())


def _person(dice: Dice) -> Person:
    gender = dice.one("mf")
    words, names = lists("people"), lists("names")
    name = dice.one(names[gender].train)
    chance = dice.random()
    if chance < 0.7:
        return Person(name, gender)
    if chance < 0.8:
        title = dice.one(words[f"title {gender}"].train)
        return Person(f"{title} {dice.one(words['surname'].train)}", gender)
    if chance < 0.9:
        return Person(f"the {dice.one(words[dice.one(('trade', 'role'))].train)}", gender)
    return Person(f"{dice.one(('my', 'our', 'my'))} {dice.one(words[f'kin {gender}'].train)}", gender)
