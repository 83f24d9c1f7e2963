"""Small random key-value networks with every combination of the paper's switches, and what they are asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import product

import torch

from memviz.models.checkpoint import build
from memviz.models.kv_memnn import KVMemNN, KVMemNNConfig
from memviz.story import Question, Slot, Story
from memviz.story.retrieval import Hashing, Memory, Name, Retrieved, Token
from memviz.story.vocab import Vocab
from memviz.tensors.batch import Batch
from memviz.tensors.retrieved import LookupBatch, lookups
from memviz.tensors.stories import examples

from .networks import ANSWERS, QUESTIONS, STORIES, VOCAB

_SHARED = {
    "tables": ("shared", "separate"),
    "encoding": ("position", "bag"),
    "temporal": (True, False),
    "relu": (1.0, 0.4, 0.0),
    "nothing": (True, False),
    "readout": ("state", "value"),
}
_FACTS = {**_SHARED, "relu": (0.4, 0.0), "answers": ("names", "memory")}


def _configs(switches: dict[str, tuple[object, ...]], **more: object) -> list[KVMemNNConfig]:
    chosen = (dict(zip(switches, values, strict=True)) for values in product(*switches.values()))
    return [KVMemNNConfig(dim=5, memory=4, **more, **each) for each in chosen]


ON_STORIES = [*_configs(_SHARED), *_configs(_SHARED, tie_answer=False)]
ON_FACTS = [*_configs(_FACTS), *_configs({**_FACTS, "answers": ("memory",)}, ids=2)]


def name(config: KVMemNNConfig) -> str:
    """A configuration as the name of a test: its switches."""
    values = {each.name: getattr(config, each.name) for each in fields(config) if each.name not in ("hops", "dim")}
    return "-".join(key if value is True else str(value) for key, value in values.items() if value is not False)


def network(config: KVMemNNConfig, vocab: Vocab, answers: tuple[str, ...] = (), seed: int = 0) -> KVMemNN:
    """A network in double precision whose every weight is drawn large enough to matter."""
    torch.manual_seed(seed)
    made = build(config, vocab, answers).double()
    with torch.no_grad():
        for weights in made.parameters():
            weights.normal_(0, 0.3 if weights.ndim else 1)
    return made


# Stories whose slots are (key, value): what is told, and another sentence that is read there.
PAIRS = tuple(
    tuple(Slot(key, value) for key, value in zip(story, reversed(("where is a zebra", *story)), strict=False))
    for story in STORIES
)


def on_stories(config: KVMemNNConfig) -> KVMemNN:
    """A network that answers in words."""
    return network(config, VOCAB, ANSWERS)


def stories(*slots: Sequence[Slot]) -> Batch:
    """Stories, PAIRS if none are named, as one batch, each with its question."""
    asked = [
        (Story(tuple(story)), Question(text, "ball"), 1) for story, text in zip(slots or PAIRS, QUESTIONS, strict=False)
    ]
    return examples(asked, VOCAB, ANSWERS, memory=4).batch(torch.arange(len(asked)))


WORDS = Vocab(("by", "directed", "in", "is", "starred", "what", "who", "←"))
ALIEN, RUNNER, RIDLEY, IAN, YEAR = map(Name, ("Alien", "Blade Runner", "Ridley Scott", "Ian Holm", "1979"))
NO_HASHING = Hashing((), (), (), (), 0, 0, 0)


def found(question: str, name: Name, *memories: tuple[tuple[Token, ...], Name]) -> Retrieved:
    """Memories for a question that ends with a name."""
    made = (Memory(Slot(str(key), value.text), key, (value,)) for key, value in memories)
    return Retrieved((*question.split(), name), tuple(made), NO_HASHING)


# Names of several questions; words that the vocabulary lacks; a key of two names; a value that is asked about; a memory
# that is there twice; more names than dimensions number.
FOUND = (
    found("who directed", ALIEN, ((ALIEN, "directed", "by"), RIDLEY)),
    found(
        "who helmed and starred in", RUNNER,
        ((RUNNER, "helmed", "by"), RIDLEY), ((RIDLEY, "←", "starred"), RUNNER), ((RUNNER, "helmed", "by"), RIDLEY),
    ),
    found("what year is", ALIEN, ((ALIEN, "year"), YEAR), ((ALIEN, "starred", IAN), RIDLEY), ((ALIEN,), IAN)),
    found(
        "who directed", YEAR,
        ((YEAR, "←", "helmed"), ALIEN), ((YEAR, "←", "helmed"), RUNNER),
        ((IAN, "in", YEAR), IAN), ((YEAR, "in"), RIDLEY),
    ),
)  # fmt: skip
RIGHT = (("Ridley Scott",), ("Ridley Scott",), ("1979",), ("Alien", "Blade Runner"))
RANKED = ("1979", "Alien", "Blade Runner", "Ian Holm", "Ridley Scott", "Somebody Else")


def on_facts(config: KVMemNNConfig) -> KVMemNN:
    """A network that answers with names."""
    return network(config, WORDS)


def facts(config: KVMemNNConfig, *asked: Retrieved) -> LookupBatch:
    """What was found for questions, FOUND if none are named, as one batch; all names of RANKED may be answers where
    the network ranks names."""
    from memviz.tensors.frozen import name_vectors

    answers = dict(zip(FOUND, RIGHT, strict=True))
    chosen = asked or FOUND
    data = lookups([(each, answers.get(each, ())) for each in chosen], WORDS, config.dim, config.ids, config.memory)
    batch, gold, names = data.batch(torch.arange(len(chosen)))
    assert batch.frozen is not None
    assert batch.ranked is not None
    if config.answers == "names":
        batch = replace(batch, ranked=name_vectors(RANKED, config.dim), own=None)
    frozen, ranked = batch.frozen.double(), batch.ranked.double()
    return LookupBatch(replace(batch, frozen=frozen, ranked=ranked), gold.double(), names)
