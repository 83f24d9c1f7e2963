"""What a person is told of a mistake is told in the language of the page."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from memviz import errors
from memviz.browser.deck import Deck, Item
from memviz.data.babi import parse
from memviz.errors import MemvizError
from memviz.facts.documents import parse_document
from memviz.facts.triples import LONGEST, parse_triples
from memviz.simulate.gallery import entry
from memviz.story import Question, Story, sentences
from memviz.story.changes import Changes, Override
from memviz.story.swap import swap_sentence, swap_word
from tests.foreign import english

ROOT = Path(__file__).parents[1] / "memviz"
_ENGLISH = (  # what is said on the command line, or of a file that memviz itself has written
    *("training", "cli.py", "terminal.py", "arguments.py", "recall.py", "simulate/sizes.py"),
    *("data/fetch.py", "data/seen.py", "export"),
)
_PERSONS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, MemvizError) and kind is not errors.TraceError
}
STORY = Story.of("Мария ушла.")


def fixed_texts(source: str) -> list[int]:
    """The lines of a module that raise a person's error with a text that no language can change."""
    raised = [node.exc for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Raise)]
    return [
        call.lineno
        for call in raised
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _PERSONS
        if any(isinstance(argument, ast.Constant | ast.JoinedStr) for argument in call.args)
    ]


def test_every_error_of_the_pages_is_translated() -> None:
    paths = {path: str(path.relative_to(ROOT)) for path in ROOT.rglob("*.py")}
    found = {
        name: fixed_texts(path.read_text("utf-8")) for path, name in paths.items() if not name.startswith(_ENGLISH)
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_an_error_that_is_not_translated_is_found() -> None:
    assert fixed_texts('raise StoryError(_("No."))') == []
    assert fixed_texts('raise StoryError("No.")\nraise DataError(f"{name}")\nraise ValueError("no")') == [1, 2]


@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Changes(muted=frozenset({3})).check(2, 1),
        lambda: Changes(muted=frozenset({0, 1})).check(2, 1),
        lambda: Changes(overrides=(Override(4, 0, 0.5),)).check(2, 1),
        lambda: Changes(overrides=(Override(0, 0, 5.0),)).check(2, 1),
        lambda: Changes(frozenset({0}), (Override(0, 0, 0.5),)).check(2, 1),
        lambda: Changes(overrides=(Override(0, 0, 0.5), Override(0, 0, 0.5))).check(2, 1),
        lambda: Changes(overrides=(Override(0, 0, 0.7), Override(0, 1, 0.7))).check(2, 1),
        lambda: Changes(overrides=(Override(0, 0, 0.2), Override(0, 1, 0.7))).check(2, 1),
        lambda: Story(STORY.slots, (Question("Где?", facts=(4,)),)),
        lambda: sentences("Где Мария?"),
        lambda: swap_word(STORY, Question("Где?"), "дом", "сад"),
        lambda: swap_sentence(STORY, 7, "Иван."),
        lambda: swap_sentence(STORY, 1, "Иван. Анна."),
        lambda: swap_sentence(STORY, 1, ""),
        lambda: entry(1, 0),
        lambda: entry(99, 1),
        lambda: parse("", "файл"),
        lambda: parse("2 Мария.", "файл"),
        lambda: parse("1 Мария.\n3 Иван.", "файл"),
        lambda: parse("1 \n", "файл"),
        lambda: parse("1 Где?\n", "файл"),
        lambda: parse("1 Где?\tсад\t9\n", "файл"),
        lambda: parse(b"\x80", "файл"),
        lambda: parse_document(b"\xff", "файл"),
        lambda: parse_document("...", "файл"),
        lambda: parse_document("м" * 10_000_001, "файл"),
        lambda: parse_triples("", "файл"),
        lambda: parse_triples("а|б", "файл"),
        lambda: parse_triples("а\tб", "файл"),
        lambda: parse_triples("а,б\n" * 9, "файл"),
        lambda: parse_triples("1 а_б", "файл"),
        lambda: parse_triples("1 а б_в г\nа", "файл"),
        lambda: parse_triples('["а", 1]', "файл"),
        lambda: parse_triples("а||б\n|а|б\nа|б|", "файл"),
        lambda: parse_triples("а|б|в\0", "файл"),
        lambda: parse_triples("а|б|" + "в" * (LONGEST + 1), "файл"),
        lambda: parse_triples("я" * 20_000_001, "файл"),
        lambda: Deck.from_json("{"),
        lambda: Deck.from_json("{}"),
        lambda: Deck.from_json('{"format": "memviz talk"}', "файл"),
        lambda: Deck.from_json('{"format": "memviz talk", "version": 9, "items": []}', "файл"),
        lambda: Deck.from_json('{"format": "memviz talk", "version": 1, "items": [{"model": 3}]}', "файл"),
        lambda: Deck((Item("м", STORY, Question("Где?")),) * 101),
    ],
)
def test_what_is_wrong_is_said_in_another_language(wrong: Callable[[], Any]) -> None:
    with pytest.raises(MemvizError) as raised:
        wrong()
    assert english(str(raised.value)) == []
