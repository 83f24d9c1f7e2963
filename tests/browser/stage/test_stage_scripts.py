"""What the stage's script and the library must agree on; and what the script weighs."""

from __future__ import annotations

from pathlib import Path

from memviz.browser import stage
from memviz.browser.deck import Deck, Item
from memviz.story import Question, Story
from tests.node import node

HERE = Path(__file__).parent
DECK = HERE.parents[2] / "memviz" / "browser" / "stage" / "deck.js"


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
