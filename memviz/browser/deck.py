"""A talk: stories in the order in which they are told. Plain frozen data, and the file that it is kept in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import index
from typing import Any

from memviz.errors import DeckError, StoryError
from memviz.language import _
from memviz.story import Question, Slot, Story
from memviz.story.changes import NO_CHANGES, Changes
from memviz.story.foreign import read_json
from memviz.story.form import whole
from memviz.story.limits import TALK
from memviz.trace import serial

FORMAT = "memviz talk"
VERSION = 1
MOST = 100  # stories: more than any talk has, and few enough to be asked about at once
_BROKEN = (KeyError, TypeError, ValueError, OverflowError, StoryError)


@dataclass(frozen=True)
class Item:
    """One story of a talk: who is asked, what is told and asked, what is changed by hand, and what the speaker says.

    source  where the memories are looked up, such as "movies"; "" where they are the story
    own     of the source “own”: “Facts” or “Article”, the text, and the names of a header
    Holds what had been told when the question was asked. Raises StoryError if the question points beyond that.
    """

    model: str
    story: Story
    question: Question
    changes: Changes = NO_CHANGES
    title: str = ""
    notes: str = ""
    source: str = ""
    own: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "story", Story(self.story.until(self.question).slots))
        object.__setattr__(self, "question", replace(self.question, after=None))
        for name in ("model", "title", "notes", "source"):
            object.__setattr__(self, name, whole(getattr(self, name)))
        object.__setattr__(self, "own", tuple(map(whole, self.own)))

    @property
    def asked(self) -> Item:
        """The same without what is only said of it: equal for all that have one trace."""
        return replace(self, title="", notes="")

    def to_dict(self) -> dict[str, Any]:
        """The item as the file holds it; a sentence is a text, and a key with another value a pair."""
        return {
            "title": self.title,
            "notes": self.notes,
            "model": self.model,
            "source": self.source,
            **({"own": [*self.own]} if self.own else {}),
            "story": [slot.key if slot.key == slot.value else [slot.key, slot.value] for slot in self.story.slots],
            "question": serial.question_to_dict(self.question),
            "muted": sorted(self.changes.muted),
            "overrides": [[each.hop, each.slot, each.weight] for each in self.changes.overrides],
        }

    @classmethod
    def from_dict(cls, data: Any) -> Item:
        """What to_dict wrote, maybe by way of a browser or a person's hand. Raises DeckError."""
        try:
            return cls(
                model=serial.text(data["model"]),
                story=Story(tuple(map(_slot, _list(data["story"])))),
                question=serial.question_from_dict(data["question"]),
                changes=_changes(data),
                title=serial.text(data["title"]),
                notes=serial.text(data["notes"]),
                source=serial.text(data["source"]),
                own=tuple(map(serial.text, _list(data.get("own", [])))),
            )
        except _BROKEN as error:
            raise DeckError(_("A story of this talk is broken ({why}).").format(why=_cause(error))) from error


@dataclass(frozen=True)
class Deck:
    """The running order of a talk. Raises DeckError if it is longer than MOST."""

    items: tuple[Item, ...] = ()

    def __post_init__(self) -> None:
        if len(self.items) > MOST:
            text = _("This talk has {n} stories, and a talk has at most {most}.")
            raise DeckError(text.format(n=f"{len(self.items):,}", most=MOST))

    def to_json(self) -> str:
        """The text of the file; from_json gives the deck back exactly."""
        file = {"format": FORMAT, "version": VERSION, "items": [item.to_dict() for item in self.items]}
        return json.dumps(file, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str, name: str = "") -> Deck:
        """The deck in a file, which is called `name` in what is said of it. Raises DeckError for any other file."""
        name = name or _("The file")
        items = _items(text, name)
        if len(items) > MOST:
            message = _("{name} has {n} stories, and a talk has at most {most}. Open a shorter one.")
            raise DeckError(message.format(name=name, n=f"{len(items):,}", most=MOST))
        return cls(tuple(_item(number, data, name) for number, data in enumerate(items, 1)))


def _items(text: str, name: str) -> list[Any]:
    """The items of a file of this version, as yet unread."""
    if len(text) > TALK:
        message = _("{name} is longer than a talk can be ({n} letters of at most {most}). Open a shorter one.")
        raise DeckError(message.format(name=name, n=f"{len(text):,}", most=f"{TALK:,}"))
    try:
        file = read_json(text.removeprefix("\ufeff"), halves=True)  # every story is looked at for them
    except ValueError as error:
        message = _("{name} is damaged or no talk. Open a file that was saved on this page.")
        raise DeckError(message.format(name=name)) from error
    if not isinstance(file, Mapping) or file.get("format") != FORMAT:
        message = _("{name} is no talk of memviz. Open a file that was saved on this page.")
        raise DeckError(message.format(name=name))
    version, items = file.get("version"), file.get("items")
    if type(version) is not int or version < 1 or not isinstance(items, list):
        message = _("{name} is damaged: it does not say what is in it. Open another copy of it.")
        raise DeckError(message.format(name=name))
    if version > VERSION:
        message = _("{name} was saved by a newer memviz (version {version} of the file). Open it with that one.")
        raise DeckError(message.format(name=name, version=version))
    return items


def _item(number: int, data: Any, name: str) -> Item:
    try:
        return Item.from_dict(data)
    except DeckError as error:
        message = _("Story {number} of {name} is broken ({why}). Nothing was opened.")
        raise DeckError(message.format(number=number, name=name, why=_cause(error.__cause__))) from error


def _cause(error: BaseException | None) -> str:
    """What is wrong with an item, in a few words."""
    if isinstance(error, KeyError):
        return _("it has no {part}").format(part=error)
    return str(error).rstrip(".。")[:120] or _("it cannot be read")


def _slot(data: Any) -> Slot:
    if isinstance(data, str):
        return Slot.sentence(serial.text(data))
    key, value = _list(data)
    return Slot(serial.text(key), serial.text(value))


def _list(value: Any) -> list[Any]:
    """A list, and not the letters of a text."""
    if not isinstance(value, list):
        raise TypeError(_("{value} is no list").format(value=f"{value!r:.40}"))
    return value


def _changes(data: Any) -> Changes:
    """What is changed by hand; whether the network has such slots and hops is seen when it is asked."""
    muted = frozenset(map(index, data["muted"]))
    overrides = tuple(map(serial.override_from_list, data["overrides"]))
    places = [*muted, *(number for each in overrides for number in (each.hop, each.slot))]
    if any(number < 0 for number in places) or not all(0 <= each.weight <= 1 for each in overrides):
        raise ValueError(_("what is changed by hand is nowhere"))
    return Changes(muted, overrides)
