"""How many: things that are had, got and given, people who come and go."""

from __future__ import annotations

from collections.abc import Iterator

from memviz.simulate.everyday.ask import Ask
from memviz.simulate.everyday.asking.holdings import NUMBERS, number
from memviz.simulate.everyday.entity import Entity, with_a
from memviz.simulate.everyday.lexicon import lists, plural
from memviz.simulate.everyday.tale import Tale


def counted(tale: Tale, count: int) -> str:
    """A number in words, or in digits in some stories."""
    return str(count) if count >= len(NUMBERS) or tale.digits else NUMBERS[count]


def amounts(tale: Tale) -> Iterator[None]:
    """Somebody has a number of things, gets more, eats and gives some."""
    dice = tale.dice
    people = [one for one in tale.cast.people if one.is_single and one.gender != "i"]
    if not people:
        return
    one = dice.one(people)
    others = [each for each in people if each is not one]
    is_food = dice.chance(0.6)
    many = tale.cast.draw(lists("things")["foods"]) if is_food else plural(_thing(tale))
    count, facts = dice.one(range(2, 11)), [tale.at]
    tale.line("have-n", {"A": one, "n": counted(tale, count), "Xs": many}, file="themes")
    yield
    for _ in range(dice.one((1, 1, 2, 2, 3))):
        less = dice.chance(0.6) and count > 2
        change = dice.one(range(2, count)) if less else dice.one(range(2, 7))
        roles: dict[str, Entity | str] = {"A": one, "n": counted(tale, change), "Xs": many}
        facts.append(tale.at)
        kind = "more-n"
        if less and others and dice.chance(0.5):
            kind, roles["B"] = "give-n", dice.one(others)
            answer, also = number(change)
            tale.ask("count", Ask("gave-n?", roles, answer, (tale.at,), also))
        elif less:
            kind = "less-n" if is_food else "less-thing"
        roles.setdefault("B", dice.one(others) if others else one)
        count += -change if less else change
        _line(tale, kind, roles, bool(others))
        yield
    answer, also = number(count)
    tale.ask("count", Ask("count-n?", {"A": one, "Xs": many}, answer, tuple(facts), also))
    if others:
        other = dice.one(others)
        tale.ask("unknown", Ask("ate-n?" if is_food else "bought-n?", {"A": other, "Xs": many}, "unknown"))


def _line(tale: Tale, kind: str, roles: dict[str, Entity | str], others: bool) -> None:
    """A sentence; one that names a second person only if there is one."""
    pattern = tale.pattern(kind, "themes")
    while not others and pattern.opens == "B":
        pattern = tale.pattern(kind, "themes")
    tale.write(tale.voice.say(pattern, roles, tale.tense))


def _thing(tale: Tale) -> str:
    sort = tale.dice.one(("toy", "paper", "kitchen", "office", "sport"))
    return tale.cast.draw(lists("things")[sort]) if tale.dice.chance(0.9) else "book"


def eating(tale: Tale) -> Iterator[None]:
    """Several people have different numbers of the same."""
    people = [one for one in tale.cast.people if one.is_single and one.gender != "i"]
    many = tale.cast.draw(lists("things")["foods"])
    eaten: list[tuple[int, Entity, int]] = []
    for one in people[:3]:
        count, at = tale.dice.one(range(2, 10)), tale.at
        tale.line("ate-n", {"A": one, "n": counted(tale, count), "Xs": many}, file="themes")
        answer, also = number(count)
        tale.ask("count", Ask("ate-n?", {"A": one, "Xs": many}, answer, (at,), also))
        eaten.append((count, one, at))
        counts = [each for each, _, _ in eaten]
        if counts.count(count) == 1:
            tale.ask("who", Ask("who-n?", {"n": counted(tale, count), "Xs": many}, one, (at,)))
        yield
    tale.asks["who"] = [
        ask for ask in tale.asks.get("who", []) if ask.heading != "who-n?" or _is_only(eaten, ask.answer)
    ]
    if len(eaten) < 2 or len({count for count, _, _ in eaten}) < len(eaten):
        return
    facts = tuple(at for _, _, at in eaten)
    order = sorted(eaten, key=lambda each: each[0])
    tale.ask("compare", Ask("more?", {"Xs": many}, order[-1][1], facts))
    tale.ask("compare", Ask("fewest?", {"Xs": many}, order[0][1], facts))
    total, also = number(sum(count for count, _, _ in eaten))
    tale.ask("count", Ask("total?", {"Xs": many}, total, facts, also))


