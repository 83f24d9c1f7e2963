"""Who did it, what, where, to whom: questions about single deeds."""

from __future__ import annotations

from typing import NamedTuple

from memviz.simulate.everyday.asking.base import UNKNOWN, Ask, told_people, told_places, told_things
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.tale import Deed, Tale

GIFTS = ("give", "lend", "sell", "send", "give-back", "swap")
_TAKEN = ("take", "take-from", "take-at", "steal", "fetch-from", "carry", "carry-leave", "find", "buy", "have")
WENT = (
    "go",
    "go-from",
    "go-city",
    "go-with",
    "group-go",
    "both-go",
    "follow",
    "follow-name",
    "drive",
    "ride",
    "carry",
)
_PUT = ("put", "put-in", "move-to", "load", "lies")


class Form(NamedTuple):
    """A question about a deed: its heading, the deeds that it may be about, what it names, what it asks for.

    `rivals` are further deeds that would answer it as well.
    """

    heading: str
    kinds: tuple[str, ...]
    given: str
    asked: str = ""
    rivals: tuple[str, ...] = ()


WHO = (
    Form("who-gave", ("give", "give-back"), "XB", "A", GIFTS),
    Form("who-got", ("give", "give-back"), "AX", "B", GIFTS),
    Form("who-lent", ("lend",), "XB", "A", GIFTS),
    Form("who-borrowed", ("lend",), "AX", "B", GIFTS),
    Form("who-sold", ("sell",), "XB", "A", GIFTS),
    Form("who-bought-it", ("sell",), "AX", "B", (*GIFTS, "buy")),
    Form("who-sent", ("send",), "XB", "A", GIFTS),
    Form("who-stole", ("steal",), "XB", "A", ("fetch-from",)),
    Form("who-robbed", ("steal", "fetch-from"), "AX", "B"),
    Form("who-took", ("take", "take-from", "take-at", "steal"), "X", "A", _TAKEN),
    Form("who-put", ("put", "put-in"), "XC", "A", _PUT),
    Form("who-carried", ("carry", "carry-leave"), "XP", "A"),
    Form("who-went-with", ("go-with",), "AP", "B"),
    Form("who-went-with-b", ("go-with",), "BP", "A"),
    Form("who-found", ("find",), "X", "A", _TAKEN),
    Form("who-bought", ("buy",), "X", "A", _TAKEN),
    Form("who-lost", ("lose",), "X", "A"),
    Form("who-ate", ("eat",), "X", "A"),
    Form("who-drove", ("drive",), "VP", "A", ("ride",)),
)
WHAT = (
    Form("what-gave", ("give", "give-back", "swap"), "AB", "X", GIFTS),
    Form("what-lent", ("lend",), "AB", "X", GIFTS),
    Form("what-sold", ("sell",), "AB", "X", GIFTS),
    Form("what-sent", ("send",), "AB", "X", GIFTS),
    Form("what-stole", ("steal",), "AB", "X", ("fetch-from",)),
    Form("what-took", ("take", "take-at", "take-from"), "A", "X", _TAKEN),
    Form("what-took-from", ("take-from",), "AC", "X", ("move-to",)),
    Form("what-put", ("put", "put-in"), "AC", "X", _PUT),
    Form("what-carried", ("carry", "carry-leave"), "AP", "X"),
    Form("what-bought", ("buy",), "AP", "X", (*_TAKEN, "sell")),
    Form("what-found", ("find",), "AP", "X", _TAKEN),
    Form("what-lost", ("lose",), "A", "X", ("steal", "drop", "drop-at")),
    Form("what-ate", ("eat",), "A", "X"),
    Form("what-dropped", ("drop-at",), "AP", "X", ("drop", "carry-leave")),
    Form("what-swap", ("swap",), "AXB", "Y"),
    Form("what-drove", ("drive",), "A", "V", ("ride",)),
)
WHERE = (
    Form("where-put", ("put", "put-in"), "AX", "C", (*_PUT, "drop-at", "carry-leave", "drop")),
    Form("where-found", ("find",), "AX", "P", ("take-at",)),
    Form("where-bought", ("buy",), "AX", "P"),
    Form("where-took", ("take-from",), "AX", "C", _TAKEN),
    Form("where-took", ("take-at",), "AX", "P", _TAKEN),
    Form("where-went", ("carry", "carry-leave"), "AX", "P"),
)
YESNO = (
    Form("yesno-gave", ("give", "give-back"), "AXB", "", GIFTS),
    Form("yesno-put", ("put",), "AXC", "", _PUT),
    Form("yesno-bought", ("buy",), "AX", "", _TAKEN),
    Form("yesno-found", ("find",), "AX", "", _TAKEN),
    Form("yesno-took", ("take", "take-from", "take-at"), "AX", "", _TAKEN),
    Form("yesno-ate", ("eat",), "AX"),
    Form("yesno-carried", ("carry", "carry-leave"), "AXP"),
)


