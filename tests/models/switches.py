"""Every combination of switches: those that hold every pair of settings are quick tests, the others slow ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any, TypeVar

import pytest
from allpairspy import AllPairs

C = TypeVar("C")
Switches = Mapping[str, Sequence[object]]


def every(make: Callable[..., C], switches: Switches, **more: Any) -> list[C]:
    """What `make` makes of every combination, and of what is the same in all of them."""
    return [make(**more, **dict(zip(switches, values, strict=True))) for values in product(*switches.values())]


def tested(make: Callable[..., C], switches: Switches, **more: Any) -> list[Any]:
    """The same as parameters of a test."""
    names, settings = list(switches), [list(each) for each in switches.values()]
    quick = [make(**more, **dict(zip(names, values, strict=True))) for values in AllPairs(settings)]
    return [
        each if each in quick else pytest.param(each, marks=pytest.mark.slow) for each in every(make, switches, **more)
    ]
