"""What is taken out of the sources of a component, and what must stay."""

import shutil
import subprocess
from pathlib import Path

import pytest

from memviz import board
from memviz.bundle import packed_script, packed_style


def test_comments_indents_and_spare_spaces_go() -> None:
    source = """/** What it does. */
import { one } from "./one.js";

export const pace = 5; // ms
export class Two {
  // A comment.
  sum(a, b) {
    return [a + b, a - -b, a === b ? 1 : 2];
  }
}
"""
    assert packed_script(source) == "const pace=5;class Two{sum(a,b){return[a+b,a - -b,a===b?1:2]}}\n"


@pytest.mark.parametrize(
    "text",
    ['"a , b ; { c }"', '"one \\" , two"', "`x = ${a} , y`", '`a ${b ? `c , d` : ""} ; e`', "/ , | ;/g", "/\\s , /"],
)
def test_texts_and_patterns_stay_as_they_are(text: str) -> None:
    assert text in packed_script(f"write({text});\n")


def test_a_web_address_is_no_comment() -> None:
    assert "http://www.w3.org/2000/svg" in board.SCRIPT


def test_a_style_keeps_the_spaces_that_say_something() -> None:
    source = "/* All. */\n.board {\n  .a .b > p:hover, .c :focus { margin: calc(1px + 2px) 0; color: red; }\n}\n"
    assert packed_style(source) == ".board{.a .b > p:hover,.c :focus{margin:calc(1px + 2px) 0;color:red}}"


def test_two_sheets_stay_two_lines() -> None:
    assert packed_style("a { b: c; }\n", "d { e: f; }\n") == "a{b:c}\nd{e:f}"


def test_the_script_is_one_that_node_reads(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    file = tmp_path / "board.mjs"
    file.write_text(board.SCRIPT, encoding="utf-8")
    checked = subprocess.run([node, "--check", str(file)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


def test_script_and_style_are_small_enough_to_be_sent_at_every_rerun() -> None:
    assert len(board.SCRIPT.encode()) < 57_000
    assert len(board.STYLE.encode()) < 19_000
