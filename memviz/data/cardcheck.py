"""What may stand on a model card, checked before anything is made of it: types, ranges, and how large a network is."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from memviz.data.babi import TASKS

WORDS = "words"  # of a configuration's `answers`: a network that reads stories
# The largest network that is made: what is beyond is a mistake on the card, and would take the machine's memory.
LIMITS = {"hops": 64, "dim": 4_096, "memory": 100_000}
MOST_WORDS = 1_000_000
_LONGEST = 1_000  # letters of a word
_TEXTS, _TABLES = ("words", "answers"), ("config", "data", "training", "metrics", "example")
_OPTIONAL = ("parameters",)


def check(body: Any) -> None:
    """Check the content of card.json. Raises ValueError with what is wrong."""
    _need(isinstance(body, dict), "no object")
    known = {"format", "model", *_TEXTS, *_TABLES, *_OPTIONAL}
    missing = sorted(known - set(body) - set(_OPTIONAL))
    _need(not missing, f"{', '.join(missing)} is missing")
    _need(set(body) <= known, f"{', '.join(sorted(set(body) - known))[:80]} is not known")
    _check_letters(body)
    _need(isinstance(body["model"], str), "model is no text")
    for name in _TEXTS:
        _check_texts(name, body[name])
    for name in _TABLES:
        _need(isinstance(body[name], dict), f"{name} is no object")
    _check_config(body["config"])
    _need(bool(body["answers"]) or body["config"].get("answers", WORDS) != WORDS, "there are no answers")
    _check_example(body["example"])
    for name, figures in body["metrics"].items():
        _check_figures(f"metrics of {name[:40]}", figures)
    _need(_whole(body.get("parameters", 0)), "parameters is no number of them")


def check_size(name: str, value: object) -> None:
    """Check hops, dim or memory. Raises ValueError."""
    limit = LIMITS[name]
    if not (_whole(value) and 1 <= value <= limit):  # type: ignore[operator]
        raise ValueError(f"{name} is {value!r:.40}, not a whole number from 1 to {limit:,}.")


def _check_config(config: Mapping[str, Any]) -> None:
    """Scalars, or those of a part of the network; what each kind makes of them is checked by its configuration."""
    for name, value in config.items():
        if isinstance(value, dict):
            _check_config(value)
            continue
        _need(isinstance(value, str | bool) or _number(value), f"{name[:40]} of config is neither text nor number")
        if name in LIMITS:
            check_size(name, value)


def _check_letters(body: Any) -> None:
    """JSON can hold half a character, which no file and no terminal takes."""
    try:
        json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ValueError("half a character") from error
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _check_texts(name: str, texts: Any) -> None:
    _need(isinstance(texts, list), f"{name} is no list")
    _need(len(texts) <= MOST_WORDS, f"{name} has more than {MOST_WORDS:,} entries")
    _need(all(isinstance(each, str) and 0 < len(each) <= _LONGEST for each in texts), f"{name} holds what is no word")
    _need(len(set(texts)) == len(texts), f"{name} holds a word twice")


def _check_example(example: Mapping[str, Any]) -> None:
    """Empty, or a question with its answer and probability, about a story or a named source."""
    if not example:
        return
    for name in ("question", "answer"):
        _need(isinstance(example.get(name), str), f"{name} of example is no text")
    _need(_number(example.get("probability")) and 0 <= example["probability"] <= 1, "probability of example is none")
    story = example.get("story", [])
    _need(isinstance(story, list) and all(isinstance(each, str) for each in story), "story of example is no texts")


def _check_figures(where: str, figures: Any) -> None:
    """Errors in % by task, accuracy in % by kind of question, or hits@1 in % by type: what tables, pages and the
    command line tell."""
    _need(isinstance(figures, dict), f"{where} is no object")
    if "by_kind" in figures:
        for name in ("right", "facts_seen", "wrong_and_sure", "calibration_error"):
            _need(_percent(figures.get(name)), f"{where}: {name}")
        _need(_by_name(figures["by_kind"]), f"{where}: by_kind")
        sure = figures.get("sure")
        parts = ("threshold", "share", "right", "right_below")
        _need(sure is None or (_by_name(sure) and set(parts) <= set(sure)), f"{where}: sure")
        _need(_bins(figures.get("reliability", [])), f"{where}: reliability")
        return
    if "errors" in figures:
        _need(_by_name(figures["errors"]) and set(figures["errors"]) == set(map(str, TASKS)), f"{where}: errors")
        _need(_percent(figures.get("mean_error")), f"{where}: mean_error")
        _need(_whole(figures.get("failed")), f"{where}: failed")
        _need("new_words" not in figures or _new_words(figures["new_words"]), f"{where}: new_words")
    else:
        for name in ("hits_at_1", "f1"):
            _need(_percent(figures.get(name)), f"{where}: {name}")
        _need(_percent(figures.get("ceiling", 100.0)), f"{where}: ceiling")
        _need(_by_name(figures.get("by_type")), f"{where}: by_type")
        _need(figures.get("ranking") in ("all", "memory"), f"{where}: ranking")


def _bins(bins: Any) -> bool:
    """Rows of three numbers: how many answers, how probable they are in %, how many of them are right in %."""
    return isinstance(bins, list) and all(
        isinstance(row, list) and len(row) == 3 and _whole(row[0]) and all(map(_percent, row[1:])) for row in bins
    )


def _new_words(figures: Any) -> bool:
    """The same tasks' numbers of questions, and errors in known and in invented nouns."""
    if not isinstance(figures, dict) or not isinstance(figures.get("questions"), dict):
        return False
    tasks = set(figures["questions"])
    same = all(_by_name(figures.get(kind)) and set(figures[kind]) == tasks for kind in ("known", "new"))
    return same and bool(tasks) and tasks <= set(map(str, TASKS))


def _by_name(figures: Any) -> bool:
    return isinstance(figures, dict) and all(map(_percent, figures.values()))


def _percent(value: Any) -> bool:
    return _number(value) and 0 <= value <= 100


def _number(value: Any) -> bool:
    """A number of everyday size; a truth value is none, and neither is 10 ** 400."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= 2**53 if isinstance(value, int) else math.isfinite(value)


def _whole(value: Any) -> bool:
    return isinstance(value, int) and _number(value) and value >= 0


def _need(sound: bool, otherwise: str) -> None:
    if not sound:
        raise ValueError(otherwise)
