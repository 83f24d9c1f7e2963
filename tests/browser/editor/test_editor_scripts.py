"""What the editor's script and the library must agree on; and what the script weighs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from memviz.browser import editor
from memviz.story import sentences
from tests.node import node

HERE = Path(__file__).parent
TEXT = HERE.parents[2] / "memviz" / "browser" / "editor" / "text.js"


@pytest.mark.parametrize(
    "text",
    [
        "Mary went to the kitchen.\nJohn went.",
        "1 Mary went to the kitchen.\n2. John went.\n4) Mary left.",
        "1 Mary went.\n1 John went.",
        "1 Mary went.\nJohn went.",
        "Mary went. John went!  Mr. Brown went.",
        "  \n\nMary went.  \r\n",
        "玛丽去了厨房。约翰去了花园！ 玛丽走了。",
        "12 34",
        "...",
    ],
)
def test_the_browser_splits_a_text_as_the_library_does(text: str) -> None:
    split = f"import {{ sentences }} from {json.dumps(TEXT.as_uri())};"
    script = f"{split} console.log(JSON.stringify(sentences({json.dumps(text)})))"

    found = json.loads(node("--input-type=module", text=script))

    assert found == [" ".join(each.split()) for each in sentences(text)]


def test_the_modules_are_one_script_that_stays_small() -> None:
    node("--check", "--input-type=module", text=editor.SCRIPT)

    assert "import " not in editor.SCRIPT
