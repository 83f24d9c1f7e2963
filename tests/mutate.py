"""Mutations of data and of bytes by a seed: what a person, a broken disk or a forger makes of a file."""

from __future__ import annotations

import copy
import random
from typing import Any

# Values that have been trouble somewhere: of other types, empty, huge, not finite, not encodable, nested.
ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 3, 2**31, 2**63, 10**400, 0.5, -0.0, 1e308, float("nan"), float("inf"), "", " ", "a",
    "0", "words", "memory", "\ud800", "\x00", "é" * 5_000, [], [[]], [None], [1, "a"], ["a"] * 3, {}, {"": {}},
    {"a": None}, {"errors": {}}, {"hits_at_1": 1}, [[[[[[]]]]]],
)  # fmt: skip


def mutated(chance: random.Random, data: Any, times: int = 3) -> Any:
    """A copy of JSON data with one to `times` places changed: replaced, removed, doubled, renamed or swapped."""
    copied = copy.deepcopy(data)
    for _ in range(chance.randint(1, times)):
        places = [(holder, key) for holder in _holders(copied) for key in _keys(holder)]
        if not places:
            return chance.choice(ODD)
        _change(chance, *chance.choice(places))
    return copied


def mutated_bytes(chance: random.Random, content: bytes, times: int = 3, until: int | None = None) -> bytes:
    """Bytes with one to `times` changes before `until`: cut, flipped, put in or taken out."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, times)):
        place = chance.randrange(max(1, min(len(changed), until or len(changed))))
        kind = chance.choice(("flip", "flip", "put", "take", "cut"))
        if kind == "flip" and changed:
            changed[place] ^= 1 << chance.randrange(8)
        elif kind == "put":
            changed[place:place] = chance.randbytes(chance.randint(1, 9))
        elif kind == "take":
            del changed[place : place + chance.randint(1, 9)]
        elif kind == "cut":
            del changed[place:]
    return bytes(changed)


def _holders(data: Any) -> list[Any]:
    """Every list and object of the data, the outer ones first."""
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    below = [each for value in inner for each in _holders(value)]
    return [data, *below] if isinstance(data, dict | list) else []


def _keys(holder: Any) -> list[Any]:
    return list(holder) if isinstance(holder, dict) else list(range(len(holder)))


def _change(chance: random.Random, holder: Any, key: Any) -> None:
    kind = chance.choice(("odd", "odd", "odd", "near", "remove", "other"))
    if kind == "remove":
        del holder[key]
    elif kind == "odd":
        holder[key] = copy.deepcopy(chance.choice(ODD))
    elif kind == "near" and isinstance(holder[key], int | float) and not isinstance(holder[key], bool):
        holder[key] = holder[key] * chance.choice((-1, 0, 2, 10, 1e6)) + chance.choice((-1, 0, 1))
    elif isinstance(holder, dict):
        holder[chance.choice(("", "hops", "format", f"{key}s"))] = holder[key]
    else:
        holder.insert(key, holder[chance.randrange(len(holder))])
