"""A story that keeps the facts of one of its questions to itself: asked all the same, it does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from memviz.simulate.dice import Dice
from memviz.simulate.everyday.ask import UNKNOWN
from memviz.story import Question, Story

_LEAST = 2  # sentences that are left
# What is so at the end, or was so first, is answered by another sentence where one is taken away.
_IN_TURN = re.compile(
    r"\b(?:now|still|end|ended|last|first|before|after|then|has|have|holds|is|are|many|much|more|most|fewer|less)\b",
    re.I,
)
_ASKS = re.compile(
    r"^(?:why|when|what|which|whose|who|how|at what|on what|for what|with what|with whom|to whom)\b", re.I
)
_WORD = re.compile(r"\w+")


def withheld(story: Story, dice: Dice) -> Story:
    """The story without the facts of one of its questions, which nothing in it answers then, and with the questions
    whose facts it still has; the story as it is where there is no such question."""
    for question in dice.shuffled(story.questions):
        kept = [i for i in range(len(story.slots)) if i not in question.facts]
        if len(kept) >= _LEAST and _is_open(question, " ".join(story.slots[i].value for i in kept)):
            at = {old: new for new, old in enumerate(kept)}
            others = (each for each in story.questions if each is not question and each.facts)
            asked = (
                replace(each, facts=tuple(at[f] for f in each.facts)) for each in others if set(each.facts) <= set(at)
            )
            slots = tuple(story.slots[i] for i in kept)
            return Story(slots, (replace(question, answer=UNKNOWN, facts=(), also=()), *asked))
    return story


def _is_open(question: Question, left: str) -> bool:
    """Whether nothing of what is left answers a question about something that it speaks of."""
    if not question.facts or not _ASKS.match(question.text) or _IN_TURN.search(question.text):
        return False
    answers = [words for each in question.answers if (words := _words([each]))]
    named = {word.lower() for word in _WORD.findall(question.text)[1:] if word[0].isupper()}
    left_words = _words([left])
    return bool(named) and named <= left_words and not any(words <= left_words for words in answers)


def _words(texts: Iterable[str]) -> set[str]:
    return {word.lower() for text in texts for word in _WORD.findall(text)}
