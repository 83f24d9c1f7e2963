"""What is not as it seems or does not stay as it is: swaps, beliefs, new colours, second choices."""

from __future__ import annotations

from collections.abc import Iterator

from memviz.simulate.everyday.ask import Ask
from memviz.simulate.everyday.entity import Entity, with_a
from memviz.simulate.everyday.lexicon import lines, lists
from memviz.simulate.everyday.tale import Tale

Roles = dict[str, "Entity | str"]


def cups(tale: Tale) -> Iterator[None]:
    """Three cups and what is under them; two of them swap places, once or twice."""
    dice = tale.dice
    noun = dice.one(("cup", "bowl", "box", "hat", "bucket", "pot", "bell", "basket", "lid", "flowerpot"))
    small = [tale.cast.draw(lists("things")[dice.one(("food", "toy", "valuable", "office"))]) for _ in range(3)]
    under = dict(zip(("left", "middle", "right"), small, strict=True))
    roles: Roles = {"Xs": f"{noun}s" if not noun.endswith("x") else f"{noun}es", "k": noun, "n": "three", "N": "Three"}
    tale.line("cups-on", roles, "pres", "themes")
    yield
    facts = [tale.at]
    tale.line("cups-under", {"k": noun, **dict(zip("VMK", map(with_a, small), strict=True))}, "pres", "themes")
    yield
    for _ in range(dice.one((1, 1, 2))):
        one, other = dice.some(tuple(under), 2)
        facts.append(tale.at)
        tale.line("cups-swap", {"k": noun, "S": one, "D": other}, "pres", "themes")
        under[one], under[other] = under[other], under[one]
        yield
    for side, thing in under.items():
        tale.ask("what", Ask("cups?", {"S": side, "k": noun}, thing, tuple(facts), (f"the {thing}", with_a(thing))))


def belief(tale: Tale) -> Iterator[None]:
    """Somebody puts something away; somebody else moves it, and the first does not know."""
    dice = tale.dice
    one, other, thing = tale.cast.named(), tale.cast.named(), tale.cast.thing("toy")
    here, there = tale.cast.container(portable=False), tale.cast.container(portable=False)
    roles: Roles = {"A": one, "B": other, "X": thing, "C": here, "D": there}
    at = tale.at
    tale.line("belief-put", roles, file="themes")
    yield
    tale.line("belief-move", roles, file="themes")
    moved = tale.at - 1
    yield
    if dice.chance(0.6):
        tale.line("belief-know", roles, file="themes")
        yield
    tale.ask("where", Ask("belief?", roles, here, (at,)))
    tale.ask("where", Ask("where", {"X": thing}, there, (moved,)))
    tale.ask("before", Ask("before-thing", {"X": thing, "P": there}, here, (at, moved)))
    tale.ask("who", Ask("who-put", {"X": thing, "C": there}, other, (moved,)))


def repainting(tale: Tale) -> Iterator[None]:
    """A thing gets another colour."""
    dice = tale.dice
    thing = Entity("thing", tale.cast.draw(lists("kinds")["compared"]), first="the")
    one = dice.one([each for each in tale.cast.people if each.is_single] or [tale.cast.named()])
    old, new = dice.some(lists("values")["colours"].train, 2)
    at = tale.at
    tale.line("was-colour", {"X": thing, "V": old}, "past", "themes")
    yield
    later = tale.at
    tale.line("repaint", {"X": thing, "A": one, "V": new}, "past", "themes")
    yield
    tale.ask("property", Ask("colour-now?", {"X": thing, "A": one}, new, (later,)))
    tale.ask("property", Ask("colour-before?", {"X": thing}, old, (at,)))


def instead(tale: Tale) -> Iterator[None]:
    """Somebody wanted one thing and got another."""
    one = tale.cast.named()
    sort = tale.dice.one(("food", "clothes", "valuable", "toy", "instrument", "gadget"))
    wanted, got = (tale.cast.draw(lists("things")[sort]) for _ in range(2))
    roles: Roles = {"A": one, "M": with_a(wanted), "N": with_a(got)}
    at = tale.at
    tale.line("instead", roles, "past", "themes")
    yield
    tale.ask("what", Ask("instead?", roles, got, (at,), (f"the {got}", with_a(got))))
    tale.ask("yesno", Ask("instead-yn?", roles, "no", (at,)))
    tale.ask("yesno", Ask("instead-yn?", {**roles, "M": with_a(got)}, "yes", (at,)))
    tale.ask("unknown", Ask("price?", {"X": Entity("thing", got)}, "unknown"))


