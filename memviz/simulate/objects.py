"""Worlds in which people walk and carry things: tasks 2, 3 and 5 to 8."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from memviz.simulate import words
from memviz.simulate.dice import Dice
from memviz.simulate.people import People
from memviz.simulate.sizes import Sizes, named


class Clause(NamedTuple):
    """A sentence: a person moved, or got, dropped or gave an object. Every sentence is one clause."""

    at: int
    person: str
    action: str
    thing: str = ""
    receiver: str = ""


class Objects(People[Clause]):
    """People who walk, get and drop; `held` is what each has in hand, `lies` is where the other objects are."""

    says_there: ClassVar = 1.0  # how often a get ends in “there”
    actions: ClassVar[tuple[str, ...]] = ("move", "get", "drop")

    def __init__(self, dice: Dice, sizes: Sizes) -> None:
        super().__init__(dice, sizes)
        self.things = named("objects", words.OBJECTS, sizes.objects, 1)
        self.attempts = [(getattr(self, action), person) for action in self.actions for person in self.people]

    def start(self) -> None:
        super().start()
        self.held: dict[str, list[str]] = {person: [] for person in self.people}
        self.lies = {thing: self.dice.one(self.places) for thing in self.things}

    def step(self) -> None:
        """Draws somebody and something to do until it can be done, which is how the public shares come about."""
        # `dice.one` written out: most draws fail, and task 3 draws thirty times for each question.
        random, attempts, count = self.dice.random, self.attempts, len(self.attempts)
        done = False
        while not done:
            attempt, person = attempts[int(random() * count)]
            done = attempt(person)

    def move(self, person: str) -> bool:
        """Walks, unless the drawn place is where the person is."""
        place = self.dice.one(self.places)
        if place == self.place[person]:
            return False
        self.place[person] = place
        sentence = self.tell(f"{person} {self.dice.one(words.MOVE)} the {place}.")
        return self.done(Clause(sentence, person, "move", place))

    def get(self, person: str) -> bool:
        """Gets something that lies where the person is."""
        place = self.place[person]
        if place not in self.lies.values():
            return False
        thing = self.dice.one([thing for thing, lies in self.lies.items() if lies == place])
        del self.lies[thing]
        self.held[person].append(thing)
        sentence = self.tell(f"{person} {self.dice.one(words.GET)} the {thing}{self.there(self.says_there)}.")
        return self.done(Clause(sentence, person, "get", thing))

    def drop(self, person: str) -> bool:
        """Drops something that the person has."""
        if not self.held[person]:
            return False
        thing = self.dice.one(self.held[person])
        self.held[person].remove(thing)
        self.lies[thing] = self.place[person]
        sentence = self.tell(f"{person} {self.dice.one(words.DROP)} the {thing}{self.there(0.2)}.")
        return self.done(Clause(sentence, person, "drop", thing))

    def give(self, _person: str) -> bool:
        """Somebody gives something to somebody in the same place, whoever was drawn: all such gifts are as likely."""
        gifts = [
            (giver, thing, receiver)
            for giver, things in self.held.items()
            for thing in things
            for receiver in self.people
            if receiver != giver and self.place[receiver] == self.place[giver]
        ]
        if not gifts:
            return False
        giver, thing, receiver = self.dice.one(gifts)
        self.held[giver].remove(thing)
        self.held[receiver].append(thing)
        sentence = self.tell(f"{giver} {self.dice.one(words.GIVE)} the {thing} to {receiver}.")
        return self.done(Clause(sentence, giver, "give", thing, receiver))

    def done(self, clause: Clause) -> bool:
        """Notes what was done."""
        self.clauses.append(clause)
        return True

    def there(self, share: float) -> str:
        """The word that so many sentences end in."""
        return " there" if self.dice.chance(share) else ""

    def handled(self, person: str) -> tuple[int, ...]:
        """The sentences in which the person's hands changed."""
        return tuple(c.at for c in self.clauses if c.action != "move" and person in (c.person, c.receiver))


class Gifts(Objects):
    """Task 5: who gave what to whom."""

    names: ClassVar = words.GIVERS
    actions: ClassVar = ("move", "get", "drop", "give")

    def eligible(self) -> list[Clause]:
        return [clause for clause in super().eligible() if clause.action == "give"]

    def ask_about(self, clause: Clause) -> None:
        gifts = [c for c in reversed(self.clauses) if c.action == "give"]
        at, giver, _, thing, receiver = next(gift for gift in gifts if gift.thing == clause.thing)
        latest = next(gift for gift in gifts if (gift.person, gift.receiver) == (giver, receiver))
        what = (f"What did {giver} give to {receiver}?", thing)
        forms = (
            # Asked twice as often as any other; the public data asks even if there was a later gift between the two.
            *((what, what) if latest.at == at else ()),
            (f"Who gave the {thing}?", giver),
            (f"Who gave the {thing} to {receiver}?", giver),
            (f"Who received the {thing}?", receiver),
            (f"Who did {giver} give the {thing} to?", receiver),
        )
        question, answer = self.dice.one(forms)
        self.ask(question, answer, (at,))


