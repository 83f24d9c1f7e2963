"""Stories to learn from, without end: everyday worlds, sketches, and the twenty tasks of bAbI."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from memviz import simulate
from memviz.simulate import everyday, sketches
from memviz.story import Question, Slot, Story
from memviz.tensors.english import MEMORY, Asked
from memviz.tensors.goals import Goal, goal
from memviz.tensors.pieces import Pieces
from memviz.tensors.sentences import sentence

# Tasks 2 and 3 need the longest chains; 16 and 17 are learned late; 19 answers in letters that no story has.
_TASKS: dict[int, float] = {1: 1, 2: 2, 3: 3, 4: 2, 5: 2, 7: 1, 8: 1, 14: 1, 15: 1, 16: 2, 17: 2, 18: 1, 20: 1}
_TASKS |= dict.fromkeys((6, 9, 10, 11, 12, 13), 0.7)
_WITHOUT_CAPITALS, _WITHOUT_SIGNS = 0.12, 0.1  # shares of the everyday stories, as people type them
_QUESTIONS = 10  # of a story, at most: reading a story costs more than asking


@dataclass(frozen=True)
class Mixture:
    """Shares of what is told. babi: of all memories · sketches: of the everyday ones · short: everyday stories with
    more sentences are told one time in five, since short ones are learned from sooner."""

    babi: float = 0.15
    sketches: float = 0.35
    short: int = 10


@dataclass(frozen=True)
class Item:
    """A memory, its questions, and their goals."""

    asked: Asked
    goals: tuple[Goal, ...]
    source: str

    @property
    def size(self) -> int:
        """Pieces to read."""
        return sum(len(each.pieces) for each in (*self.asked.sentences, *self.asked.questions))


def items(seed: str, mixture: Mixture, pieces: Pieces, longest: int, span: int) -> Iterator[Item]:
    """Memories with their questions, without end; the same seed gives the same ones."""
    chance = random.Random(seed)
    tasks = {task: simulate.stories(task, seed) for task in _TASKS}
    worlds, short = everyday.stories(seed), sketches.stories(seed)
    while True:
        if chance.random() < mixture.babi:
            task = chance.choices(list(_TASKS), list(_TASKS.values()))[0]
            found = list(read(next(tasks[task]), "babi", pieces, longest, span, chance))
            yield from chance.sample(found, min(2, len(found)))
        elif chance.random() < mixture.sketches:
            yield from read(typed(next(short), chance), "sketches", pieces, longest, span, chance)
        else:
            story = next(worlds)
            if len(story.slots) <= mixture.short or chance.random() < 0.2:
                yield from read(typed(story, chance), "everyday", pieces, longest, span, chance)


def read(
    story: Story, source: str, pieces: Pieces, longest: int, span: int, chance: random.Random | None = None
) -> Iterator[Item]:
    """A story as memories: one for every place in it where questions are asked, as far as they can be answered."""
    by_place: dict[int, list[Question]] = {}
    for question in story.questions:
        by_place.setdefault(len(story.slots) if question.after is None else question.after, []).append(question)
    sentences = [sentence(slot.key, pieces, longest) for slot in story.slots]
    for place, questions in by_place.items():
        first = max(0, place - MEMORY)
        kept = tuple(sentences[first:place])
        chosen = chance.sample(questions, min(_QUESTIONS, len(questions))) if chance else questions
        pairs = [(question, goal(question, kept, first, span)) for question in chosen]
        known = [(sentence(question.text, pieces, longest), found) for question, found in pairs if found]
        if kept and known:
            asked, goals = zip(*known, strict=True)
            yield Item(Asked(kept, asked), goals, source)


def typed(story: Story, chance: random.Random) -> Story:
    """A story as somebody may type it: some without capitals, some without full stops and question marks."""
    if chance.random() < _WITHOUT_CAPITALS:
        story = _with_texts(story, str.lower)
    if chance.random() < _WITHOUT_SIGNS:
        story = _with_texts(story, lambda text: text.rstrip(".!?"))
    return story


def _with_texts(story: Story, change: Callable[[str], str]) -> Story:
    slots = tuple(Slot.sentence(change(slot.key)) for slot in story.slots)
    return Story(slots, tuple(replace(question, text=change(question.text)) for question in story.questions))
