"""The editor's pure functions, tested in the language they are written in; and what its script weighs."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from memviz import editor
from memviz.story import sentences

HERE = Path(__file__).parent
TEXT = HERE.parents[1] / "memviz" / "editor" / "text.js"


def node(*arguments: str, text: str | None = None) -> str:
    found = shutil.which("node")
    if found is None:
        pytest.skip("node is not installed")
    result = subprocess.run([found, *arguments], capture_output=True, text=True, input=text)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.mark.parametrize("module", ["text", "draft", "history"])
def test_pure_functions_in_node(module: str) -> None:
    node("--test", str(HERE / f"{module}.test.mjs"))


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
