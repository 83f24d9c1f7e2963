"""Who and what is in a story: drawn from the lists of words, to suit a setting."""

from __future__ import annotations

from memviz.simulate.dice import Dice
from memviz.simulate.everyday.entity import Entity, with_a
from memviz.simulate.everyday.lexicon import Pool, lists
from memviz.simulate.everyday.settings import SETTINGS

_SHADES = {  # which adjectives go with which things
    "food": ("food",),
    "drink": ("food",),
    "mass": ("state",),
    "paper": ("colour", "state"),
    "plural": ("colour", "state"),
    "valuable": ("state", "material"),
}


class Cast:
    """Who and what a story has to speak of; draws new ones, no two with the same name."""

    def __init__(self, dice: Dice, held_out: float = 0.0) -> None:
        self.dice = dice
        self.held_out = held_out
        self.used: set[str] = set()
        self.rivals: dict[str, int] = {}
        self.setting = dice.one(SETTINGS)
        self.people: list[Entity] = []
        self.people += [self.narrator()] if dice.chance(0.07) else []
        self.people += [self.person() for _ in range(dice.one((1, 2, 2, 2, 3, 3, 4)))]
        self.places = [self.place() for _ in range(dice.one((2, 3, 3, 4, 4, 5)))]
        self.things = [self.thing() for _ in range(dice.one((1, 2, 2, 3, 3, 4)))]
        self.containers = [self.container() for _ in range(dice.one((1, 1, 2, 2, 3)))]
        self.vehicles = [self.vehicle()] if dice.chance(0.15) else []

    def draw(self, pool: Pool[str]) -> str:
        """A word that is not used yet."""
        for _ in range(50):
            held = pool.held and self.held_out and self.dice.chance(self.held_out)
            word = self.dice.one(pool.held if held else pool.train)
            if word not in self.used and not any(word in other or other in word for other in self.used):
                break
        self.used.add(word)
        return word

    def narrator(self) -> Entity:
        return Entity("person", "I", "i", article="", first="")

    def person(self) -> Entity:
        """Somebody: with a name, a title, a trade, as somebody's relative, or an animal."""
        makers = {
            "n": self.named,
            "t": self.trade,
            "r": self.role,
            "k": self.kin,
            "f": self.family,
            "a": self.animal,
            "g": self.crowd,
        }
        return makers[self.dice.one(self.setting.people)]()

    def named(self) -> Entity:
        gender = self.dice.one("mmmmfffffu")
        if self.dice.chance(0.1):
            gender = self.dice.one("mf")
            title, surname = self.draw_title(gender), self.draw(lists("people")["surname"])
            return Entity(
                "person", f"{title} {surname}", gender, article="", first="", sure=title not in ("Dr", "Professor")
            )
        name = self.draw(lists("names")[gender])
        sure = gender != "u"
        gender = gender if sure else self.dice.one("mf")
        long = ""
        if self.dice.chance(0.1):
            trade = self.dice.one(lists("people")["trade"].train)
            quality = self.dice.one(lists("adjectives")["person"].train)
            forms = (
                f"{name} the {trade}",
                f"the {trade} {name}",
                f"{with_a(trade)} called {name}",
                f"{quality} {name}",
            )
            long = self.dice.one(forms) if self.fits(trade, gender) else ""
        return Entity("person", name, gender, long=long, article="", first="", sure=sure)

    def draw_title(self, gender: str) -> str:
        return self.dice.one(lists("people")[f"title {gender}"].train)

    def fits(self, trade: str, gender: str) -> bool:
        other = lists("people")["female" if gender == "m" else "male"]
        return trade not in other.train

    def trade(self) -> Entity:
        return self.by_noun("trade")

    def role(self) -> Entity:
        return self.by_noun("role")

    def by_noun(self, heading: str) -> Entity:
        noun = self.draw(lists("people")[heading])
        gender = self.dice.one("mf")
        sure = False
        for other, sex in (("male", "m"), ("female", "f")):
            if noun in lists("people")[other].train:
                gender, sure = sex, True
        adjective = (
            self.dice.one(lists("adjectives")["person"].train) if self.dice.chance(0.15) and " " not in noun else ""
        )
        return Entity("person", noun, gender, first=self.dice.one(("the", "the", "a")), adjective=adjective, sure=sure)

    def kin(self) -> Entity:
        """Somebody's relative, with a name mostly."""
        owners = [one for one in self.people if one.article == ""]
        return self.kin_of(self.dice.one(owners)) if owners else self.named()

    def kin_of(self, owner: Entity) -> Entity:
        """A relative of somebody."""
        gender = self.dice.one("mf")
        kin = self.draw(lists("people")[f"kin {gender}"])
        if self.dice.chance(0.35):
            return Entity("person", kin, gender, article="of", first="of", owner=owner)
        name = self.draw(lists("names")[gender])
        return Entity("person", name, gender, long=f"{kin} {name}", article="", first="of", owner=owner)

    def crowd(self) -> Entity:
        """Several people who do everything together."""
        return Entity("person", self.draw(lists("people")["group"]), "p", first=self.dice.one(("the", "the", "a")))

    def family(self) -> Entity:
        gender = self.dice.one("mf")
        return Entity("person", self.draw(lists("people")[f"family {gender}"]), gender, article="", first="")

    def animal(self) -> Entity:
        kind = self.draw(lists("animals")[self.dice.one(("pet", "pet", "farm", "wild"))])
        if self.dice.chance(0.5):
            gender = self.dice.one("mf")
            name = self.draw(lists("animals")[f"petname {gender}"])
            owner = self.dice.one(self.people) if self.people and self.dice.chance(0.5) else None
            long = self.dice.one((f"{kind} {name}", f"{kind} {name}", f"{kind} called {name}"))
            first = "of" if owner else "a" if "called" in long else "the"
            return Entity("animal", name, gender, long=long, article="", first=first, owner=owner, sure=False)
        adjective = self.dice.one(lists("adjectives")["animal"].train) if self.dice.chance(0.2) else ""
        return Entity("animal", kind, "n", first=self.dice.one(("the", "a")), adjective=adjective)

    def thing(self, sort: str = "") -> Entity:
        """Something that can be carried."""
        sort = sort or self.dice.one(self.setting.things)
        if self.things_ready() and self.dice.chance(0.07) and (rival := self.rival(self.dice.one(self.things))):
            return rival
        name = self.draw(lists("things")[sort])
        self.rivals[name] = 1
        gender = "p" if sort in ("plural", "foods") else "n"
        adjective = ""
        if self.dice.chance(0.3) and name.count(" ") < 2:
            adjective = self.adjective(sort)
            adjective = "" if adjective in name else adjective
        thing = Entity("thing", name, gender, adjective=adjective, mass=sort in ("mass", "masses", "drink"))
        thing.first = self.dice.one(("a", "a", "the", "her"))
        thing.tag = sort
        return thing

    def things_ready(self) -> bool:
        return bool(getattr(self, "things", None))

    def adjective(self, sort: str, but: str = "") -> str:
        headings = _SHADES.get(sort, ("colour", "size", "state", "colour"))
        return self.dice.other(lists("adjectives")[self.dice.one(headings)].train, but)

    def rival(self, other: Entity) -> Entity | None:
        """Another thing with the same noun, which only its adjective tells from the first."""
        if other.sort != "thing" or other.mass or other.gender == "p" or other.tag == "food":
            return None
        colours = lists("adjectives")["colour"].train
        other.adjective = other.adjective if other.adjective in colours else self.dice.one(colours)
        self.rivals[other.name] = 2
        adjective = self.dice.other(colours, other.adjective)
        return Entity("thing", other.name, first=self.dice.one(("a", "the")), adjective=adjective, tag=other.tag)

    def container(self, portable: bool | None = None) -> Entity:
        """Something that things are put in or on."""
        headings = ["portable in"] * 4 + ["portable on"] + ["fixed in"] * 3 + ["fixed on"] * 3
        headings += ["fixed under", "fixed behind"]
        if self.dice.chance(0.3):
            headings += ["fixed next_to", "fixed beside", "fixed against", "fixed in_front_of", "fixed near"]
        if portable is not None:
            headings = [heading for heading in headings if heading.startswith("portable") == portable]
        heading = self.dice.one(headings)
        name = self.draw(lists("containers")[heading])
        carried, prep = heading.replace("_", " ").split(" ", 1)
        adjective = self.adjective("box") if self.dice.chance(0.2) and name.count(" ") < 1 else ""
        first = (
            self.dice.one(("a", "the", "the", "her")) if carried == "portable" else self.dice.one(("the", "the", "her"))
        )
        self.rivals[name] = 1
        return Entity("container", name, prep=prep, portable=carried == "portable", first=first, adjective=adjective)

    def vehicle(self) -> Entity:
        heading = self.dice.one(("in drive", "in drive", "in drive", "on drive", "on ride", "in row"))
        prep, how = heading.split()
        name = self.draw(lists("vehicles")[heading])
        first = self.dice.one(("the", "her", "a"))
        adjective = self.adjective("car") if self.dice.chance(0.25) and " " not in name else ""
        return Entity("vehicle", name, prep=prep, portable=False, first=first, adjective=adjective, tag=how)

    def place(self, sort: str = "") -> Entity:
        """A place; of a sort, or one that suits the setting."""
        headings = [heading for heading in lists("places") if heading.split()[0] == sort] or self.setting.places
        heading = self.dice.one(headings)
        if heading == "home":
            if "home" in self.used:
                heading = self.setting.places[0]
            else:
                self.used.add("home")
                return Entity("place", "home", prep="at", to="home", article="", first="", portable=False, tag="home")
        if heading.startswith("own"):
            owners = [one for one in self.people if one.article == "" and one.sort == "person"]
            if not owners:
                heading = self.setting.places[0]
            else:
                return self.own_place(heading, self.dice.one(owners))
        name = self.draw(lists("places")[heading])
        if heading.split()[0] in ("city", "country"):
            return Entity("place", name, prep="in", article="", first="", portable=False, tag="city")
        first = "a" if heading.startswith("town") and self.dice.chance(0.12) else "the"
        return Entity("place", name, prep=heading.split()[-1], first=first, portable=False, tag=heading.split()[0])

    def own_place(self, heading: str, owner: Entity) -> Entity:
        name = self.draw(lists("places")[heading])
        prep = "in" if heading == "own in" else "at"
        return Entity("place", name, prep=prep, article="of", first="of", owner=owner, portable=False, tag="own")
