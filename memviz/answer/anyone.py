"""Any shipped network, of stories or facts: loaded by its name, and asked."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from memviz.answer import asking, looking_up, whatif
from memviz.answer.chain import look_up_chain
from memviz.answer.english import ask_english, influence_english
from memviz.answer.looking_up import Source
from memviz.data.card import CHECKPOINTS, read_card
from memviz.errors import StoryError
from memviz.facts.hashing import FactIndex
from memviz.language import _
from memviz.models import chain_checkpoint, checkpoint
from memviz.models.chain_checkpoint import TrainedChain, load_chain
from memviz.models.checkpoint import Trained
from memviz.models.english_checkpoint import KIND, TrainedEnglish, load_english
from memviz.story import Question, Story
from memviz.story.changes import NO_CHANGES, Changes
from memviz.trace import Trace
from memviz.trace.influence import Influence

Anyone: TypeAlias = Trained | TrainedEnglish | TrainedChain


def load(name: str, root: Path = CHECKPOINTS) -> Anyone:
    """A memory network. Raises CheckpointError if it is missing, broken or does not fit its card."""
    kind = read_card(name, root).model
    if kind == chain_checkpoint.KIND:
        return load_chain(name, root)
    return load_english(name, root) if kind == KIND else checkpoint.load(name, root)


def ask(trained: Anyone, story: Story, question: Question | str, changes: Changes = NO_CHANGES) -> Trace:
    """Answer a question about a story (what had been told by then), and say how. Raises StoryError as the networks'
    own `ask` does."""
    if isinstance(trained, TrainedEnglish):
        return ask_english(trained, story, question, changes)
    if isinstance(trained, TrainedChain):
        raise _from_facts(trained)
    return asking.ask(trained, story, question, changes)


def influence(trained: Anyone, story: Story, question: Question | str, changes: Changes = NO_CHANGES) -> Influence:
    """How much log p(answer) falls when a slot is muted too, for every slot. Raises StoryError as `ask` does."""
    if isinstance(trained, TrainedEnglish):
        return influence_english(trained, story, question, changes)
    if isinstance(trained, TrainedChain):
        raise _from_facts(trained)
    return whatif.influence(trained, story, question, changes)


def look_up(trained: Anyone, source: Source, question: Question | str, changes: Changes = NO_CHANGES) -> Trace:
    """Answer a question from what key hashing finds for it. Raises StoryError and NothingFoundError as the networks'
    own functions do."""
    if isinstance(trained, TrainedChain):
        if not isinstance(source, FactIndex):
            text = _("“{model}” follows facts, and an article is none. Choose kv-open.")
            raise StoryError(text.format(model=trained.name))
        return look_up_chain(trained, source, question, changes)
    if isinstance(trained, TrainedEnglish):
        text = _("“{model}” answers from stories, not from facts. Choose kv-chain or kv-open.")
        raise StoryError(text.format(model=trained.name))
    return looking_up.look_up(trained, source, question, changes)


def _from_facts(trained: TrainedChain) -> StoryError:
    text = _("“{model}” answers from facts, not from stories. Choose kv-babi or a memn2n model.")
    return StoryError(text.format(model=trained.name))