def company(tale: Tale) -> Iterator[None]:
    """People come into a place and leave it."""
    dice, place = tale.dice, tale.cast.place()
    if place.tag in ("home", "city", "own"):
        return
    count, facts = dice.one(range(2, 13)), [tale.at]
    roles: dict[str, Entity | str] = {"P": place, "A": tale.cast.people[-1], "n": counted(tale, count)}
    tale.line("room-n", roles, file="themes")
    yield
    for _ in range(dice.one((1, 2, 2, 3))):
        less = dice.chance(0.5) and count > 3
        change = dice.one(range(2, count)) if less else dice.one(range(2, 6))
        count += -change if less else change
        facts.append(tale.at)
        tale.line("room-less" if less else "room-more", {"n": counted(tale, change)}, file="themes")
        yield
    answer, also = number(count)
    tale.ask("count", Ask("room-n?", {"P": place}, answer, tuple(facts), also))


def listing(tale: Tale) -> Iterator[None]:
    """Somebody buys a list of things."""
    dice = tale.dice
    people = [one for one in tale.cast.people if one.is_single and one.gender != "i"]
    if not people or any(deed.agent is people[0] for deed in tale.deeds):
        return
    one, total, words = people[0], 0, []
    for _ in range(dice.one((2, 2, 3))):
        noun = tale.cast.draw(lists("things")["food"])
        count = dice.one((1, 1, 2, 3))
        total += count
        words.append(with_a(noun) if count == 1 else f"{counted(tale, count)} {plural(noun)}")
    facts = [tale.at]
    listed = f"{', '.join(words[:-1])} and {words[-1]}"
    tale.line("list-n", {"A": one, "L": listed}, file="themes")
    yield
    if dice.chance(0.5):
        facts.append(tale.at)
        tale.line("list-more", {"A": one, "M": with_a(tale.cast.draw(lists("things")["food"]))}, file="themes")
        total += 1
        yield
    answer, also = number(total)
    tale.ask("count", Ask("list-n?", {"A": one}, answer, tuple(facts), also))


def _is_only(eaten: list[tuple[int, Entity, int]], who: object) -> bool:
    """Whether nobody else has eaten as many."""
    own = next((count for count, one, _ in eaten if one is who), None)
    return sum(count == own for count, _, _ in eaten) == 1


def enumeration(tale: Tale) -> Iterator[None]:
    """One after the other; some are of the same kind."""
    dice, one = tale.dice, tale.cast.named()
    animals = dice.chance(0.6)
    pool = lists("kinds")["kind"] if animals else lists("things")["toy"]
    kinds = [tale.cast.draw(pool) for _ in range(dice.one((2, 2, 3)))]
    order = [*kinds, *(dice.one(kinds[:2]) for _ in range(dice.one((1, 1, 2))))]
    said = [f"another {kind}" if kind in order[:i] else with_a(kind) for i, kind in enumerate(order)]
    listed = ", then ".join(said) if dice.chance(0.6) else f"{', '.join(said[:-1])} and {said[-1]}"
    at = tale.at
    tale.line("enumerate", {"A": one, "L": listed}, file="themes")
    yield
    for kind in kinds:
        answer, also = number(order.count(kind))
        tale.ask("count", Ask("enumerate?", {"A": one, "Xs": plural(kind)}, answer, (at,), also))


def each(tale: Tale) -> Iterator[None]:
    """Each of some eats as many: the number of all has to be worked out."""
    dice = tale.dice
    some, food = plural(tale.cast.draw(lists("kinds")["kind"])), tale.cast.draw(lists("things")["foods"])
    count, share = dice.one(range(2, 6)), dice.one(range(2, 5))
    facts = [tale.at]
    roles: dict[str, Entity | str] = {"A": tale.cast.named(), "n": counted(tale, count), "Xs": some, "Ys": food}
    tale.line("each-n", roles, file="themes")
    facts.append(tale.at)
    tale.line("each-ate", {**roles, "m": counted(tale, share)}, file="themes")
    yield
    total = count * share
    if dice.chance(0.4):
        more = dice.one((2, 3))
        facts.append(tale.at)
        tale.line("each-more", {**roles, "m": counted(tale, more)}, file="themes")
        total += more
        yield
    answer, also = number(total)
    tale.ask("count", Ask("each?", roles, answer, tuple(facts), also))
