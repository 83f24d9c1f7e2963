"""How well a network with an open vocabulary answers where it has never read any of the nouns."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from memviz.answer.asking import ask
from memviz.models.checkpoint import Trained
from memviz.simulate.nouns import nouns
from memviz.story import Question, Slot, Story
from memviz.story.vocab import Vocab
from memviz.training.corpus import Asked
from memviz.training.invented import word

TASKS = (1, 2, 3, 6, 9, 11, 12, 13)


def measure_new_words(trained: Trained, asked: Iterable[Asked]) -> dict[str, Any]:
    """Errors in % by task, of the questions as they are told and of the same ones in invented nouns; how many each."""
    wrong: dict[str, dict[int, list[bool]]] = {"known": {}, "new": {}}
    rng = random.Random(0)
    for story, question, task in asked:
        if task not in TASKS:
            continue
        plain = story.until(question), question
        for kind, (tale, put) in (("known", plain), ("new", renamed(*plain, nouns(task), trained.vocab, rng))):
            answer = ask(trained, tale, replace(put, after=None)).answer
            wrong[kind].setdefault(task, []).append(answer != put.answer)
    return {
        "questions": {str(task): len(each) for task, each in wrong["new"].items()},
        **{
            kind: {str(task): round(100 * sum(each) / len(each), 1) for task, each in tasks.items()}
            for kind, tasks in wrong.items()
        },
    }


def renamed(
    story: Story, question: Question, hidden: Iterable[str], vocab: Vocab, rng: random.Random
) -> tuple[Story, Question]:
    """A story and its question, the hidden words replaced by invented ones that are not in the vocabulary."""
    new: dict[str, str] = {}
    for noun in sorted(hidden):
        while (invented := word(rng)) in new.values() or vocab.number(invented):
            pass
        new[noun] = invented
    nouns_here = re.compile(rf"\b({'|'.join(map(re.escape, new))})\b", re.IGNORECASE)

    def renewed(text: str) -> str:
        return nouns_here.sub(lambda match: _cased(new[match[0].lower()], match[0]), text)

    slots = tuple(Slot.sentence(renewed(slot.key)) for slot in story.slots)
    return Story(slots), replace(
        question, text=renewed(question.text), answer=renewed(question.answer or ""), after=None
    )


def _cased(invented: str, noun: str) -> str:
    return invented.capitalize() if noun[0].isupper() else invented
