"""JSON that somebody else may have written: a link's, a talk's, a trace's. What no file of memviz holds is refused."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

_DIGITS = 15  # of a whole number; all of them are exact in a browser, too
_HALF = re.compile(r"\\u[dD][89a-fA-F]")  # half a character, unless its other half follows


def read_json(text: str, *, halves: bool = False) -> Any:
    """The data of a JSON text. Raises ValueError for any other text, for numbers that are none or too large to count
    with, half characters (unless `halves` are seen to elsewhere), and what is nested too deeply."""
    try:
        data = json.loads(text, parse_int=_whole, parse_float=_number, parse_constant=_refuse)
        if not halves and (_HALF.search(text) or not text.isprintable()):
            json.dumps(data, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    return data


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS + 1:
        raise ValueError("a number in it is too long")
    return int(digits)


def _number(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number in it is too large")
    return number


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} in it is no number")
