"""A question put to a trained network: the only place where torch becomes numpy."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from memviz.checkpoint import Trained
from memviz.errors import StoryError
from memviz.models.memn2n import HopOutput
from memviz.story import Question, Slot, Story
from memviz.tensors import examples
from memviz.trace import NOTHING, Floats, Hop, Trace
from memviz.vocab import words

# One question is small products only, and every session is a thread of its own: a second core would be waited for, not
# used, and the tail of the waiting times is twice as long with it.
torch.set_num_threads(1)


@torch.inference_mode()
def ask(trained: Trained, story: Story, question: Question | str) -> Trace:
    """Answer a question about a story (what had been told by then), and say how.

    Raises StoryError if there is no story, no question, a sentence or the question has no word in it, or the question
    points at what has not been told.
    """
    question = Question(question) if isinstance(question, str) else question
    _check(story, question)
    network = trained.network
    data = examples([(story, question, 0)], trained.vocab, trained.answers, network.config.memory)
    _, hops = network(data.batch(torch.tensor([0])))
    told = story.slots[: question.told]
    kept = told[-network.config.memory :]
    forgotten = len(told) - len(kept)
    facts = tuple(fact - forgotten for fact in question.facts if fact >= forgotten)
    return Trace(
        model=trained.name,
        slots=(*kept, NOTHING) if network.config.nothing else kept,
        question=replace(question, facts=facts, told=None),
        hops=tuple(_hop(hop, network.respond(hop.u_next), network.config.nothing) for hop in hops),
        answers=trained.answers,
        answer_vectors=network.answer_vectors().numpy(),
        forgotten=forgotten,
        unknown=_unknown(trained, kept, question),
    )


def _check(story: Story, question: Question) -> None:
    if not story.slots[: question.told]:
        raise StoryError("The story is empty. Write at least one sentence, such as “Mary went to the kitchen.”")
    if not words(question.text):
        raise StoryError("There is no question. Ask something about the story, such as “Where is Mary?”")
    for number, slot in enumerate(story.slots, 1):
        if not words(slot.key):
            raise StoryError(f"Sentence {number}, “{slot.key}”, has no word in it. Write one, or delete the line.")
    Story(story.slots, (question,))  # checks where the question points


def _hop(hop: HopOutput, logits: Tensor, nothing: bool) -> Hop:
    return Hop(
        state_in=hop.u[0].numpy(),
        keys=_rows(hop.key_memory.vectors()[0], nothing),
        scores=hop.scores[0].numpy(),
        attention=hop.p[0].numpy(),
        values=_rows(hop.value_memory.vectors()[0], nothing),
        readout=hop.o[0].numpy(),
        state_out=hop.u_next[0].numpy(),
        answer_probs=logits[0].softmax(0).numpy(),
    )


def _rows(vectors: Tensor, nothing: bool) -> Floats:
    """Vectors (S, d) with a row of zeros for the nothing slot: its value is 0 and its score no product."""
    rows: Floats = torch.cat([vectors, vectors.new_zeros(int(nothing), vectors.shape[1])]).numpy()
    return rows


def _unknown(trained: Trained, slots: tuple[Slot, ...], question: Question) -> tuple[str, ...]:
    texts = [*(slot.key for slot in slots), question.text]
    return tuple(dict.fromkeys(word for text in texts for word in trained.vocab.unknown(text)))
