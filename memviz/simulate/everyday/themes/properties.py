"""What people and things are like: jobs, ages, homes, likes, prices, colours, owners."""

from __future__ import annotations

from collections.abc import Iterator

from memviz.simulate.everyday.ask import Ask
from memviz.simulate.everyday.entity import Entity, with_a
from memviz.simulate.everyday.lexicon import lists
from memviz.simulate.everyday.tale import Tale

PERSONAL = (
    "job",
    "job",
    "job",
    "job-change",
    "age",
    "home",
    "origin",
    "likes",
    "fears",
    "hobby",
    "instrument",
    "language",
    "pet",
    "drink",
    "collects",
    "sport",
    "character",
    "kinname",
)
_OF_THINGS = ("colour", "colour", "price", "price", "material", "owner", "owner")


class Value:
    """Draws what is said: the words of the answer, and those of the sentence."""

    def __init__(self, tale: Tale) -> None:
        self.draw = tale.cast.draw
        self.dice = tale.dice

    def words(self, heading: str) -> tuple[str, str]:
        """The value, and the value with its article."""
        if heading in ("job", "job-change"):
            job = self.draw(lists("people")["trade"])
            return job, with_a(job)
        if heading == "pet":
            pet = self.draw(lists("animals")[self.dice.one(("pet", "pet", "farm"))])
            return pet, with_a(pet)
        source = {
            "home": ("places", "city in"),
            "origin": ("places", "country in"),
            "hobby": ("values", "hobby"),
            "fears": ("values", "fear"),
            "instrument": ("things", "instrument"),
            "language": ("values", "language"),
            "collects": ("values", "collects"),
            "sport": ("values", "sport"),
            "character": ("adjectives", "character"),
            "colour": ("values", "colours"),
            "material": ("values", "material"),
            "drink": ("things", "drink"),
            "likes": ("things", self.dice.one(("foods", "masses"))),
        }
        if heading in source:
            file, list_name = source[heading]
            value = self.draw(lists(file)[list_name])
            return value, with_a(value)
        number = str(self.dice.one(range(3, 95)))
        return number, number


def properties(tale: Tale) -> Iterator[None]:
    """Says something of a person or a thing, sometimes the same kind of thing of another."""
    heading = tale.dice.one(PERSONAL if tale.dice.chance(0.75) else _OF_THINGS)
    ones = tale.cast.people if heading in PERSONAL else [tale.cast.thing(), tale.cast.thing()]  # nobody has those
    ones = [
        one
        for one in ones
        if one.sort != "animal"
        and one.gender != "i"
        and (one.sort == "thing" or one.is_single)
        and not (one.mass and heading == "owner")
    ]
    ones = [one for one in ones if (heading not in ("job", "job-change") or one.tag != "trade")]
    for one in tale.dice.some(ones, min(len(ones), tale.dice.one((1, 2, 2, 3)))):
        if heading in ("colour", "material") and one.adjective:
            continue
        say(tale, heading, one)
        yield


def say(tale: Tale, heading: str, one: Entity) -> None:
    """A sentence about somebody or something, and what can be asked of it."""
    dice, at = tale.dice, tale.at
    question = "job?" if heading == "job-change" else f"{heading}?"
    roles: dict[str, Entity | str] = {"X" if heading in _OF_THINGS else "A": one}
    if heading == "owner":
        owner = dice.one(
            [each for each in tale.cast.people if each.is_single and each.gender != "i"] or tale.cast.people
        )
        if owner.gender == "i":
            return
        roles["A"] = owner
        tale.line(heading, roles, file="properties")
        tale.ask("property", Ask(question, {"X": one}, owner, (at,)))
        return
    value, with_article = Value(tale).words(heading)
    roles |= {"V": value, "N": with_article}
    if heading == "price":
        roles["A"] = dice.one([each for each in tale.cast.people if each.is_single] or tale.cast.people)
    if heading == "job-change":
        roles["M"] = Value(tale).words("job")[1]
    if heading == "kinname":
        roles["K"], roles["V"] = _relative(tale)
        value = str(roles["V"])
        roles["N"], with_article = with_a(str(roles["K"])), value
    if heading == "pet":
        roles["K"] = tale.cast.draw(lists("animals")[dice.one(("petname m", "petname f"))])
    tale.line(heading, roles, file="properties")
    ways = {"age": f"{value} years old", "price": f"{value} euros", "home": f"in {value}", "origin": f"from {value}"}
    also = (ways.get(heading, with_article), f"the {value}")
    tale.ask("property", Ask(question, roles, value, (at,), also))
    tale.told_of.add((one, question))
    if heading == "job" or heading == "job-change":
        other = tale.dice.one(lists("people")["trade"].train)
        right = tale.dice.chance(0.5)
        named = with_article if right else str(roles.get("M", with_a(other)))
        if right or named != with_article:
            tale.ask("yesno", Ask("is-job?", {"A": one, "N": named}, "yes" if right else "no", (at,)))


def _relative(tale: Tale) -> tuple[str, str]:
    kin = tale.cast.draw(lists("values")["kins"])
    female = kin in ("sister", "daughter", "aunt", "niece", "wife")
    male = kin in ("brother", "son", "uncle", "nephew", "husband")
    return kin, tale.cast.draw(lists("names")["f" if female else "m" if male else tale.dice.one("mf")])


def unknown_property(tale: Tale) -> Ask | None:
    """What the story does not say of somebody."""
    heading = tale.dice.one((*PERSONAL[:3], *PERSONAL[4:], *_OF_THINGS[1:]))
    of_thing = heading in _OF_THINGS
    ones = [
        one for one in (tale.cast.things if of_thing else tale.cast.people) if tale.known(one) and one.sort != "animal"
    ]
    ones = [one for one in ones if (one, f"{heading}?") not in tale.told_of and one.gender != "i"]
    if not ones:
        return None
    one = tale.dice.one(ones)
    if not of_thing and not one.is_single:
        return None
    named_by_trade = heading == "job" and (one.tag == "trade" or one.long)
    if named_by_trade or (of_thing and (one.adjective or heading == "owner")):
        return None
    roles: dict[str, Entity | str] = {"X" if of_thing else "A": one}
    if heading == "kinname":
        roles["K"] = tale.dice.one(lists("values")["kins"].train)
    return Ask(f"{heading}?", roles, "unknown")
