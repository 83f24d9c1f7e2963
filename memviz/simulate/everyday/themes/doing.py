"""What people do, when and where: any verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from memviz.simulate.everyday import lexicon
from memviz.simulate.everyday.ask import Ask
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.lexicon import Pool
from memviz.simulate.everyday.pattern import Pattern, compiled
from memviz.simulate.everyday.tale import Tale
from memviz.simulate.everyday.turning import asked, short_time, who

_ARTICLE = re.compile(r"^(?:the|an?|some) ")


class Activity(NamedTuple):
    """A verb, and what it is done to."""

    verb: str
    done_to: str

    @property
    def pattern(self) -> Pattern:
        return compiled(f"[A] <{self.verb}> {self.done_to}")


@cache
def activities() -> Pool[Activity]:
    """All activities, those with a word that training never shows apart."""
    lines = [line.partition(":") for block in lexicon.blocks("activities").values() for line in block]
    every = [Activity(verb.strip(), words.strip()) for verb, _, rest in lines for words in rest.split(",")]
    held = {each for each in every if lexicon.shows_held_out(f"{each.verb} {each.done_to}")}
    return Pool(tuple(each for each in every if each not in held), tuple(each for each in every if each in held))


def doing(tale: Tale) -> Iterator[None]:
    """People do things, often in the order of time."""
    used: set[str] = set()
    for _ in range(tale.dice.one((1, 2, 3, 4, 5))):
        one = tale.dice.one([one for one in tale.cast.people if one.is_single] or tale.cast.people)
        activity = new_activity(tale, used)
        time = tale.next_time(far=True) if tale.dice.chance(0.75) else ""
        if not time and tale.dice.chance(0.35):
            _two(tale, one, activity, used)
        else:
            _one(tale, one, activity, time)
        yield


def new_activity(tale: Tale, used: set[str]) -> Activity:
    """An activity that has nothing in common with those of the story."""
    while True:
        activity = tale.voice.one(activities())
        words = {activity.verb, activity.done_to}
        if not words & used:
            used |= words
            return activity


def _one(tale: Tale, one: Entity, activity: Activity, time: str) -> None:
    """One person does something."""
    at, dice = tale.at, tale.dice
    roles: dict[str, Entity | str] = {"A": one, "T": time}
    passive = (
        dice.chance(0.15) and not activity.done_to.startswith("a") and " " not in activity.verb and one.gender != "i"
    )
    if passive:
        be = "were" if _is_plural(activity.done_to) else "was"
        line = f"{activity.done_to} {be} <{activity.verb}.n> by [A.o]"
    else:
        line = f"[A] <{activity.verb}> {activity.done_to}"
    clause = tale.voice.say(compiled(line), roles, "past" if passive else tale.tense)
    if not time:
        tale.write(clause)
    elif dice.chance(0.65):
        tale.write(f"{time}{dice.one((' ', ' ', ', '))}{clause}")
    else:
        tale.write(f"{clause} {time}")
    note(tale, one, activity, time, at, "" if passive else clause)


def _is_plural(words: str) -> bool:
    return words.endswith("s") and not words.endswith("ss")


def _two(tale: Tale, one: Entity, activity: Activity, used: set[str]) -> None:
    """Two people do different things in a sentence, or two do the same together."""
    at, dice = tale.at, tale.dice
    others = [each for each in tale.cast.people if each is not one and each.is_single]
    if not others:
        _one(tale, one, activity, "")
        return
    other, second = dice.one(others), new_activity(tale, used)
    first_clause = tale.voice.say(activity.pattern, {"A": one}, tale.tense)
    tale.discourse.bound = None
    between = dice.one((", and ", " and ", ", but ", " while ", ", whereas "))
    tale.write(first_clause + between + tale.voice.say(second.pattern, {"A": other}, tale.tense))
    note(tale, one, activity, "", at)
    note(tale, other, second, "", at)


def note(tale: Tale, one: Entity, activity: Activity, time: str, at: int, clause: str = "") -> None:
    """Keeps the questions that can be asked about it."""
    roles: dict[str, Entity | str] = {"A": one}
    facts, words = (at,), _ARTICLE.sub("", activity.done_to)
    if (pattern := who(activity.pattern)) and one.gender != "i":
        tale.ask("who", Ask(pattern, {"A": one}, one, facts))
    ways = (activity.done_to, f"the {words}", f"a {words}")
    tale.ask("what", Ask(compiled(f"What did [A] <{activity.verb}.i>"), roles, words, facts, ways))
    if time and (pattern := asked(activity.pattern, "When")):
        bare = short_time(time)
        tale.ask("when", Ask(pattern, roles, bare, facts, tuple(dict.fromkeys((time, re.sub(r"^the ", "", bare))))))
        if clause and one.gender != "i":
            said = inflected_words(activity, tale.tense, one)
            also = (f"{activity.verb} {activity.done_to}",)
            tale.ask("what", Ask("what-do", {"A": one, "T": time}, said, facts, also))
            tale.ask(
                "who",
                Ask(compiled(f"Who <{activity.verb}.d> {activity.done_to} [T]"), {**roles, "T": time}, one, facts),
            )
    elif not time and (pattern := asked(activity.pattern, "When")):
        tale.ask("unknown", Ask(pattern, roles, "unknown"))
    if (pattern := asked(activity.pattern, "Why")) and tale.dice.chance(0.3):
        tale.ask("unknown", Ask(pattern, roles, "unknown"))
    _yes_or_no(tale, one, activity, facts)


def inflected_words(activity: Activity, tense: str, one: Entity) -> str:
    """The verb as the sentence has it, and what it is done to."""
    tag = "VBD" if tense == "past" else "VBZ" if one.gender not in "ipw" else "VB"
    return f"{lexicon.inflected(activity.verb, tag).replace('_', ' ')} {activity.done_to}"


def _yes_or_no(tale: Tale, one: Entity, activity: Activity, facts: tuple[int, ...]) -> None:
    pattern = asked(activity.pattern, "")
    others = [other for other in tale.cast.people if other is not one and other.is_single and tale.known(other)]
    if pattern is None or not others or not activity.done_to.startswith("the "):
        return
    is_so = tale.dice.chance(0.5)
    tale.ask("yesno", Ask(pattern, {"A": one if is_so else tale.dice.one(others)}, "yes" if is_so else "no", facts))


def sequence(tale: Tale) -> Iterator[None]:
    """What somebody did first, next and last, in a sentence."""
    one = tale.cast.named()
    used: set[str] = set()
    three = [new_activity(tale, used) for _ in range(3)]
    said = [f"{lexicon.inflected(each.verb, 'VBD')} {each.done_to}".replace("_", " ") for each in three]
    done = f"{lexicon.inflected(three[0].verb, 'VBN')} {three[0].done_to}".replace("_", " ")
    doing = [f"{lexicon.inflected(each.verb, 'VBG')} {each.done_to}".replace("_", " ") for each in three]
    roles: dict[str, Entity | str] = {"A": one, "V": said[0], "M": said[1], "K": said[2], "n": done}
    at = tale.at
    tale.line("first-do", roles, "past", "themes")
    facts = (at,)
    yield
    tale.ask("when", Ask("first-do?", {"A": one}, said[0], facts, (f"{three[0].verb} {three[0].done_to}",)))
    tale.ask("when", Ask("last-do?", {"A": one}, said[2], facts, (f"{three[2].verb} {three[2].done_to}",)))
    for i, j, heading in ((0, 1, "after-do?"), (1, 2, "after-do?"), (2, 1, "before-do?")):
        also = (f"{three[j].verb} {three[j].done_to}",)
        tale.ask("when", Ask(heading, {"A": one, "T": doing[i]}, said[j], facts, also))


def somebody(tale: Tale) -> Iterator[None]:
    """Something was done, and nobody says by whom."""
    used: set[str] = set()
    activity = new_activity(tale, used)
    people = [one for one in tale.cast.people if one.is_single]
    if len(people) < 2 or _is_plural(activity.done_to) or not activity.done_to.startswith("the "):
        return
    one, other = tale.dice.some(people, 2)
    nobody, be = tale.dice.one(("Somebody", "Someone")), tale.dice.one(("was", "had been"))
    active = f"{nobody} {lexicon.inflected(activity.verb, 'VBD')} {activity.done_to}"
    passive = f"{activity.done_to} {be} {lexicon.inflected(activity.verb, 'VBN')}"
    tale.write(tale.dice.one((active, passive)).replace("_", " "))
    yield
    if tale.dice.chance(0.6):
        tale.line("alibi", {"A": one, "B": other}, "past", "themes")
        yield
    if pattern := who(activity.pattern):
        tale.ask("unknown", Ask(pattern, {"A": one}, "unknown"))
