"""Any shipped network that answers from stories: loaded by its name, and asked."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from memviz.answer import asking, whatif
from memviz.answer.english import ask_english, influence_english
from memviz.data.card import CHECKPOINTS, read_card
from memviz.models import checkpoint
from memviz.models.checkpoint import Trained
from memviz.models.english_checkpoint import KIND, TrainedEnglish, load_english
from memviz.story import Question, Story
from memviz.story.changes import NO_CHANGES, Changes
from memviz.trace import Trace
from memviz.trace.influence import Influence

Anyone: TypeAlias = Trained | TrainedEnglish


def load(name: str, root: Path = CHECKPOINTS) -> Anyone:
    """A memory network. Raises CheckpointError if it is missing, broken or does not fit its card."""
    return load_english(name, root) if read_card(name, root).model == KIND else checkpoint.load(name, root)


def ask(trained: Anyone, story: Story, question: Question | str, changes: Changes = NO_CHANGES) -> Trace:
    """Answer a question about a story (what had been told by then), and say how. Raises StoryError as the networks'
    own `ask` does."""
    if isinstance(trained, TrainedEnglish):
        return ask_english(trained, story, question, changes)
    return asking.ask(trained, story, question, changes)


def influence(trained: Anyone, story: Story, question: Question | str, changes: Changes = NO_CHANGES) -> Influence:
    """How much log p(answer) falls when a slot is muted too, for every slot. Raises StoryError as `ask` does."""
    if isinstance(trained, TrainedEnglish):
        return influence_english(trained, story, question, changes)
    return whatif.influence(trained, story, question, changes)
