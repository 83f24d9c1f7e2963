"""Several people: who stays and who goes on, who does what on which day, whose animal it is, whose relative."""

from __future__ import annotations

from collections.abc import Iterator

from memviz.simulate.everyday import lexicon
from memviz.simulate.everyday.ask import Ask
from memviz.simulate.everyday.entity import Entity, with_a
from memviz.simulate.everyday.lexicon import lists
from memviz.simulate.everyday.tale import Tale
from memviz.simulate.everyday.themes.doing import new_activity

Roles = dict[str, "Entity | str"]
_MISCHIEF = (
    "ate the homework",
    "bit the postman",
    "chewed up the slippers",
    "stole the sausages",
    "woke the baby",
    "broke the vase",
    "dug a hole in the lawn",
    "chased the neighbour's cat",
    "won the first prize",
    "fell into the pond",
    "ran away on Sunday",
    "slept in the bathtub",
    "scared the visitors",
    "knocked over the lamp",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def three(tale: Tale) -> Iterator[None]:
    """Three people go somewhere; one of them stays and the other two go on, or the other way round."""
    dice = tale.dice
    people = [tale.cast.named() for _ in range(3)]
    first, second = tale.cast.place(), tale.cast.place()
    at = tale.at
    tale.line("three", {**dict(zip("ABG", people, strict=True)), "P": first}, file="themes")
    yield
    alone, *others = dice.shuffled(people)
    if dice.chance(0.6):
        stays = tale.at
        tale.line("one-stays", {"A": alone}, file="themes")
        moves = tale.at
        tale.line("two-go", {"P": second}, file="themes")
        there, here = others, [alone]
        mover: tuple[int, ...] = (at, stays, moves)
        stayer: tuple[int, ...] = (at, stays)
    else:
        moves = tale.at
        tale.line("one-goes", {"A": alone, "P": second}, file="themes")
        stays = tale.at
        tale.line("two-stay", {"A": alone, "P": first}, file="themes")
        there, here, mover, stayer = [alone], others, (at, moves), (at, stays)
    yield
    for one in people:
        place, facts = (second, mover) if one in there else (first, stayer)
        tale.ask("where", Ask("where-person", {"X": one}, place, facts))
        wrong = first if place is second else second
        answer = dice.one((("yes", place), ("no", wrong)))
        tale.ask("yesno", Ask("yesno-at", {"X": one, "P": answer[1]}, answer[0], facts))
    for one in there:
        tale.ask("before", Ask("before-person", {"X": one, "P": second}, first, mover))
    tale.ask("count", Ask("count-people", {"P": second}, str(len(there)), mover, (("one", "two")[len(there) - 1],)))
    tale.ask(
        "yesno", Ask("yesno-same", {"A": here[0], "B": there[0]}, "no", mover if len(mover) > 2 else (at, moves, stays))
    )


def duties(tale: Tale) -> Iterator[None]:
    """Who does it on which day; and who instead of somebody who is away."""
    dice = tale.dice
    activity = new_activity(tale, set())
    people = [tale.cast.named() for _ in range(dice.one((2, 2, 3)))]
    days = [_DAYS[i] for i in sorted(dice.some(range(7), len(people)))]
    said = f"{lexicon.inflected(activity.verb, 'VBZ')} {activity.done_to}".replace("_", " ")
    facts: dict[str, int] = {}
    for one, day in zip(people, days, strict=True):
        facts[day] = tale.at
        tale.line("duty", {"A": one, "V": said, "T": day}, "pres", "themes")
        yield
    plain = f"{activity.verb} {activity.done_to}"
    for one, day in zip(people, days, strict=True):
        tale.ask("who", Ask("duty?", {"V": said, "T": day}, one, (facts[day],)))
        tale.ask(
            "when", Ask("duty-day?", {"A": one, "K": plain}, day, (facts[day],), (f"on {day}", f"{day}s", f"on {day}s"))
        )
    if dice.chance(0.5):
        ill, other = people[0], tale.cast.named()
        at = tale.at
        tale.line("duty-ill", {"A": ill, "B": other}, "pres", "themes")
        tale.asks["who"] = [ask for ask in tale.asks["who"] if ask.answer is not ill]
        tale.ask("who", Ask("duty-now?", {"V": said, "K": plain, "T": days[0]}, other, (facts[days[0]], at)))
        yield


def pets(tale: Tale) -> Iterator[None]:
    """Whose animal it is, and what it is called."""
    dice = tale.dice
    owners = [one for one in tale.cast.people if one.is_single and one.gender != "i"][:2] or [tale.cast.named()]
    owners = owners if dice.chance(0.5) else [tale.cast.named() for _ in range(2)]
    deeds = dice.shuffled(_MISCHIEF)
    for owner in owners:
        kind = tale.cast.draw(lists("animals")[dice.one(("pet", "pet", "farm"))])
        name = tale.cast.draw(lists("animals")[dice.one(("petname m", "petname f"))])
        at = tale.at
        tale.line("own-pet", {"A": owner, "N": with_a(kind), "V": kind, "K": name}, "pres", "themes")
        yield
        tale.ask("property", Ask("pet-name?", {"A": owner, "V": kind}, name, (at,)))
        tale.ask("who", Ask("pet-whose?", {"V": kind, "K": name}, owner, (at,)))
        tale.ask("property", Ask("pet-kind?", {"K": name}, kind, (at,), (with_a(kind),)))
        animal = Entity("animal", name, dice.one("mf"), article="", first="", sure=False)
        tale.ask("unknown", Ask("age?", {"A": animal}, "unknown"))
        if dice.chance(0.5):
            deed = deeds.pop()
            then = tale.at
            tale.write(f"{name} {deed}")
            tale.ask("who", Ask("whose-did?", {"V": kind, "D": deed}, owner, (then, at)))
            tale.ask("who", Ask("who-did?", {"D": deed}, animal, (then,)))
            tale.discourse.spans[then][animal] = name
            yield


def relatives(tale: Tale) -> Iterator[None]:
    """Who is whose relative."""
    people = [one for one in tale.cast.people if one.is_single and one.gender != "i" and not one.owner]
    if not people:
        return
    one = tale.dice.one(people)
    for _ in range(tale.dice.one((1, 2))):
        gender = tale.dice.one("mf")
        other = Entity("person", tale.cast.draw(lists("names")[gender]), gender, article="", first="")
        kin = tale.cast.draw(lists("people")[f"kin {gender}"])
        at = tale.at
        tale.line("kin", {"A": other, "B": one, "K": kin, "N": with_a(kin)}, "pres", "themes")
        yield
        tale.ask("who", Ask("kin?", {"B": one, "K": kin}, other, (at,)))
        tale.ask("who", Ask("kin-whose?", {"A": other, "K": kin}, one, (at,)))


def costs(tale: Tale) -> Iterator[None]:
    """What things cost, and how old people are: which is more has to be compared."""
    dice = tale.dice
    if dice.chance(0.5):
        ones = [tale.cast.thing() for _ in range(2)]
        if any(one.mass or one.is_plural for one in ones):
            return
        heading, more, less, roles = "cost", "dearer?", "cheaper?", "XY"
    else:
        ones = [tale.cast.named() for _ in range(2)]
        heading, more, less, roles = "aged", "older?", "younger?", "AB"
    values = dice.some(range(5, 60), 2)
    facts = []
    for one, value in zip(ones, values, strict=True):
        facts.append(tale.at)
        payer = dice.one([each for each in tale.cast.people if each.is_single] or [tale.cast.named()])
        tale.line(
            heading, {"A": payer, roles[0]: one, "V": str(value)}, "past" if heading == "cost" else "pres", "themes"
        )
        yield
    low, high = (one for _, one in sorted(zip(values, ones, strict=True), key=lambda each: each[0]))
    both: Roles = {roles[0]: ones[0], roles[1]: ones[1]}
    tale.ask("compare", Ask(more, both, high, tuple(facts)))
    tale.ask("compare", Ask(less, both, low, tuple(facts)))
    for one, value, fact in zip(ones, values, facts, strict=True):
        heading = "price?" if heading == "cost" else "age?" if heading == "aged" else heading
        tale.ask("count", Ask(heading, {roles[0]: one}, str(value), (fact,)))
