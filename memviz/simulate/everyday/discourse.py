"""How a story calls whoever it speaks of: in full, in short, or by a pronoun where it is clear who is meant."""

from __future__ import annotations

from memviz.simulate.dice import Dice
from memviz.simulate.everyday.entity import PRONOUNS, Entity, enumerated, with_a

_CASES = {"": 0, "full": 0, "name": 1, "o": 1, "his": 2, "own": 2, "self": 3}


class Discourse:
    """What has been mentioned so far; `spans[sentence][entity]` is how a sentence names it, if not by a pronoun."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.known: set[Entity] = set()
        self.before: list[Entity] = []
        self.now: list[Entity] = []
        self.clause: list[Entity] = []
        self.spans: list[dict[Entity, str]] = [{}]
        self.seen: list[set[Entity]] = [set()]
        self.rivals: dict[str, int] = {}  # how many things of the story have this noun
        self.bound: Entity | None = None  # the subject of the clause

    def next_sentence(self) -> None:
        """The sentence is finished; a sentence that mentions nobody leaves the ones before it in mind."""
        if self.now:
            self.before = self.now
        self.now = []
        self.clause = []
        self.spans.append({})
        self.seen.append(set())
        self.bound = None

    def mention(self, one: Entity, span: str | None) -> None:
        """Notes that the sentence speaks of an entity; `span` are its words, None for a pronoun."""
        self.now.append(one)
        self.clause.append(one)
        self.seen[-1].add(one)
        for member in one.members:
            self.seen[-1].add(member)
            if span:
                self.spans[-1].setdefault(member, member.name)
                self.known.add(member)
        if span:
            self.known.add(one)
            self.spans[-1].setdefault(one, span)

    def clear(self, one: Entity) -> bool:
        """Whether a pronoun for this entity can only mean it."""
        if one not in self.known or (one not in self.now and one not in self.before):
            return False
        if one in self.clause and one.sort not in ("person", "animal"):
            return all(other is one or not _may_be_meant(one, other) for other in self.clause)
        near = self.now if one in self.now else (*self.now, *self.before)
        return all(other is one or not _may_be_meant(one, other) for other in near)

    def refer(self, one: Entity, case: str) -> str:
        """The words for an entity, in the case of a pattern's role."""
        if one.gender == "i" or case in ("own", "self") or (one.gender == "w" and one in self.known):
            return self.pronoun(one, case)
        if case not in ("name", "full") and one.sort != "place" and self.pronoun_wanted(one, case):
            return self.pronoun(one, case)
        return possessive(self.full(one), one) if case == "his" else self.full(one)

    def pronoun_wanted(self, one: Entity, case: str) -> bool:
        if case in ("his", "o") and one is self.bound:
            return True
        if not self.clear(one):
            return False
        return self.dice.chance(0.95 if one in self.now else 0.68)

    def pronoun(self, one: Entity, case: str) -> str:
        self.mention(one, None)
        return PRONOUNS[one.gender][_CASES[case]]

    def full(self, one: Entity) -> str:
        """The words for an entity that is not called by a pronoun."""
        if one.members:
            others = [self.full(member) for member in one.members if member.gender != "i"]
            words = enumerated([*others, "I"] if one.gender == "w" else others)
            self.mention(one, words)
            return words
        article, words = self.words(one)
        self.mention(one, one.name if one.sort == "person" or not one.article else words)
        return f"{article} {words}" if article else words

    def words(self, one: Entity) -> tuple[str, str]:
        """The article and the words."""
        if one not in self.known:
            return self.first(one)
        owner = one.owner
        if owner is not None and (one.article == "of" or (not one.is_someone and self.dice.chance(0.3))):
            return self.whose(owner, "" if one.article == "of" else one.article), self.short(one)
        return one.article, self.short(one)

    def short(self, one: Entity) -> str:
        """What is already known, as short as it can be told from others."""
        if one.adjective and not one.is_someone and (self.rivals.get(one.name, 0) > 1 or self.dice.chance(0.25)):
            return f"{one.adjective} {one.name}"
        return one.name

    def whose(self, owner: Entity, article: str = "") -> str:
        """Whose it is, as an article: a pronoun if it is the subject, or if only one can be meant.

        `article` is what to say where the clause has named the owner and a pronoun could mean another.
        """
        if owner.gender in "iw" or owner is self.bound or self.clear(owner):
            self.mention(owner, None)
            return PRONOUNS[owner.gender][2]
        if owner in self.clause and article:
            return article
        return possessive(self.full(owner), owner)

    def first(self, one: Entity) -> tuple[str, str]:
        """The first mention: with what is said of it only once."""
        words = one.long or (f"{one.adjective} {one.name}" if one.adjective else one.name)
        if one.first == "her":
            if self.bound is not None and self.bound.sort == "person":
                one.owner = self.bound
            else:
                one.first = "the"
        if one.first == "":
            return "", words
        if one.owner is not None:
            return self.whose(one.owner), words
        if one.first == "a":
            article, _, rest = with_a(words, one).partition(" ")
            return article, rest
        return one.first, words


def possessive(words: str, one: Entity) -> str:
    """The possessive of a name or of a noun with its article."""
    return f"{words}'" if one.is_plural and words.endswith("s") else f"{words}'s"


def _may_be_meant(one: Entity, other: Entity) -> bool:
    """Whether a pronoun for one could be read as the other."""
    if one.is_someone and other.is_someone:
        if one.is_plural or other.is_plural:
            return one.is_plural and other.is_plural
        return one.gender == other.gender or not (one.sure and other.sure)
    if one.is_plural:
        return other.is_plural
    return other.gender == one.gender and not (one.sort == "place" or other.sort == "place")
