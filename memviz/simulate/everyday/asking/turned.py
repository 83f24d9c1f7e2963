"""Questions made of the very words of the story: when, why, whether, and who did it."""

from __future__ import annotations

import re
from collections.abc import Callable

from memviz.simulate.everyday.asking.base import UNKNOWN, Ask, told_people, told_places
from memviz.simulate.everyday.asking.deeds import GIFTS, WENT
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.pattern import Pattern
from memviz.simulate.everyday.tale import Deed, Tale
from memviz.simulate.everyday.turning import asked, short_time, who


def when(tale: Tale) -> Ask | None:
    """When somebody did something."""
    deed, pattern = _simple(tale, "When", lambda each: bool(each.when))
    if deed is None or pattern is None:
        return None
    bare = short_time(deed.when)
    return Ask(pattern, deed.roles, bare, deed.facts, (deed.when, re.sub(r"^the ", "", bare)))


def no_time(tale: Tale) -> Ask | None:
    """When somebody did something, if nobody says."""
    deed, pattern = _simple(tale, "When", lambda each: not each.when and not each.is_lasting)
    return Ask(pattern, deed.roles, UNKNOWN) if deed and pattern else None


def no_reason(tale: Tale) -> Ask | None:
    """Why somebody did something, if nobody says."""
    deed, pattern = _simple(tale, "Why", lambda each: not each.why and not each.is_lasting)
    return Ask(pattern, deed.roles, UNKNOWN) if deed and pattern else None


def whether(tale: Tale) -> Ask | None:
    """Whether somebody did what they did, or what somebody else did."""
    deed, pattern = _simple(tale, "", lambda each: not each.is_lasting)
    if deed is None or pattern is None:
        return None
    changed = _elsewhere(tale, deed) if deed.kind in WENT else _somebody_else(tale, deed)
    if changed is None:  # what could only be answered with yes is not asked
        return None
    is_so = tale.dice.chance(0.5)
    return Ask(pattern, deed.roles if is_so else {**deed.roles, **changed}, "yes" if is_so else "no", deed.facts)


def _somebody_else(tale: Tale, deed: Deed) -> dict[str, Entity] | None:
    """Somebody who did not do it, nor anything else with the thing."""
    others = [one for one in told_people(tale) if one not in deed.roles.values() and one.gender != "i"]
    if not others or deed.kind not in (*GIFTS, "buy", "find", "eat", "lose"):
        return None
    other = tale.dice.one(others)
    if any(other in each.roles.values() and each.roles.get("X") is deed.roles.get("X") for each in tale.deeds):
        return None
    return {"A": other}


def _elsewhere(tale: Tale, deed: Deed) -> dict[str, Entity] | None:
    """A place of the story where somebody never was."""
    who, place = deed.agent, deed.entity("P")
    if who is None or place is None or who in tale.blurred:
        return None
    been = {stay.where for stay in tale.world.trail.get(who, ())}
    others = [one for one in told_places(tale) if one not in been and (one.tag == "city") == (place.tag == "city")]
    return {"P": tale.dice.one(others)} if others else None


def who_did(tale: Tale) -> Ask | None:
    """Who did something, in the words of the story or near them."""
    found = [
        deed
        for deed in tale.deeds
        if deed.pattern and deed.agent and deed.agent.gender != "i" and "G" not in deed.roles
    ]
    if not found:
        return None
    deed = tale.dice.one(found)
    if deed.pattern is None or deed.pattern.opens != "A":
        return None
    pattern, rest = who(deed.pattern), {role: one for role, one in deed.roles.items() if role != "A"}
    rivals = [
        each for each in tale.deeds if each is not deed and all(one in each.roles.values() for one in rest.values())
    ]
    if pattern is None or not rest or rivals or not _known(tale, deed):
        return None
    return Ask(pattern, deed.roles, deed.agent, deed.facts)


def _simple(tale: Tale, word: str, fits: Callable[[Deed], bool]) -> tuple[Deed | None, Pattern | None]:
    """A deed of which a question can be made that begins with a word; there is no other like it."""
    found = [deed for deed in tale.deeds if deed.pattern and deed.agent and fits(deed) and _known(tale, deed)]
    if not found:
        return None, None
    deed = tale.dice.one(found)
    alike = [each for each in tale.deeds if each.agent is deed.agent and _same_roles(each, deed)]
    return (deed, asked(deed.pattern, word)) if len(alike) == 1 and deed.pattern else (None, None)


def _same_roles(one: Deed, other: Deed) -> bool:
    """Whether two deeds have to do with the same: whatever else one names, the other does not contradict."""
    return all(one.roles.get(role, who) is who for role, who in other.roles.items() if role not in "TG")


def _known(tale: Tale, deed: Deed) -> bool:
    return all(tale.known(one) for one in deed.roles.values() if isinstance(one, Entity))