def ask(tale: Tale, forms: tuple[Form, ...]) -> Ask | None:
    """A question of one of the forms with one answer."""
    found = [
        (form, deed) for form in forms for deed in tale.deeds if deed.kind in form.kinds and _is_told(tale, form, deed)
    ]
    for form, deed in tale.dice.some(found, min(3, len(found))):
        answer = deed.entity(form.asked)
        if answer is None or answer.gender == "i" or len(_answers(tale, form, deed.roles)) > 1:
            continue
        return Ask(form.heading, deed.roles, answer, deed.facts)
    return None


def _is_told(tale: Tale, form: Form, deed: Deed) -> bool:
    return all(isinstance(one := deed.roles.get(role), Entity) and tale.known(one) for role in form.given)


def _answers(tale: Tale, form: Form, roles: dict[str, Entity | str]) -> set[Entity | str | None]:
    """Everything that would be an answer, by whichever deed."""
    kinds = (*form.kinds, *form.rivals)
    return {
        deed.roles.get(form.asked)
        for deed in tale.deeds
        if deed.kind in kinds
        and all(deed.roles.get(role) is roles.get(role) for role in form.given if role in deed.roles)
    }


def unknown(tale: Tale, forms: tuple[Form, ...]) -> Ask | None:
    """A question of one of the forms that no deed answers."""
    form = tale.dice.one(forms)
    if form.asked in "PC" and form.heading not in ("where-bought", "where-found", "where-put"):
        return None
    roles = _drawn(tale, form.given)
    if roles is None or _is_close(tale, form, roles):
        return None
    return Ask(form.heading, {**_spare(tale), **roles}, UNKNOWN)


def _is_close(tale: Tale, form: Form, roles: dict[str, Entity | str]) -> bool:
    """Whether some deed speaks of the same so that somebody might answer the question by it."""
    thing = roles.get("X")
    if isinstance(thing, Entity) and form.asked == "A":
        return any(deed.roles.get("X") is thing and deed.kind != "lies" for deed in tale.deeds)
    if isinstance(thing, Entity):
        return any(thing in (deed.roles.get("X"), deed.roles.get("Y")) and deed.kind != "have" for deed in tale.deeds)
    pair = {roles.get("A"), roles.get("B")} - {None}
    same = [deed for deed in tale.deeds if deed.kind in (*form.kinds, *form.rivals)]
    return any(pair <= set(deed.roles.values()) and _fits(deed, roles, "PC") for deed in same)


def _fits(deed: Deed, roles: dict[str, Entity | str], which: str) -> bool:
    return all(deed.roles.get(role, roles[role]) is roles[role] for role in which if role in roles)


def _drawn(tale: Tale, given: str) -> dict[str, Entity | str] | None:
    """Somebody for each role that a question names."""
    people = [one for one in told_people(tale) if one.sort == "person"]
    boxes = [one for one in tale.cast.containers if tale.known(one)]
    cars = [one for one in tale.cast.vehicles if tale.known(one)]
    pools = {"A": people, "B": people, "X": told_things(tale), "P": told_places(tale), "C": boxes, "V": cars}
    roles: dict[str, Entity | str] = {}
    for role in given:
        left = [one for one in pools[role] if one not in roles.values()]
        if not left:
            return None
        roles[role] = tale.dice.one(left)
    return roles


def _spare(tale: Tale) -> dict[str, Entity | str]:
    """Somebody for the roles that a pattern may name beside those that the question must name."""
    return _drawn(tale, "PA") or _drawn(tale, "A") or {}


def yes_or_no(tale: Tale) -> Ask | None:
    """Whether somebody did something: as it was told, or with one of the roles changed."""
    found = [
        (form, deed) for form in YESNO for deed in tale.deeds if deed.kind in form.kinds and _is_told(tale, form, deed)
    ]
    if not found:
        return None
    form, deed = tale.dice.one(found)
    role = tale.dice.one([role for role in form.given if role != "X"])
    drawn = _drawn(tale, role)
    if drawn is None or drawn[role] in deed.roles.values():
        return None
    roles = {**deed.roles, **drawn}
    again = (other for other in tale.deeds if other.kind in (*form.kinds, *form.rivals) and other is not deed)
    if any(other.roles.get("X") is roles["X"] and drawn[role] in other.roles.values() for other in again):
        return None
    is_so = tale.dice.chance(0.5)
    return Ask(form.heading, deed.roles if is_so else roles, "yes" if is_so else "no", deed.facts)
