"""Everything a picture, an export or a test needs to know of one answer: frozen numpy and text, no torch."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from operator import index
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from memviz.errors import StoryError, TraceError
from memviz.story import Question, Slot
from memviz.story.changes import Changes, Override
from memviz.story.foreign import read_json
from memviz.story.form import whole
from memviz.story.retrieval import Hashing
from memviz.trace import serial
from memviz.trace.chaining import Chain
from memviz.trace.check import TOLERANCE, Floats, check, check_distribution, check_words, frozen
from memviz.trace.hop import Hop
from memviz.trace.pointing import Pointing

if TYPE_CHECKING:
    import pandas as pd

VERSION = 5
_READ = (3, 4, 5)  # versions that can be opened: 3 knew no pointing, 4 no chain
NOTHING = Slot.sentence("(nothing)")
AS_GOOD = 0.5  # an answer belongs to the set if it is at least this share as probable as the leading one

Readout: TypeAlias = Literal["state", "value"]
_READOUTS: dict[str | None, Readout | None] = {None: None, "state": "state", "value": "value"}


@dataclass(frozen=True)
class Trace:
    """One question put to one model over one memory, hop by hop.

    slots     the memory as the model saw it, oldest first; the last one is NOTHING where the model has that slot
    forgotten sentences of the story that came before the first slot and did not fit into the memory
    unknown   words of the story or the question that the model has never seen, in order of appearance: it reads blanks
    new_names words that the model has never seen and knows for names by where they stand: it reads placeholders
    answers   answers the model can give, in the order of Hop.answer_probs
    answer_vectors (answers, dim), W: after every hop, answer_probs is softmax(answer_vectors @ state_out)
    candidates how many answers were ranked, len(answers) if not said; where there are more, only the leading ones are
              listed and answer_probs sums to less than 1
    readout   what a key-value network reads its answer from after the last hop: "state", R (q + o), or "value", R o;
              None for other networks
    hashing   how the slots were found among many, None where the memory is a whole story
    muted     slots that were taken out before the question was asked, rising: nothing attends to them
    overrides attention that was given and not computed
    pointing  where a network points that answers with words of the story, None for others
    threshold how probable an answer is at least that its network is sure of; 0 for one that always is
    absent    names in the question that stand nowhere in the story: why the answer is “unknown”, whatever the network
              says
    chain     how every hop found memories of its own where they hash anew, None for others: `slots` are then those of
              all hops, and a hop attends to none but its own
    Hop.word_scores is None in every hop where a key is not the plain sentence that was read.
    Raises TraceError if shapes disagree, a number is not finite, a distribution does not sum to 1, words do not sum to
    their slot's score, attention is not as it was changed, or a gold fact is none of the sentences.
    """

    model: str
    slots: tuple[Slot, ...]
    question: Question
    hops: tuple[Hop, ...]
    answers: tuple[str, ...]
    answer_vectors: Floats
    forgotten: int = 0
    unknown: tuple[str, ...] = ()
    new_names: tuple[str, ...] = ()
    candidates: int = 0
    readout: Readout | None = None
    hashing: Hashing | None = None
    muted: tuple[int, ...] = ()
    overrides: tuple[Override, ...] = ()
    pointing: Pointing | None = None
    threshold: float = 0.0
    absent: tuple[str, ...] = ()
    chain: Chain | None = None

    def __post_init__(self) -> None:
        if not self.hops:
            raise TraceError("A trace needs at least one hop.")
        object.__setattr__(self, "candidates", self.candidates or len(self.answers))
        object.__setattr__(self, "model", whole(self.model))
        for name in ("answers", "unknown", "new_names", "absent"):
            object.__setattr__(self, name, tuple(map(whole, getattr(self, name))))
        if not 0 <= self.threshold <= 1:
            raise TraceError("threshold is no probability.")
        object.__setattr__(self, "answer_vectors", frozen(self.answer_vectors))
        dim = self.hops[0].state_in.size
        n, m = len(self.slots), len(self.answers)
        shapes: dict[str, tuple[int, ...]] = {
            "state_in": (dim,), "keys": (n, dim), "scores": (n,), "attention": (n,), "values": (n, dim),
            "readout": (dim,), "state_out": (dim,), "answer_probs": (m,), "pushes": (n,),
        }  # fmt: skip
        check("answer_vectors", self.answer_vectors, (m, dim))
        for k, hop in enumerate(self.hops, 1):
            for name, shape in shapes.items():
                check(f"hop {k}: {name}", getattr(hop, name), shape)
            check_distribution(f"hop {k}: attention", hop.attention)
            check_distribution(f"hop {k}: answer_probs", hop.answer_probs, complete=self.candidates == m)
        if not all(0 <= fact < self.sentences for fact in self.question.facts):
            raise TraceError(f"“{self.question.text}” has a fact that is none of the {self.sentences} sentences.")
        check_words([slot.key for slot in self.slots], [(hop.word_scores, hop.scores) for hop in self.hops])
        self._check_changes()
        if self.pointing:
            texts = tuple(slot.key for slot in self.slots[: self.sentences])
            self.pointing.check(texts, self.attention(), m)
        if self.chain:
            self.chain.check(len(self.hops), self.sentences)

    def _check_changes(self) -> None:
        try:
            self.changes.check(len(self.slots), len(self.hops))
        except StoryError as error:
            raise TraceError(f"What was changed does not fit: {error}") from error
        if self.attention()[:, list(self.muted)].any():
            raise TraceError("A muted slot is attended to.")
        for each in self.overrides:
            if abs(self.hops[each.hop].attention[each.slot] - each.weight) > TOLERANCE:
                raise TraceError(f"hop {each.hop + 1}: attention is not as it was given.")

    @property
    def changes(self) -> Changes:
        """What was changed before the question was asked."""
        return Changes(frozenset(self.muted), self.overrides)

    @property
    def sentences(self) -> int:
        """How many slots hold a sentence, the nothing slot not counted."""
        return len(self.slots) - self.has_nothing

    @property
    def has_nothing(self) -> bool:
        """Whether the last slot is the nothing slot."""
        return bool(self.slots) and self.slots[-1] == NOTHING

    @property
    def answer(self) -> str:
        """The most probable answer after the last hop."""
        return self.ranked()[0][0]

    @property
    def probability(self) -> float:
        """The probability of `answer`."""
        return self.ranked()[0][1]

    def ranked(self, hop: int = -1) -> list[tuple[str, float]]:
        """Answers with their probabilities after a hop (the last one if not said), most probable first."""
        probs = self.hops[hop].answer_probs
        return [(self.answers[i], float(probs[i])) for i in np.argsort(-probs, kind="stable")]

    @property
    def answer_set(self) -> tuple[str, ...]:
        """The answer, and all that are at least half as probable: the answers of a question that has several. Of a
        chain, the names that its last hop read."""
        if self.chain and self.chain.outcome == "set":
            return self.chain.names
        ranked = self.ranked()
        return tuple(answer for answer, probability in ranked if probability >= AS_GOOD * ranked[0][1])

    def pointed(self, slot: int) -> dict[int, float]:
        """Words of a slot, by their numbers in key.split(), that the answer contains, and how probably."""
        return {} if self.pointing is None else self.pointing.pointed(slot)

    def value_weights(self, hop: int = -1) -> dict[str, float]:
        """How much is read of each distinct value in a hop, equal values summed, in the order of the slots."""
        weights: dict[str, float] = {}
        for slot, weight in zip(self.slots, self.hops[hop].attention, strict=True):
            weights[slot.value] = weights.get(slot.value, 0.0) + float(weight)
        return weights

    def attention(self) -> Floats:
        """Attention of every hop, (hops, slots)."""
        return np.stack([hop.attention for hop in self.hops])

    def to_frame(self) -> pd.DataFrame:
        """One row a slot and hop: hop, slot (from 1), key, value, gold, score, attention, push."""
        import pandas as pd

        gold = set(self.question.facts)
        rows = [
            (
                k,
                i + 1,
                slot.key,
                slot.value,
                i in gold,
                *(float(each[i]) for each in (hop.scores, hop.attention, hop.pushes)),
            )
            for k, hop in enumerate(self.hops, 1)
            for i, slot in enumerate(self.slots)
        ]
        return pd.DataFrame(rows, columns=["hop", "slot", "key", "value", "gold", "score", "attention", "push"])

    def to_json(self) -> str:
        """The whole trace as text; from_json gives it back exactly."""
        return json.dumps(
            {
                "version": VERSION,
                "model": self.model,
                "slots": [[slot.key, slot.value] for slot in self.slots],
                "question": serial.question_to_dict(self.question),
                "answers": self.answers,
                "answer_vectors": serial.listed(self.answer_vectors),
                "forgotten": self.forgotten,
                "unknown": self.unknown,
                "new_names": self.new_names,
                "candidates": self.candidates,
                "readout": self.readout,
                "hashing": None if self.hashing is None else asdict(self.hashing),
                "muted": self.muted,
                "overrides": [[each.hop, each.slot, each.weight] for each in self.overrides],
                "pointing": None if self.pointing is None else self.pointing.to_dict(),
                "threshold": self.threshold,
                "absent": self.absent,
                "chain": None if self.chain is None else self.chain.to_dict(),
                "hops": [
                    {each.name: serial.listed(getattr(hop, each.name)) for each in fields(Hop)} for hop in self.hops
                ],
            },
            ensure_ascii=False,
        )

    @classmethod
    @np.errstate(over="ignore", invalid="ignore")  # a number too large for 32 bits is not finite, and refused as such
    def from_json(cls, text: str) -> Trace:
        """Read what to_json wrote. Raises TraceError for anything else, saying what is wrong."""
        try:
            data = read_json(text)
            if data["version"] not in _READ:
                raise TraceError(f"This trace has version {data['version']}; this memviz reads version {VERSION}.")
            pointing, chain = data.get("pointing"), data.get("chain")
            return cls(
                model=serial.text(data["model"]),
                slots=tuple(Slot(serial.text(key), serial.text(value)) for key, value in data["slots"]),
                question=serial.question_from_dict(data["question"]),
                hops=tuple(Hop(**hop) for hop in data["hops"]),
                answers=tuple(map(serial.text, data["answers"])),
                answer_vectors=frozen(data["answer_vectors"]),
                forgotten=index(data["forgotten"]),
                unknown=tuple(map(serial.text, data["unknown"])),
                new_names=tuple(map(serial.text, data["new_names"])),
                candidates=index(data["candidates"]),
                readout=_READOUTS[data["readout"]],
                hashing=None if data["hashing"] is None else serial.hashing_from_dict(data["hashing"]),
                muted=tuple(map(index, data["muted"])),
                overrides=tuple(map(serial.override_from_list, data["overrides"])),
                pointing=None if pointing is None else Pointing.from_dict(pointing),
                threshold=float(data.get("threshold", 0.0)),
                absent=tuple(map(serial.text, data.get("absent", ()))),
                chain=None if chain is None else Chain.from_dict(chain),
            )
        except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
            raise TraceError(f"This is not a memviz trace ({error}).") from error
