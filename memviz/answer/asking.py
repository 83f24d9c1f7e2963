"""A question put to a trained network, as it stands or with something changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from memviz.answer.tracing import hops_of
from memviz.errors import StoryError
from memviz.language import _
from memviz.models import looks_up
from memviz.models.checkpoint import Trained
from memviz.simulate.speech import read
from memviz.story import Question, Slot, Story
from memviz.story.changes import NO_CHANGES, Changes
from memviz.story.form import words
from memviz.story.limits import check_story
from memviz.story.line import untied
from memviz.story.vocab import Vocab
from memviz.tensors.batch import Batch
from memviz.tensors.stories import examples, read_by_content
from memviz.trace import NOTHING, Trace

# One question is small products only, and every session is a thread of its own: a second core would be waited for, not
# used, and the tail of the waiting times is twice as long with it.
torch.set_num_threads(1)


@dataclass(frozen=True)
class Asked:
    """A question about a story as a network reads it.

    trained    the network, with the new names of the story among its words and answers
    slots      the memory as the network sees it: Trace.slots
    question   with its gold facts counted among the slots
    batch      the question and its memory as numbers
    listed     which of the network's answers may be given
    forgotten  sentences that did not fit into the memory
    unknown    words of the memory and the question that the network has never seen
    """

    trained: Trained
    slots: tuple[Slot, ...]
    question: Question
    batch: Batch
    listed: list[int]
    forgotten: int
    unknown: tuple[str, ...]


@torch.inference_mode()
def ask(trained: Trained, story: Story, question: Question | str, changes: Changes = NO_CHANGES) -> Trace:
    """Answer a question about a story (what had been told by then), and say how.

    Raises StoryError if there is no story, no question, a sentence or the question has no word in it or is longer than
    story.limits allow, the question points at what has not been told, or the changes are none of this memory or
    network.
    """
    asked = prepared(trained, story, question)
    trained, config = asked.trained, trained.network.config
    batch = changed(asked.batch, len(asked.slots), config.hops, changes, asked.forgotten)
    hops = hops_of(trained.network, batch, asked.slots)
    if len(asked.listed) < len(trained.answers):
        hops = tuple(replace(hop, answer_probs=hop.answer_probs[asked.listed]) for hop in hops)
    return Trace(
        model=trained.name,
        slots=asked.slots,
        question=asked.question,
        hops=hops,
        answers=tuple(trained.answers[i] for i in asked.listed),
        answer_vectors=trained.network.answer_vectors(batch)[asked.listed].numpy(),
        forgotten=asked.forgotten,
        unknown=asked.unknown,
        new_names=tuple(map(untied, trained.vocab.stands_for)),
        readout=config.readout_from,
        muted=tuple(sorted(changes.muted)),
        overrides=changes.overrides,
    )


def prepared(trained: Trained, story: Story, question: Question | str) -> Asked:
    """A question about a story, ready to be read by the network. Raises StoryError as `ask` does."""
    question = Question(question) if isinstance(question, str) else question
    check_asked(story, question)
    config = trained.network.config
    if looks_up(config):
        text = _("“{model}” answers from facts, not from stories. Choose kv-babi or a memn2n model.")
        raise StoryError(text.format(model=trained.name))
    if config.reads_content:
        story = read_by_content(story)
    if trained.vocab.placeholders:
        trained, story, question = _with_new_names(trained, story, question)
    data = examples([(story, question, 0)], trained.vocab, trained.answers, config.memory)
    sentences = story.slots[: question.after]
    kept = sentences[-config.memory :]
    forgotten = len(sentences) - len(kept)
    facts = tuple(fact - forgotten for fact in question.facts if fact >= forgotten)
    listed = [i for i, answer in enumerate(trained.answers) if answer not in trained.vocab.placeholders]
    batch = replace(data.batch(torch.tensor([0])), own=_only(listed, len(trained.answers)))
    return Asked(
        trained=trained,
        slots=(*kept, NOTHING) if config.nothing else kept,
        question=replace(question, facts=facts, after=None),
        batch=batch,
        listed=listed,
        forgotten=forgotten,
        unknown=_unknown(trained.vocab, [*(slot.key for slot in kept), question.text]),
    )


def changed(batch: Batch, slots: int, hops: int, changes: Changes, forgotten: int = 0) -> Batch:
    """The batch of one question with its attention fixed as the changes say. Raises StoryError if they do not fit."""
    changes.check(slots, hops, forgotten)
    return replace(batch, fixed=fixed([changes], slots, hops)) if changes else batch


def fixed(rows: Sequence[Changes], slots: int, hops: int) -> Tensor:
    """Batch.fixed of several ways to change one question: (rows, hops, slots), NaN where attention is computed."""
    weights = torch.full((len(rows), hops, slots), torch.nan)
    for row, changes in zip(weights, rows, strict=True):
        row[:, list(changes.muted)] = 0.0
        for each in changes.overrides:
            row[each.hop, each.slot] = each.weight
    return weights


def _with_new_names(trained: Trained, story: Story, question: Question) -> tuple[Trained, Story, Question]:
    """The network with the new names of a story among its words and answers, each in a placeholder's place, and the
    texts with names of several words tied. Names beyond the placeholders stay unknown."""
    sentences = story.slots[: question.after]
    reading = read([*(slot.key for slot in sentences), question.text], trained.vocab)
    stands_for = dict(zip(reading.names, trained.vocab.placeholders, strict=False))
    named = {placeholder: untied(name) for name, placeholder in stands_for.items()}
    opened = replace(
        trained,
        vocab=replace(trained.vocab, stands_for=stands_for),
        answers=tuple(named.get(answer, answer) for answer in trained.answers),
    )
    slots = tuple(map(Slot.sentence, reading.texts[:-1]))
    return opened, replace(story, slots=(*slots, *story.slots[len(slots) :])), replace(question, text=reading.texts[-1])


def _only(listed: Sequence[int], count: int) -> Tensor:
    """Which of so many answers may be chosen (1, count): placeholders that stand for nothing may not."""
    allowed = torch.zeros(1, count, dtype=torch.bool)
    allowed[0, list(listed)] = True
    return allowed


def check_asked(story: Story, question: Question) -> None:
    """Raises StoryError if nothing is told or asked, or a sentence has no word in it."""
    if not story.slots[: question.after]:
        raise StoryError(_("The story is empty. Write at least one sentence, such as “Mary went to the kitchen.”"))
    if not words(question.text):
        raise StoryError(_("There is no question. Ask something about the story, such as “Where is Mary?”"))
    check_story(story, question)
    for number, slot in enumerate(story.slots, 1):
        if not words(slot.key):
            text = _("Sentence {number}, “{sentence}”, has no word in it. Write one, or delete the line.")
            raise StoryError(text.format(number=number, sentence=slot.key))
    Story(story.slots, (question,))  # checks where the question points


def _unknown(vocab: Vocab, texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for text in texts for word in vocab.unknown(text)))
