"""What memviz asks of a memory network and of its configuration: a new kind needs no more than this, and MODELS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, ClassVar, Literal, Protocol, TypeAlias, TypeGuard, TypeVar

from torch import Tensor, nn

from memviz.data.cardcheck import LIMITS, check_size
from memviz.models.hop import HopOutput
from memviz.tensors.batch import Batch

AnswersFrom: TypeAlias = Literal["words", "names", "memory"]
Readout: TypeAlias = Literal["state", "value"]
Self = TypeVar("Self", bound="Network")


class Config(Protocol):
    """A frozen dataclass of plain numbers, texts and switches, which stands on the card as it is.

    hops, dim, memory  how often it looks, numbers in a vector, slots at most; encoding, relu and nothing as in
                       MemN2NConfig
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def hops(self) -> int: ...
    @property
    def dim(self) -> int: ...
    @property
    def memory(self) -> int: ...
    @property
    def encoding(self) -> str: ...
    @property
    def relu(self) -> float: ...
    @property
    def nothing(self) -> bool: ...

    @property
    def answers_from(self) -> AnswersFrom:
        """Words of its vocabulary, about stories; or, about what is looked up, any name or a value in memory."""

    @property
    def readout_from(self) -> Readout | None:
        """What a key-value network answers from after its last hop, None for other networks: Trace.readout."""

    @property
    def reads_content(self) -> bool:
        """Whether the value of a story's slot is not the sentence but its content words."""


class LookupConfig(Config, Protocol):
    """Of a network that looks up what it answers from; so many `ids` of its dimensions belong to names alone."""

    @property
    def ids(self) -> int: ...


def looks_up(config: Config) -> TypeGuard[LookupConfig]:
    """Whether a network answers from what is looked up, and not from stories."""
    return config.answers_from != "words"


class Network(Protocol):
    """A torch module that answers, and says how. Made of its configuration, the size of a vocabulary and the numbers of
    the answers' words; one that looks up is given the frozen part of its words as a buffer `known_words` (V, d - ids).
    """

    training: bool

    @property
    def config(self) -> Config: ...

    def __call__(self, batch: Batch, linear: bool = False) -> tuple[Tensor, list[HopOutput]]:
        """Logits (B, answers) and what every hop did. `linear` leaves the softmax out of the memory."""

    def respond(self, u: Tensor, batch: Batch, /) -> Tensor:
        """Logits (B, answers) of a state (B, d), as if it were the last one."""

    def answer_vectors(self, batch: Batch, /) -> Tensor:
        """The vectors (answers, d) that a state is compared with."""

    def key_table(self, hop: int, batch: Batch, /) -> Tensor:
        """The vectors (V, d) that a hop's keys are sums of."""

    def carried(self, hop: int, read: Tensor, /) -> Tensor:
        """What a hop hands on of vectors (..., d) that it read, before units are rectified."""

    def parameters(self) -> Iterator[nn.Parameter]: ...
    def state_dict(self) -> dict[str, Any]: ...
    def load_state_dict(self, state_dict: Mapping[str, Any], /) -> Any: ...
    def register_buffer(self, name: str, tensor: Tensor | None, persistent: bool = True) -> None: ...
    def eval(self: Self) -> Self: ...
    def requires_grad_(self: Self, requires_grad: bool = True, /) -> Self: ...


def check_config(config: Any, **choices: tuple[str, ...]) -> None:
    """Check what is alike in every configuration: each field is of its default's type, sizes are within LIMITS, a text
    is one of its `choices`. Raises ValueError."""
    for each in fields(config):
        value, default = getattr(config, each.name), each.default
        if each.name in LIMITS:
            check_size(each.name, value)
        elif each.name in choices:
            if value not in choices[each.name]:
                raise ValueError(f"{each.name} is {value!r:.40}, not {' or '.join(choices[each.name])}.")
        elif type(value) is not type(default) and not (type(default) is float and type(value) is int):
            raise ValueError(f"{each.name} is {value!r:.40}; it takes a value such as {default!r}.")
    if not 0 <= getattr(config, "relu", 0) <= 1:
        raise ValueError(f"relu is {config.relu!r}, not a share from 0 to 1.")
