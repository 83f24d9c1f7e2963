"""A question put to a trained network: the only place where torch becomes numpy."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from memviz.checkpoint import Trained
from memviz.errors import StoryError
from memviz.models import Network
from memviz.models.hop import HopOutput
from memviz.story import Question, Slot, Story
from memviz.tensors.batch import Batch
from memviz.tensors.stories import examples
from memviz.trace import NOTHING, Hop, Trace
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
    config = trained.network.config
    data = examples([(story, question, 0)], trained.vocab, trained.answers, config.memory)
    told = story.slots[: question.told]
    kept = told[-config.memory :]
    forgotten = len(told) - len(kept)
    facts = tuple(fact - forgotten for fact in question.facts if fact >= forgotten)
    batch = data.batch(torch.tensor([0]))
    return Trace(
        model=trained.name,
        slots=(*kept, NOTHING) if config.nothing else kept,
        question=replace(question, facts=facts, told=None),
        hops=_hops(trained.network, batch),
        answers=trained.answers,
        answer_vectors=trained.network.answer_vectors(batch).numpy(),
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


def _hops(network: Network, batch: Batch) -> tuple[Hop, ...]:
    """Every hop of the batch's only question."""
    logits, outputs = network(batch)
    winner = network.answer_vectors(batch)[logits[0].argmax()]
    return tuple(_hop(network, k, output, batch, winner) for k, output in enumerate(outputs))


def _hop(network: Network, k: int, hop: HopOutput, batch: Batch, winner: Tensor) -> Hop:
    nothing = network.config.nothing
    values = _rows(hop.value_memory.vectors()[0], nothing)
    bent = round(network.config.relu * network.config.dim)
    passed = torch.cat([hop.u_next[0, :bent] > 0, hop.u_next.new_ones(hop.u_next.shape[1] - bent)])  # by the ReLU
    return Hop(
        state_in=hop.u[0].numpy(),
        keys=_rows(hop.key_memory.vectors()[0], nothing).numpy(),
        scores=hop.scores[0].numpy(),
        attention=hop.p[0].numpy(),
        values=values.numpy(),
        readout=hop.o[0].numpy(),
        state_out=hop.u_next[0].numpy(),
        answer_probs=network.respond(hop.u_next, batch)[0].softmax(0).numpy(),
        pushes=(hop.p[0] * (network.carried(k, values) @ (passed * winner))).numpy(),
    )


def _rows(vectors: Tensor, nothing: bool) -> Tensor:
    """Vectors (S, d) with a row of zeros for the nothing slot: its value is 0 and its score no product."""
    return torch.cat([vectors, vectors.new_zeros(int(nothing), vectors.shape[1])])


def _unknown(trained: Trained, slots: tuple[Slot, ...], question: Question) -> tuple[str, ...]:
    texts = [*(slot.key for slot in slots), question.text]
    return tuple(dict.fromkeys(word for text in texts for word in trained.vocab.unknown(text)))
