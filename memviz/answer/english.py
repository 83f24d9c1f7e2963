"""A question put to memn2n-english: a story in everyday English in, a Trace out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from memviz.answer.asking import check_asked, fixed
from memviz.answer.candidates import Candidate, Candidates, Shares, shares, ways
from memviz.answer.forms import Form, form
from memviz.answer.pointed import pointing
from memviz.models.english_checkpoint import TrainedEnglish
from memviz.models.memn2n_english import EnglishNetwork, Hop
from memviz.models.remembered import Written, encoded, remember
from memviz.story import Question, Story
from memviz.story.changes import NO_CHANGES, Changes
from memviz.tensors.english import MEMORY, Asked, EnglishBatch, Memory
from memviz.tensors.sentences import Sentence, sentence
from memviz.trace import NOTHING, Trace
from memviz.trace.check import Floats
from memviz.trace.hop import Hop as TraceHop
from memviz.trace.influence import Influence

_LEAST = 1e-9  # probability; less has no logarithm worth drawing
_STORIES = 50  # whose memory is remembered
_REMEMBERED = 5_000  # sentences: a story that is typed changes one at a time


@torch.inference_mode()
def ask_english(
    trained: TrainedEnglish, story: Story, question: Question | str, changes: Changes = NO_CHANGES
) -> Trace:
    """Answer a question about a story (what came before it), and say how. What is muted is as if nobody had told
    it: G does not read it either.

    Raises StoryError if there is no story, no question, a sentence has no word in it, or the changes are none of this
    memory or network.
    """
    question = Question(question) if isinstance(question, str) else question
    check_asked(story, question)
    sentences = story.slots[: question.after]
    kept = sentences[-MEMORY:]
    forgotten = len(sentences) - len(kept)
    slots, hops = (*kept, NOTHING), trained.network.config.hops
    changes.check(len(slots), hops, forgotten)
    texts = tuple(slot.key for slot in kept)
    read = [_sentence(trained, text) for text in texts]
    asked = _sentence(trained, question.text)
    heard = [each for i, each in enumerate(read) if i not in changes.muted]
    rules = form(asked, read, heard, trained.network.config.span)
    written = _written(trained, texts, read, frozenset(changes.muted) - {len(kept)})
    batch = written.memory.asked(asked)
    batch.fixed = fixed([changes], len(slots), hops)[None] if changes else None
    u = trained.network.words.asked(_vectors(trained, [asked]), batch)
    done = trained.network.reading(written.words, u, batch)
    answered = _shares(trained.network, written.words, done, batch, rules)
    candidates = Candidates(read, texts, trained.temperature)
    found = [candidates.of(each) for each in answered]
    listed = {key: each for answers in found for key, each in answers.items()}  # as the last hop that lists it has it
    keys = [*dict.fromkeys([*found[-1], *listed])]
    return Trace(
        model=trained.name,
        slots=slots,
        question=replace(question, facts=tuple(f - forgotten for f in question.facts if f >= forgotten), after=None),
        hops=_hops(trained.network, written, done, batch, found, keys),
        answers=tuple(listed[key].text for key in keys),
        answer_vectors=np.zeros((len(keys), u.shape[3]), np.float32),
        forgotten=forgotten,
        candidates=max(len(keys) + 1, ways(answered[-1].spans)),
        muted=tuple(sorted(changes.muted)),
        overrides=changes.overrides,
        pointing=pointing(done, answered[-1].spans, read, slots, [listed[key].place for key in keys]),
        threshold=trained.threshold,
        absent=rules.absent,
    )


def influence_english(
    trained: TrainedEnglish, story: Story, question: Question | str, changes: Changes = NO_CHANGES
) -> Influence:
    """How much log p(answer) falls when a slot is muted too, for every slot. Raises StoryError as `ask` does."""
    trace = ask_english(trained, story, question, changes)
    sure = dict(trace.ranked())[trace.answer]
    drops = []
    for slot in range(len(trace.slots)):
        without = dict(ask_english(trained, story, question, changes.mute(slot)).ranked())
        drops.append(np.log(max(sure, _LEAST)) - np.log(max(without.get(trace.answer, 0.0), _LEAST)))
    return Influence(trace.answer, np.array(drops, np.float32))


def _sentence(trained: TrainedEnglish, text: str) -> Sentence:
    longest = trained.network.config.encoder.longest
    return remember(trained.read, text, lambda: sentence(text, trained.pieces, longest), _REMEMBERED)


def _vectors(trained: TrainedEnglish, sentences: Sequence[Sentence]) -> Tensor:
    return encoded(trained.network.encoder, [each.pieces for each in sentences], trained.encoded, _REMEMBERED)


def _written(
    trained: TrainedEnglish, texts: tuple[str, ...], read: Sequence[Sentence], muted: frozenset[int]
) -> Written:
    """What G makes of a story: remembered while question after question is asked about it."""

    def write() -> Written:
        memory = Memory.of(Asked(tuple(read), muted=muted))
        words = trained.network.written(_vectors(trained, read), memory.batch)
        within = memory.batch.within[0].float()  # (T, S)
        return Written(memory, words, (within / within.sum(0).clamp(min=1)).T @ words[0])

    return remember(trained.written, (texts, muted), write, _STORIES)


def _shares(network: EnglishNetwork, m: Tensor, hops: Sequence[Hop], batch: EnglishBatch, rules: Form) -> list[Shares]:
    """What R says after every hop, as if it were the last one: all hops at once, as if each were a question."""
    u_next, p = torch.cat([hop.u_next for hop in hops], 1), torch.cat([hop.p for hop in hops], 1)
    response = network.response(m, u_next, batch)
    fixed, spans = response.fixed[0].numpy(), response.spans[0].numpy()
    attention = p[0].numpy()[:, batch.slot[0].numpy()]
    return [shares(*each, rules) for each in zip(fixed, spans, attention, strict=True)]


def _hops(
    network: EnglishNetwork,
    written: Written,
    hops: Sequence[Hop],
    batch: EnglishBatch,
    found: Sequence[dict[str, Candidate]],
    keys: Sequence[str],
) -> tuple[TraceHop, ...]:
    """The hops as a trace has them: keys are the means of a slot's words, values what is read of a slot for the
    question, and only the last hop pushes an answer."""
    winner = max(found[-1].values(), key=lambda each: each.probability)
    means = _with_nothing(written.keys)
    made = []
    for hop, answers in zip(hops, found, strict=True):
        values = network.reading.values_of(written.words, hop, batch)
        pushes = np.zeros(hop.p.shape[2], np.float32)
        if answers is found[-1]:
            pushes[list(winner.by_slot)] = list(winner.by_slot.values())
        made.append(
            TraceHop(
                state_in=hop.u[0, 0, 0].numpy(),
                keys=means,
                scores=hop.scores[0, 0].numpy(),
                attention=hop.p[0, 0].numpy(),
                values=_with_nothing(values),
                readout=(hop.p[0, 0, :-1] @ values).numpy(),
                state_out=hop.u_next[0, 0, 0].numpy(),
                answer_probs=np.array(
                    [answers[key].probability if key in answers else 0.0 for key in keys], np.float32
                ),
                pushes=pushes,
            )
        )
    return tuple(made)


def _with_nothing(rows: Tensor) -> Floats:
    """Vectors (S, d) and a row of zeros for the nothing slot."""
    return np.concatenate([rows.numpy(), np.zeros((1, rows.shape[1]), np.float32)])