class YesNo(Objects):
    """Task 6: whether a person is in a place, whatever they carry."""

    def eligible(self) -> list[Clause]:
        return [clause for clause in super().eligible() if clause.action == "move"]

    def ask_about(self, clause: Clause) -> None:
        person = clause.person
        move = next(c for c in reversed(self.clauses) if c.action == "move" and c.person == person)
        place = self.place[person]
        if self.dice.chance(0.5):
            self.ask(f"Is {person} in the {place}?", "yes", (move.at,))
        else:
            self.ask(f"Is {person} in the {self.dice.other(self.places, place)}?", "no", (move.at,))


class Counting(Objects):
    """Task 7: how many objects a person carries."""

    actions: ClassVar = ("move", "get", "drop", "give")

    def eligible(self) -> list[Clause]:
        return [clause for clause in super().eligible() if clause.action != "move"]

    def ask_about(self, clause: Clause) -> None:
        count = words.NUMBERS[len(self.held[clause.person])]
        self.ask(f"How many objects is {clause.person} carrying?", count, self.handled(clause.person))


class Lists(Objects):
    """Task 8: which objects a person carries, in the order of taking."""

    def eligible(self) -> list[Clause]:
        return [clause for clause in super().eligible() if clause.action != "move"]

    def ask_about(self, clause: Clause) -> None:
        things = ",".join(self.held[clause.person]) or "nothing"
        self.ask(f"What is {clause.person} carrying?", things, self.handled(clause.person))


class Hold(NamedTuple):
    """A time of holding: the sentence that says so last (a get or a drop), and which moves of the holder's it spans."""

    at: int
    person: str
    first: int
    last: int | None = None


class Carrying(Objects):
    """What the tasks 2 and 3 share. `ways` are a person's moves, `holds` how each object was last held."""

    def start(self) -> None:
        super().start()
        self.ways: dict[str, list[Clause]] = {person: [] for person in self.people}
        self.holds: dict[str, Hold] = {}

    def done(self, clause: Clause) -> bool:
        at, person, action, thing, _ = clause
        way = self.ways[person]
        if action == "move":
            way.append(clause)
        elif action == "get":
            self.holds[thing] = Hold(at, person, len(way))
        else:
            self.holds[thing] = Hold(at, person, self.holds[thing].first, len(way))
        self.clauses.append(clause)
        return True

    def eligible(self) -> list[Clause]:
        # Of an object only the last get or drop counts, and that is what `holds` keeps.
        oldest = len(self.clauses) - self.sizes.window
        return [self.clauses[hold.at] for hold in self.holds.values() if hold.at >= oldest and self.is_telling(hold)]

    def is_telling(self, hold: Hold) -> bool:
        """Whether enough has been told of this time of holding to ask about it."""
        raise NotImplementedError


class WhereIsObject(Carrying):
    """Task 2: the place of the dropper at the drop, or of the holder now."""

    def is_telling(self, hold: Hold) -> bool:
        # A thing that was not carried since it was got is never asked about.
        return len(self.ways[hold.person]) > hold.first if hold.last is None else hold.last > 0

    def ask_about(self, clause: Clause) -> None:
        hold = self.holds[clause.thing]
        move = self.ways[hold.person][: hold.last][-1]
        self.ask(f"Where is the {clause.thing}?", move.thing, (hold.at, move.at))


class WhereWasObject(Carrying):
    """Task 3: where it was before it was carried to a place."""

    says_there: ClassVar = 0.2

    def is_telling(self, hold: Hold) -> bool:
        last = len(self.ways[hold.person]) if hold.last is None else hold.last
        return last - hold.first >= 2

    def ask_about(self, clause: Clause) -> None:
        hold = self.holds[clause.thing]
        way = self.ways[hold.person][hold.first : hold.last]
        latest = {move.thing: i for i, move in enumerate(way)}  # a place that is reached again means the last arrival
        i = self.dice.one([i for i in range(1, len(way)) if latest[way[i].thing] == i])
        self.ask(
            f"Where was the {clause.thing} before the {way[i].thing}?",
            way[i - 1].thing,
            (hold.at, way[i].at, way[i - 1].at),
        )
