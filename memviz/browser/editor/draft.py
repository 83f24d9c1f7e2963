"""What passes between the editor and the server: plain frozen text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from memviz.story import Question, Slot, Story, example
from memviz.story.form import plain, whole, words


@dataclass(frozen=True)
class Draft:
    """What is written in the editor.

    rows    sentences as they were typed, the empty rows left out
    answer  the right answer, "" if nobody has said it; facts: the rows that it follows from, counted from 0, in order
    asides  questions among the rows, each with the number of sentences before it
    done    the id of the last command that the editor has obeyed
    turn    which of the editor's messages this is
    """

    rows: tuple[str, ...] = ()
    question: str = ""
    answer: str = ""
    facts: tuple[int, ...] = ()
    asides: tuple[tuple[str, int], ...] = ()
    done: str = ""
    turn: int = 0

    @classmethod
    def from_state(cls, state: object) -> Draft | None:
        """What the browser told; None for what no editor tells."""
        if not isinstance(state, Mapping):
            return None
        try:
            rows = tuple(_text(row) for row in state["rows"])
            facts = tuple(int(fact) for fact in state["facts"])
            asides = tuple((_text(text), int(after)) for text, after in state["asides"])
            texts = (_text(state[name]) for name in ("question", "answer", "done"))
            question, answer, done = texts
            turn = int(state["turn"])
        except (KeyError, TypeError, ValueError, OverflowError):
            return None
        if not all(0 <= at < len(rows) for at in facts) or not all(0 <= after <= len(rows) for _, after in asides):
            return None
        return cls(rows, question, answer, facts, asides, done, turn)

    @property
    def asked(self) -> Question:
        """The question, with what is known of its answer. Answers are spelled as the networks give them."""
        parts = (" ".join(words(part)) for part in plain(self.answer).split(","))
        return Question(self.question, ",".join(parts) if words(self.answer) else None, self.facts)

    @property
    def story(self) -> Story:
        """All that is written: the sentences, the questions among them, and at the end the question if there is one."""
        asides = tuple(Question(text, after=after) for text, after in self.asides)
        return Story(tuple(map(Slot.sentence, self.rows)), (*asides, self.asked) if self.question else asides)


# What a first visitor finds.
EXAMPLE = Draft(tuple(slot.key for slot in example.EXAMPLE.slots), example.EXAMPLE.questions[0].text)


@dataclass(frozen=True)
class Command:
    """What the editor is asked to do, once: begin with a story, or with a text, or give the person a file to keep.

    link  whether the story is that of the page's address: what was written since then is not to be lost
    """

    id: str
    story: Story | None = None
    text: str | None = None
    file: tuple[str, str] | None = None
    link: bool = False

    def as_json(self) -> dict[str, Any]:
        """The command as the browser reads it; a story is loaded with its last question."""
        if self.story is not None:
            return {"id": self.id, "load": _plain(self.story)} | ({"link": True} if self.link else {})
        if self.file is not None:
            return {"id": self.id, "file": {"name": self.file[0], "text": self.file[1]}}
        return {"id": self.id, "text": self.text}


def _plain(story: Story) -> dict[str, Any]:
    question = story.questions[-1] if story.questions else Question("")
    rows = [slot.value for slot in story.slots]
    return {"rows": rows, "question": question.text, "answer": question.answer or "", "facts": list(question.facts)}


@dataclass(frozen=True)
class Offer:
    """A button in a note: writes `by` in place of `word`, or makes a sentence that asks the question."""

    label: str
    word: str = ""
    by: str = ""

    def as_json(self) -> dict[str, Any]:
        """The offer as the browser reads it."""
        return {"label": self.label} | ({"replace": [self.word, self.by]} if self.by else {"promote": self.word})


@dataclass(frozen=True)
class Note:
    """A sentence about what is written, and what can be done about it; `stops` if nothing is answered until then."""

    text: str
    offers: tuple[Offer, ...] = ()
    stops: bool = False

    def as_json(self) -> dict[str, Any]:
        """The note as the browser reads it."""
        offers = [offer.as_json() for offer in self.offers]
        return {"text": self.text, "offers": offers} | ({"stops": True} if self.stops else {})


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError
    return whole(found)