def meals(tale: Tale) -> Iterator[None]:
    """What two people have to eat or drink."""
    one, other = tale.cast.named(), tale.cast.named()
    mine, theirs = (tale.cast.draw(lists("things")["masses"]) for _ in range(2))
    at = tale.at
    pattern = tale.pattern("ate", "themes")
    roles: Roles = {"A": one, "B": other, "N": mine, "M": theirs}
    tale.write(tale.voice.say(pattern, roles, tale.tense))
    yield
    tale.ask("what", Ask("ate?", {"A": one}, mine, (at,), (f"the {mine}", f"some {mine}")))
    tale.ask("who", Ask("who-ate?", {"N": f"the {mine}"}, one, (at,)))
    if other in tale.discourse.known:
        tale.ask("what", Ask("ate?", {"A": other}, theirs, (at,), (f"the {theirs}", f"some {theirs}")))


def stages(tale: Tale) -> Iterator[None]:
    """What came after what."""
    dice = tale.dice
    line = tale.voice.one(lines("kinds", "stages")).split(", ")
    order = dice.some(line, dice.one((3, 3, 4)))
    facts: dict[int, int] = {}
    for i in dice.shuffled(range(len(order))) if dice.chance(0.4) else range(len(order)):
        facts[i] = tale.at
        roles: Roles = {"V": order[i], "M": order[i - 1]}
        tale.line("stage-after" if i else "stage-first", roles, "past", "themes")
        yield
    bare = [each.removeprefix("the ") for each in order]
    for i in range(1, len(order)):
        pair: Roles = {"V": order[i], "M": order[i - 1]}
        tale.ask("when", Ask("stage-after?", pair, bare[i], (facts[i],), (order[i],)))
        tale.ask("when", Ask("stage-before?", pair, bare[i - 1], (facts[i],), (order[i - 1],)))
    tale.ask("when", Ask("stage-first?", {}, bare[0], (facts[0],), (order[0],)))
    tale.ask("compare", Ask("stage-last?", {}, bare[-1], tuple(facts[i] for i in range(len(order))), (order[-1],)))
    tale.ask("unknown", Ask("stage-after?", {"M": order[-1]}, "unknown"))


def postponed(tale: Tale) -> Iterator[None]:
    """Something starts later or earlier than planned: its time has to be worked out."""
    dice = tale.dice
    event = dice.one(
        ("the concert", "the meeting", "the match", "the wedding", "the lesson", "the launch", "the film", "the race")
    )
    numbers = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    start, change = dice.one(range(4, 9)), dice.one((1, 2, 3))
    late = dice.chance(0.75)
    roles: Roles = {"V": event, "n": numbers[start - 1], "M": numbers[change - 1], "B": tale.cast.named()}
    roles["K"] = dice.one(("speaker", "pianist", "pilot", "referee", "priest", "bus"))
    at = tale.at
    tale.line("planned", roles, "past", "themes")
    yield
    then = tale.at
    text = tale.voice.say(tale.pattern("late" if late else "early", "themes"), roles, "past")
    tale.write(text.replace("one hours", "one hour"))
    yield
    answer = start + change if late else start - change
    words = numbers[answer - 1]
    also = (words, f"{words} o'clock", f"{answer} o'clock", f"at {words}", f"at {words} o'clock")
    tale.ask("when", Ask("start?", {"V": event}, str(answer), (at, then), also))


def mistaken(tale: Tale) -> Iterator[None]:
    """The one that somebody took was not of the colour that was said first."""
    dice, one = tale.dice, tale.cast.named()
    noun = tale.cast.draw(lists("kinds")["compared"])
    wrong, right = dice.some(lists("values")["colours"].train, 2)
    roles: Roles = {"A": one, "K": noun, "M": wrong, "V": right}
    at = tale.at
    tale.line("took-colour", roles, file="themes")
    tale.line("took-colour-no", roles, "past", "themes")
    yield
    tale.ask(
        "property",
        Ask(
            "took-colour?",
            {"A": one, "K": noun},
            right,
            (at, at + 1),
            (f"the {right} {noun}", f"{right} {noun}", f"the {right} one"),
        ),
    )
    if dice.chance(0.5):
        tale.line("took-colour-other", roles, file="themes")
        yield
