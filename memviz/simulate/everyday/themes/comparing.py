"""Who or what is bigger, older, faster: chains of comparisons, and races."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from memviz.simulate.everyday.ask import Ask
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.lexicon import blocks, lists
from memviz.simulate.everyday.tale import Tale

Roles = dict[str, "Entity | str"]


def comparing(tale: Tale) -> Iterator[None]:
    """A chain of comparisons, in any order."""
    people = [one for one in tale.cast.people if one.is_single and one.gender != "i"]
    if len(people) >= 2 and tale.dice.chance(0.5):
        yield from _chain(
            tale, tale.dice.some(people, min(len(people), tale.dice.one((2, 3, 3, 4)))), "scale person", "Who"
        )
        return
    count = tale.dice.one((2, 3, 3, 4))
    things = list(dict.fromkeys(tale.cast.draw(lists("kinds")["compared"]) for _ in range(count)))
    adjective = tale.cast.adjective("box") if tale.dice.chance(0.3) else ""
    ones = [Entity("thing", name, first="the", adjective=adjective if i == 0 else "") for i, name in enumerate(things)]
    if tale.dice.chance(0.3):  # things of one noun, told apart by their colours
        colours = tale.dice.some(lists("adjectives")["colour"].train[:12], count)
        ones = [Entity("thing", f"{colour} {things[0]}", first="the") for colour in colours]
    yield from _chain(tale, ones, "scale thing", "Which")


def _chain(tale: Tale, ones: list[Entity], scale: str, word: str) -> Iterator[None]:
    more, less, plain, most, least = tale.dice.one(blocks("kinds")[scale]).split()
    words: Roles = {"C": more, "D": less, "c": plain, "E": most, "F": least}
    person = "-person" if word == "Who" else ""
    facts: dict[int, int] = {}
    pairs = list(enumerate(pairwise(ones)))
    for i, (big, small) in tale.dice.shuffled(pairs):
        facts[i] = tale.at
        tale.line("bigger", {**words, "A": big, "B": small}, "pres", "themes")
        yield
    order = tuple(facts[i] for i in range(len(ones) - 1))
    for i in range(len(ones)):
        for j in range(i + 1, len(ones)):
            _ask_pair(tale, ones[i], ones[j], words, order[i:j], person)
    if len(ones) > 2:
        tale.ask("compare", Ask(f"biggest{person}?", dict(words), ones[0], order))
        if not person:
            tale.ask("compare", Ask("smallest?", dict(words), ones[-1], order[::-1]))
        else:
            tale.ask("compare", Ask("biggest-person?", {"E": least}, ones[-1], order[::-1]))
    _ask_unknown(tale, ones, scale, more, person)


def _ask_pair(tale: Tale, big: Entity, small: Entity, words: Roles, facts: tuple[int, ...], person: str) -> None:
    dice = tale.dice
    roles: Roles = {**words, "A": big, "B": small}
    tale.ask("compare", Ask(f"bigger{person}?", roles, big, facts))
    if person:
        tale.ask("compare", Ask("bigger-person?", {**roles, "C": words["D"]}, small, facts))
    else:
        tale.ask("compare", Ask("smaller?", roles, small, facts))
    if dice.chance(0.5):
        tale.ask("yesno", Ask("is-bigger?", roles, "yes", facts))
    else:
        tale.ask("yesno", Ask("is-bigger?", {**roles, "A": small, "B": big}, "no", facts))


def _ask_unknown(tale: Tale, ones: list[Entity], scale: str, more: str, person: str) -> None:
    """The same of something that is not compared, or on another scale."""
    other = tale.dice.one([line for line in blocks("kinds")[scale] if more not in line]).split()[0]
    if (more, other) in (("bigger", "larger"), ("larger", "bigger"), ("bigger", "heavier")):
        return
    one, two = tale.dice.some(ones, 2)
    tale.ask("unknown", Ask(f"bigger{person}?", {"A": one, "B": two, "C": other}, "unknown"))


def racing(tale: Tale) -> Iterator[None]:
    """Some run a race; who came in before whom."""
    dice = tale.dice
    people = [one for one in tale.cast.people if one.is_single and one.gender != "i"]
    if len(people) < 3 or dice.chance(0.4):
        names = list(dict.fromkeys(tale.cast.draw(lists("kinds")["animal"]) for _ in range(dice.one((3, 3, 4)))))
        people = [Entity("animal", name, "n", first="the") for name in names]
    ones = dice.some(people, 3)
    facts: dict[int, int] = {}
    for i, (fast, slow) in dice.shuffled(list(enumerate(pairwise(ones)))):
        facts[i] = tale.at
        tale.line("race", {"A": fast, "B": slow}, file="themes")
        yield
    tale.ask("compare", Ask("race-last?", {}, ones[-1], (facts[0], facts[1])))
    tale.ask("compare", Ask("race-first?", {}, ones[0], (facts[1], facts[0])))
    tale.ask("compare", Ask("race-two?", {"A": ones[0], "B": ones[2]}, ones[0], (facts[0], facts[1])))
