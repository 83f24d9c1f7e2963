"""The stage's pure functions, tested in the language they are written in; and what its script weighs."""

from __future__ import annotations

from pathlib import Path

import pytest

from memviz import stage
from memviz.deck import Deck, Item
from memviz.story import Question, Story
from tests.editor.test_editor_scripts import node

HERE = Path(__file__).parent
DECK = HERE.parents[1] / "memviz" / "stage" / "deck.js"


@pytest.mark.parametrize("module", ["steps", "words", "deck"])
def test_pure_functions_in_node(module: str) -> None:
    node("--test", str(HERE / f"{module}.test.mjs"))


def test_a_file_that_the_browser_saves_is_a_talk() -> None:
    deck = Deck(
        (Item("m", Story.of("Mary “went”.", "玛丽"), Question("Where?", "here", (1,)), title="T", notes="n\n"),)
    )
    read = f'import {{ deckIn, fileText }} from "{DECK.as_uri()}";'

    saved = node("--input-type=module", text=f"{read} console.log(fileText(deckIn({deck.to_json()!a})))")

    assert Deck.from_json(saved) == deck


def test_the_modules_are_one_script_that_stays_small() -> None:
    node("--check", "--input-type=module", text=stage.SCRIPT)

    assert "import " not in stage.SCRIPT
