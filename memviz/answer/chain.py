"""A question put to facts in a chain of hops: the answer, and a trace of every hop over the memories that it hashed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from memviz.answer.following import Followed, follow
from memviz.answer.walking import NOTHING_ID, Given, Looked
from memviz.errors import NothingFoundError, StoryError
from memviz.facts.guessing import meant
from memviz.facts.hashing import FactIndex
from memviz.facts.phrases import Step as Kind
from memviz.facts.stepping import texts, written
from memviz.language import _
from memviz.models.chain_checkpoint import TrainedChain
from memviz.story import Question
from memviz.story.changes import NO_CHANGES, Changes
from memviz.story.form import words
from memviz.story.limits import check_question
from memviz.story.retrieval import Hashing
from memviz.trace import NOTHING, Trace
from memviz.trace.chaining import Chain, Step
from memviz.trace.check import Floats
from memviz.trace.hop import Hop

YES, NO, UNSAID, NONE = "yes", "no", "not among the facts", "none"
_LISTED = 400  # names; of an answer that has more, the others are counted


@torch.inference_mode()
def look_up_chain(
    trained: TrainedChain, index: FactIndex, question: Question | str, changes: Changes = NO_CHANGES
) -> Trace:
    """Answer a question from facts, hop by hop, and say how.

    Slots are numbered as without changes; memories that only a change leads to come behind the others.
    Raises StoryError if there is no question or a too long one, or the changes are none of what was found; and
    NothingFoundError if no name in it is known.
    """
    question = Question(question) if isinstance(question, str) else question
    if not words(question.text):
        raise StoryError(_("There is no question. Ask something about the facts, such as “Who directed Alien?”"))
    check_question(question.text)
    followed = follow(trained, index, question.text)
    if followed is None:
        raise NothingFoundError(_unknown(index, question.text))
    order = _ids(followed)
    if changes:
        changes.check(len(order) + 1, trained.network.config.hops)
        followed = follow(trained, index, question.text, _given(changes, order, followed)) or followed
        order = list(dict.fromkeys([*order, *_ids(followed)]))
    return _Written(trained, index, question, followed, order, changes).trace()


def _unknown(index: FactIndex, question: str) -> str:
    """That no name is known, and which ones may be meant."""
    if names := meant(question, index):
        offered = ", ".join(f"“{name}”" for name in names)
        return _("No name in this question is known. Did you mean {names}?").format(names=offered)
    return _("No name in this question is known. Name something that the facts are about.")


def _ids(followed: Followed) -> list[int]:
    """The memories of all hops, each once, in the order of the hops."""
    hops = max(len(walk.hops) for walk in followed.walks)
    walked = (walk.hops[h] for h in range(hops) for walk in followed.walks if h < len(walk.hops))
    return list(dict.fromkeys(memory for hop in walked for memory in hop.ids.tolist()))


def _given(changes: Changes, order: Sequence[int], followed: Followed) -> Given:
    """The changes by memory. Raises StoryError for a weight in a hop that did not find the memory."""
    ids = [*order, NOTHING_ID]
    for each in changes.overrides:
        there = {NOTHING_ID}.union(*(w.hops[each.hop].ids.tolist() for w in followed.walks if each.hop < len(w.hops)))
        if ids[each.slot] not in there or all(each.hop >= len(walk.hops) for walk in followed.walks):
            text = _("Hop {hop} did not find memory {slot}, and cannot look at it. Give weights to what it found.")
            raise StoryError(text.format(hop=each.hop + 1, slot=each.slot + 1))
    weights = {(each.hop, ids[each.slot]): each.weight for each in changes.overrides}
    return Given(frozenset(ids[slot] for slot in changes.muted), weights)


@dataclass(frozen=True)
class _Written:
    """What was followed, on its way to a trace."""

    trained: TrainedChain
    index: FactIndex
    question: Question
    followed: Followed
    order: Sequence[int]
    changes: Changes

    def trace(self) -> Trace:
        """The trace: slots are the memories of all hops, and a hop attends to its own alone."""
        memories, names = self._memories(), self._names()
        named = texts(
            self.index, {*names, *(n for each in memories.values() for n in (each[0], each[2])), *self.followed.shares}
        )
        slots = [written(named[memories[i][0]], memories[i][1], named[memories[i][2]]).slot for i in self.order]
        answers, probs, candidates = self._answers(named)
        place = {name: i for i, name in enumerate(names)}
        keys, values = self._arrays(memories, place)
        vectors = np.zeros((len(answers), keys.shape[1]), np.float32)
        number = {named[name]: name for name in names}
        for i, answer in enumerate(answers):
            if number.get(answer) in place:
                vectors[i, place[number[answer]]] = 1
        hops = self._hops(keys, values, place, probs, vectors)
        return Trace(
            model=self.trained.name,
            slots=(*slots, NOTHING),
            question=self.question,
            hops=tuple(hops),
            answers=answers,
            answer_vectors=vectors,
            candidates=candidates,
            readout="value",
            hashing=self._hashing(),
            muted=tuple(sorted(self.changes.muted)),
            overrides=self.changes.overrides,
            chain=self._chain(named),
        )

    @property
    def _count(self) -> int:
        return self.trained.network.config.hops

    def _at(self, h: int) -> list[Looked]:
        """The hop of every walk, none that has ended before."""
        return [walk.hops[h] for walk in self.followed.walks if h < len(walk.hops)]

    def _memories(self) -> dict[int, tuple[int, Kind, int]]:
        """Name, kind and value of every memory by its id."""
        found: dict[int, tuple[int, Kind, int]] = {}
        for h in range(self._count):
            for hop in self._at(h):
                each = hop.memories
                rows = zip(
                    hop.ids.tolist(), each.names.tolist(), each.kinds.tolist(), each.values.tolist(), strict=True
                )
                found |= {i: (name, each.steps[kind], value) for i, name, kind, value in rows}
        return found | {i: self._lost(i) for i in self.order if i not in found}

    def _lost(self, memory: int) -> tuple[int, Kind, int]:
        """A memory that no hop finds any more, now that something is changed."""
        query = "SELECT subject, relation, object FROM facts WHERE id = ?"
        subject, relation, other = self.index.rows(query, memory // 2)[0]
        kind = Kind(self.index.relations[relation], not memory % 2)
        return (other, kind, subject) if memory % 2 else (subject, kind, other)

    def _names(self) -> list[int]:
        """The names that have a dimension: those that hops hash by, and the answer's."""
        walked = (name for h in range(self._count) for hop in self._at(h) for name in (*hop.names, *hop.read))
        return list(dict.fromkeys([*walked, *self.followed.names]))

    def _arrays(self, memories: Mapping[int, tuple[int, Kind, int]], place: Mapping[int, int]) -> tuple[Floats, Floats]:
        """Keys and values (slots, names + d), a row of zeros for nothing."""
        network = self.trained.network
        asker = self.followed.asker
        dim = len(place) + network.config.dim
        keys, values = (np.zeros((len(self.order) + 1, dim), np.float32) for _ in range(2))
        sharpness = float(network.sharpness)
        kinds = list(dict.fromkeys(memories[i][1] for i in self.order))
        made = dict(zip(kinds, (sharpness * asker.keys(kinds)).numpy() if kinds else [], strict=True))
        for row, i in enumerate(self.order):
            name, kind, value = memories[i]
            if name in place:
                keys[row, place[name]] = sharpness
            keys[row, len(place) :] = made[kind]
            if value in place:
                values[row, place[value]] = 1
        return keys, values

    def _hops(
        self, keys: Floats, values: Floats, place: Mapping[int, int], probs: Floats, vectors: Floats
    ) -> list[Hop]:
        states = [self._state(h, place) for h in range(self._count + 1)]
        row = {memory: i for i, memory in enumerate(self.order)}
        hops, sharpness = [], float(self.trained.network.sharpness)
        for h in range(self._count):
            looked = self._at(h)
            attention, scores = np.zeros(len(keys), np.float32), keys @ states[h]
            scores[-1] = sharpness + float(np.mean([hop.scores[-1] for hop in looked])) if looked else 0.0
            for hop in looked:
                attention[[*(row[i] for i in hop.ids.tolist()), -1]] += hop.attention / len(looked)
            attention[-1] = attention[-1] if looked else 1.0
            hops.append(
                Hop(
                    state_in=states[h], keys=keys, scores=scores, attention=attention, values=values,
                    readout=attention @ values, state_out=states[h + 1], answer_probs=probs[h],
                    pushes=attention * (values @ vectors[int(probs[-1].argmax())]),
                )
            )  # fmt: skip
        return hops

    def _state(self, h: int, place: Mapping[int, int]) -> Floats:
        """q_{h+1}: 1 for every name that is hashed by, and what the hop asks; after the last hop, what was read."""
        walk = self.followed.walks[0]
        hop = walk.hops[min(h, len(walk.hops) - 1)]
        names = hop.names if h < len(walk.hops) or hop.nothing else hop.read
        state = np.zeros(len(place) + walk.asked.shape[1], np.float32)
        state[[place[name] for name in names]] = 1
        state[len(place) :] = walk.asked[min(h, len(walk.asked) - 1)].numpy()
        return state

    def _answers(self, named: Mapping[int, str]) -> tuple[tuple[str, ...], Floats, int]:
        """What is answered, how probable it is after every hop (hops, answers), and how many were ranked."""
        outcome, surely = self.followed.outcome, self._sure()
        if outcome == "unsaid":
            last = len(self.followed.walks[0].hops) - 1
            return (UNSAID,), np.array([[surely[h] if h >= last else 0.0] for h in range(self._count)], np.float32), 2
        if outcome == "none":
            return (NONE,), np.array([[each] for each in surely], np.float32), 2
        if outcome == "whether":
            said = np.array(surely, np.float32)
            order = (YES, NO) if self.followed.yes else (NO, YES)
            return order, np.stack([said, 1 - said], 1), 2
        read = [self._shares(h) for h in range(self._count)]
        if outcome == "count":
            counts = [str(len(self._read(h))) for h in range(self._count)]
            listed = tuple(dict.fromkeys([str(len(self.followed.names)), *counts]))
            table = np.array([[surely[h] if each == counts[h] else 0.0 for each in listed] for h in range(self._count)])
            return listed, table.astype(np.float32), len(listed) + 1
        ranked = sorted(read[-1], key=lambda name: -read[-1][name])
        wanted = [*self.followed.names, *(n for n in ranked if n not in self.followed.names)][:_LISTED]
        wanted += [n for h in range(self._count - 1) for n in self._read(h)[:_LISTED] if n not in wanted]
        wanted = list(dict.fromkeys(wanted))
        table = np.array([[shares.get(name, 0.0) for name in wanted] for shares in read], np.float32)
        every = {name for shares in read for name in shares}
        some = texts(self.index, [n for n in wanted if n not in named])
        return tuple(named.get(n) or some[n] for n in wanted), table, max(len(every), len(wanted)) + 1

    def _shares(self, h: int) -> dict[int, float]:
        """How much of what was read so far each name is, if it stopped after hop h."""
        total: dict[int, float] = {}
        for walk in self.followed.walks:
            hop = next((hop for hop in reversed(walk.hops[: h + 1]) if not hop.nothing), None)
            weight = sum(hop.shares.values()) * len(self.followed.walks) if hop else 1.0
            for name, share in (hop.shares if hop else {}).items():
                total[name] = total.get(name, 0.0) + share / weight
        return total

    def _read(self, h: int) -> tuple[int, ...]:
        """The names that were read, if it stopped after hop h; at the end, what all walks have in common."""
        if h >= max(len(walk.hops) for walk in self.followed.walks) - 1:
            return self.followed.names
        hops = [walk.hops[min(h, len(walk.hops) - 1)] for walk in self.followed.walks]
        return tuple(dict.fromkeys(name for hop in hops for name in hop.read))

    def _sure(self) -> list[float]:
        """How sure it is after every hop; in the end, of all."""
        hops = max(len(walk.hops) for walk in self.followed.walks)
        return [min(1.0, self.followed.sure)] * self._count if hops else []

    def _hashing(self) -> Hashing:
        links = tuple(link for place in self.followed.places for link in place.links)
        first = self._at(0)
        found, kept = sum(hop.memories.found for hop in first), sum(len(hop.ids) for hop in first)
        return Hashing(links, (), (), (), len(self.index), found, kept)

    def _chain(self, named: Mapping[int, str]) -> Chain:
        row = {memory: i for i, memory in enumerate(self.order)}
        steps = [self._step(h, row, named) for h in range(self._count)]
        names = tuple(named[name] for name in self.followed.names)
        return Chain(self.followed.tokens, tuple(steps), self.followed.outcome, names, min(1.0, self.followed.sure))

    def _step(self, h: int, row: Mapping[int, int], named: Mapping[int, str]) -> Step:
        looked = self._at(h)
        if not looked:
            return Step((), 0, (), 0, (), (0.0,) * len(self.followed.tokens), 1.0)
        words_read = np.mean([walk.words[h][: len(self.followed.tokens)] for walk in self.followed.walks], 0)
        return Step(
            names=tuple(named[name] for name in dict.fromkeys(n for hop in looked for n in hop.names)),
            cut=sum(hop.cut for hop in looked),
            slots=tuple(sorted({row[i] for hop in looked for i in hop.ids.tolist()})),
            found=sum(hop.memories.found for hop in looked),
            read=tuple(named[name] for name in dict.fromkeys(n for hop in looked for n in hop.read)),
            words=tuple(float(each) for each in words_read),
            finished=float(np.mean([hop.finished for hop in looked])),
        )
