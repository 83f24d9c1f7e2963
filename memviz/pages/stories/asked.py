"""What is asked on the page: a story with its question, as it stands in the browser, and who is to answer."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import streamlit as st

from memviz.answer import suggest
from memviz.browser.editor import Command, Draft
from memviz.data.babi import TASKS
from memviz.data.card import EVERYDAY
from memviz.errors import LinkError
from memviz.language import _
from memviz.pages.shared.choice import DEFAULT_MODEL, first_of, whole
from memviz.pages.shared.link import pack, unpack
from memviz.pages.shared.networks import reads_everyday, story_models
from memviz.simulate.gallery import FIRST, LAST, entry
from memviz.simulate.suggest import questions
from memviz.story import Story
from memviz.story.changes import NO_CHANGES, Changes
from memviz.story.splitter import split_text
from memviz.story.vocab import Vocab

KEY = "stories"
BEGUN = "stories asked"  # what the session has once the page has begun
_NOTHING = Draft()
_EARLIER = 50  # stories of the gallery that undoing may go back to
_MOST = 5  # questions that are suggested
_FIRST_QUESTIONS = (
    "Who got the football?",
    "Where is Sandra?",
    "What did Mary grab?",
    "Who picked up the milk?",
    "Where was Sandra before the bathroom?",
)
_LONGEST_LINK = 8_000  # letters; browsers take more, what links are pasted into often does not


@dataclass(frozen=True)
class Asked:
    """draft    what is written, as the browser told it last, or what it was given since
    model    the network that a person chose; "" where the page chooses
    task, number  the story of the gallery that was opened last
    begun    what was written there then: the draft is the gallery's as long as it says the same
    command  what the view has to do, once
    knows    the last message of the view that came
    changes  what is changed by hand in the memory; gone as soon as something else is asked
    earlier  stories of the gallery that were opened before, by their sentences: undoing goes back to them
    """

    draft: Draft
    model: str = ""
    task: int = FIRST[0]
    number: int = FIRST[1]
    begun: Draft = _NOTHING
    command: Command | None = None
    knows: int | None = None
    changes: Changes = NO_CHANGES
    earlier: tuple[tuple[int, int, Draft], ...] = ()

    def with_draft(self, draft: Draft, changes: Changes) -> Asked:
        """With what the view told."""
        found = next((each for each in self.earlier if each[2].rows == draft.rows), None)
        task, number, begun = found or (self.task, self.number, self.begun)
        now = replace(self, draft=draft, knows=draft.turn, changes=changes, task=task, number=number, begun=begun)
        done = self.command and draft.done == self.command.id
        return replace(now, command=None) if done else now

    @property
    def told(self) -> bool:
        """Whether the sentences are the gallery's."""
        return self.draft.rows == self.begun.rows

    @property
    def answers(self) -> str:
        """The network that answers: the chosen one, else one that has learned from stories like this."""
        if self.model:
            return self.model
        plain = self.told and not self.first and self.draft.question in (self.begun.question, *self.questions)
        return first_of(story_models(), *((DEFAULT_MODEL, EVERYDAY) if plain else (EVERYDAY, DEFAULT_MODEL)))

    @property
    def first(self) -> bool:
        """Whether the sentences are those that a visitor sees first."""
        return self.told and (self.task, self.number) == FIRST

    @property
    def questions(self) -> tuple[str, ...]:
        """Questions worth asking about what is told."""
        if self.first:
            return tuple(each for each in (self.begun.question, *_FIRST_QUESTIONS) if each != self.draft.question)
        wanted = (DEFAULT_MODEL, EVERYDAY) if self.told else (EVERYDAY, DEFAULT_MODEL)
        found = _suggested(self.draft.rows, self.model or first_of(story_models(), *wanted))
        return tuple(each for each in found if each != self.draft.question)[:_MOST]

    def link(self) -> tuple[dict[str, str], str]:
        """The parameters of the page's address, and what they do not say."""
        link = {"model": self.model} if self.model else {}
        if self.told and self.draft.question == self.begun.question:
            return {**link, "task": str(self.task), "story": str(self.number)}, ""
        code = pack({name: getattr(self.draft, name) for name in ("rows", "question", "answer", "facts")})
        if len(code) > _LONGEST_LINK:
            return link, _("This story is too long for a link: save it as a file.")
        return {**link, "typed": code}, ""


@cache
def vocabulary(model: str) -> Vocab:
    """The words of a network."""
    return Vocab(story_models()[model].words)


@lru_cache(maxsize=256)
def _suggested(rows: tuple[str, ...], model: str) -> tuple[str, ...]:
    told = Story.of(*rows)
    everyday = reads_everyday(story_models()[model])
    return suggest.questions(told) if everyday else questions(told, vocabulary(model))


def asked() -> Asked:
    """What is asked in this session."""
    found: Asked = st.session_state[BEGUN]
    return found


def keep(now: Asked) -> None:
    """Remember what is asked."""
    st.session_state[BEGUN] = now


def of_gallery(task: int, number: int, now: Asked | None = None, *, link: bool = False) -> Asked:
    """A story of the gallery, which the view begins with."""
    told = _draft(entry(task, number).story)
    now = now or Asked(told)
    earlier = ((task, number, told), *now.earlier)[:_EARLIER]
    return _given(replace(now, task=task, number=number, begun=told, earlier=earlier), told, link=link)


def of_story(story: Story, now: Asked, *, link: bool = False) -> Asked:
    """A story from a file or a link, which the view begins with."""
    return _given(replace(now, begun=_NOTHING), _draft(story), link=link)


def _given(now: Asked, told: Draft, *, link: bool) -> Asked:
    return replace(now, draft=told, changes=NO_CHANGES, command=Command(secrets.token_hex(4), told.story, link=link))


def _draft(story: Story) -> Draft:
    question = story.questions[-1] if story.questions else None
    rows = tuple(slot.value for slot in story.slots)
    if question is None:
        return Draft(rows)
    return Draft(rows, question.text, question.answer or "", question.facts)


def from_link(link: Mapping[str, str]) -> Asked:
    """What a link asks, of this page or of those that were here before it. Raises LinkError."""
    model = link.get("model", "")
    task = whole(link.get("task", str(FIRST[0])))
    number = whole(link.get("story", str(FIRST[1] if task == FIRST[0] else 1)))
    if (model and model not in story_models()) or task not in TASKS or not 1 <= number <= LAST:
        raise LinkError(_("This link names a model or a story that is not here. This is where we begin."))
    named = bool({"task", "story"} & set(link))
    now = replace(of_gallery(task, number, link=named), model=model)
    if "typed" not in link:
        return now if named else replace(now, command=None)
    return of_story(_typed(link["typed"]), now, link=True)


def _typed(code: str) -> Story:
    """The story that a link holds: rows and question, or two texts as the page Explore had them. Raises LinkError."""
    found = unpack(code)
    if isinstance(found, list) and [type(each) for each in found] == [str, str]:
        found = {"rows": split_text(found[0]), "question": found[1].strip(), "answer": "", "facts": []}
    written = Draft.from_state({**found, "asides": [], "done": "", "turn": 0}) if isinstance(found, dict) else None
    if not written:
        raise LinkError(_("This link is cut or damaged. This is where we begin."))
    return written.story
