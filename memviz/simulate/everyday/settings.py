"""Where stories play, and who and what is to be found there."""

from __future__ import annotations

from typing import NamedTuple


class Setting(NamedTuple):
    """Where a story plays: the headings of its places, of its things and of its people."""

    places: tuple[str, ...]
    things: tuple[str, ...]
    people: str = "n" * 14 + "ttkkkfaag"


_NAMED = "n" * 20
SETTINGS = (
    Setting(
        ("room in", "room in", "room in", "room on", "yard in", "own in"),
        ("toy", "kitchen", "home", "clothes", "food", "gadget", "paper", "plural", "mass", "valuable", "drink"),
        "n" * 10 + "kkkkffffaagg",
    ),
    Setting(
        ("town at", "town in", "town in", "town on", "whose at", "own at", "home"),
        ("paper", "valuable", "clothes", "food", "gadget", "plural", "home", "sport", "instrument", "tool"),
    ),
    Setting(
        ("work in", "work in", "work at", "work on"),
        ("tool", "office", "paper", "gadget", "plural", "mass", "kitchen", "food"),
        "n" * 8 + "ttttrrrrkg",
    ),
    Setting(("farm in", "farm in", "yard in", "nature in"), ("tool", "food", "home", "clothes"), "n" * 10 + "ttkkaaaa"),
    Setting(
        ("nature in", "nature at", "nature on"),
        ("sport", "clothes", "gadget", "food", "instrument", "paper"),
        "n" * 12 + "tkkaaa",
    ),
    Setting(
        ("city in", "city in", "city in", "country in"), ("paper", "valuable", "clothes", "gadget"), _NAMED + "trkk"
    ),
    Setting(("fantasy in", "fantasy in", "fantasy on"), ("fantasy", "fantasy", "valuable"), "n" * 8 + "rrrrrtta"),
    Setting(
        ("room in", "town in", "nature in", "work in", "town at", "yard in"),
        ("toy", "tool", "clothes", "food", "valuable", "office", "sport", "instrument", "home", "plural"),
        _NAMED + "ttrrkkffaagg",
    ),
)
