"""Whoever and whatever a story is about, and the ways to call it."""

from __future__ import annotations

from dataclasses import dataclass, field

PRONOUNS = {  # by gender: subject, object, possessive, reflexive
    "m": ("he", "him", "his", "himself"),
    "f": ("she", "her", "her", "herself"),
    "n": ("it", "it", "its", "itself"),
    "p": ("they", "them", "their", "themselves"),
    "i": ("I", "me", "my", "myself"),
    "w": ("we", "us", "our", "ourselves"),
}


@dataclass(eq=False, slots=True)
class Entity:
    """A person, an animal, a thing, a container, a vehicle or a place.

    `name` is what it is called, without an article; `long` what it may be called when it is first mentioned (“red
    toolbox”, “her neighbour Roy”). `gender` is a key of PRONOUNS; `sure` is false where the name does not tell it.
    `article` is "the" for whatever is called by a noun, "" for names, "of" for what is always called by its owner;
    `first` is the article of the first mention, where "her" is the possessive of whoever is spoken of just then.
    `tag` is the list that it was drawn from.
    """

    sort: str
    name: str
    gender: str = "n"
    long: str = ""
    article: str = "the"
    first: str = "a"
    adjective: str = ""
    prep: str = "in"
    to: str = ""
    owner: Entity | None = None
    portable: bool = True
    mass: bool = False
    sure: bool = True
    tag: str = ""
    members: tuple[Entity, ...] = field(default=())

    def __repr__(self) -> str:
        return f"<{self.name}>"

    @property
    def is_plural(self) -> bool:
        return self.gender in "pw"

    @property
    def is_single(self) -> bool:
        """Whether it is one person."""
        return self.sort == "person" and self.gender != "p"

    @property
    def is_someone(self) -> bool:
        return self.sort in ("person", "animal", "group")

    def called(self) -> str:
        """Its name with its article, as everybody knows it."""
        if self.article == "of" and self.owner is not None:
            return f"{possessive(self.owner)} {self.name}"
        return f"{self.article} {self.name}" if self.article else self.name


def possessive(one: Entity) -> str:
    """The possessive of somebody who is called by name."""
    if one.gender in "iw":
        return PRONOUNS[one.gender][2]
    words = one.called()
    return f"{words}'" if words.endswith("s") and one.is_plural else f"{words}'s"


def with_a(phrase: str, entity: Entity | None = None) -> str:
    """A phrase with the article that something new has."""
    if entity is not None and (entity.mass or entity.is_plural):
        return f"some {phrase}"
    return f"{'an' if starts_with_vowel(phrase) else 'a'} {phrase}"


_SILENT = ("hour", "honest", "heir", "mp3")
_LIKE_YOU = ("uni", "use", "usu", "usb", "eu", "one-", "ukulele", "utensil", "u-")


def starts_with_vowel(phrase: str) -> bool:
    """Whether a phrase is said with “an”."""
    word = phrase.lower()
    if word.startswith(_SILENT):
        return True
    if word.startswith("unin") or word.startswith("unim"):
        return True
    return word[0] in "aeiou" and not word.startswith(_LIKE_YOU)


def group(members: tuple[Entity, ...]) -> Entity:
    """Several people, or several things, as one."""
    gender = "w" if any(one.gender == "i" for one in members) else "p"
    sort = "group" if members[0].is_someone else "things"
    return Entity(sort, enumerated([one.called() for one in members]), gender, article="", first="", members=members)


def enumerated(words: list[str]) -> str:
    """“a, b and c”."""
    return f"{', '.join(words[:-1])} and {words[-1]}"
