"""The house: imports go only to a lower layer, and every big library stays in its rooms."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# A room is a file or a package directly below memviz. It may import from the rows above its own, and from itself.
LAYERS = (
    {"errors", "language", "bundle"},
    {"story", "link"},
    {"retrieval", "changes", "swap", "arrays"},
    {"written"},
    {"trace"},
    {"influence", "difference", "projection", "leaders", "arguments", "deck"},
    {"vocab", "card"},
    {"linking"},
    {"data"},
    {"hashing"},
    {"reading"},
    {"simulate"},
    {"gallery"},
    {"speech"},
    {"suggest"},
    {"tensors"},
    {"models"},
    {"checkpoint"},
    {"tracing"},
    {"asking"},
    {"whatif", "recall"},
    {"export"},
    {"training"},
    {"memviz"},  # memviz/__init__.py, the front door of the library
    {"pages"},
    {"terminal"},
    {"cli"},
    {"__main__", "demo_app"},
)
# Pictures know a story, what was retrieved, its trace and what is measured on it, and no more; only pages show them.
_SEEN = {"story", "retrieval", "changes", "trace", "influence", "difference", "projection", "leaders"}
_DRAWN = {"bundle", "language", "mount"}  # in the browser
SIDE_ROOMS = {
    "view": {*_SEEN, "language"},
    "mount": {"bundle", "language"},
    "board": {*_SEEN, *_DRAWN},
    "editor": {"story", *_DRAWN},
    "stage": {"trace", *_DRAWN},
    "lesson": {"story", "trace", *_DRAWN},
    "share": _DRAWN,
}
SEEN_FROM = {"pages", "export"}  # an export holds the board itself
LIBRARIES = {
    "torch": {"tensors", "models", "checkpoint", "tracing", "asking", "whatif", "recall", "training"},
    "plotly": {"view"},
    "PIL": {"export"},
    "typst": {"export"},
    "pandas": {"view", "data", "trace"},
    "streamlit": {"mount", "editor", "pages", "demo_app"},
}
_LAYER = {room: i for i, rooms in enumerate(LAYERS) for room in rooms}


def sources() -> dict[str, str]:
    """Every source file of the project by its path, such as memviz/models/memn2n.py."""
    paths = [*(ROOT / "memviz").rglob("*.py"), ROOT / "demo_app.py"]
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in paths}


def room(path: str) -> str:
    """The room that a file is in."""
    first, *rest = Path(path).with_suffix("").parts
    return rest[0] if rest and rest[0] != "__init__" else first


def imports(path: str, source: str) -> Iterator[str]:
    """The dotted names of all that a file imports, at its top or inside a function."""
    package = Path(path).parent.parts
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def imported_rooms(path: str, source: str) -> Iterator[str]:
    """The rooms of memviz that a file imports from, its own left out."""
    for name in imports(path, source):
        if name == "memviz" or name.startswith("memviz."):
            second = name.split(".")[1] if "." in name else "memviz"
            target = second if second in _LAYER or second in SIDE_ROOMS else "memviz"  # from memviz import Story
            if target != room(path):
                yield target


def layer_violations(files: dict[str, str]) -> list[str]:
    """Every import that does not go to a lower layer."""
    return [
        f"{path} imports {target}"
        for path, source in files.items()
        for target in imported_rooms(path, source)
        if not _allowed(room(path), target)
    ]


def _allowed(here: str, target: str) -> bool:
    if here in SIDE_ROOMS:
        return target in SIDE_ROOMS[here]
    if target in SIDE_ROOMS:
        return here in SEEN_FROM
    return _LAYER[target] < _LAYER[here]


def library_violations(files: dict[str, str]) -> list[str]:
    """Every import of a big library outside its rooms."""
    return [
        f"{path} imports {library}"
        for path, source in files.items()
        for library in {name.split(".")[0] for name in imports(path, source)} & set(LIBRARIES)
        if room(path) not in LIBRARIES[library]
    ]


def loaded(statement: str) -> set[str]:
    """The modules that are loaded after a statement in a fresh Python."""
    code = f"{statement}; import sys; print(*sys.modules)"
    command = [sys.executable, "-W", "ignore", "-c", code]
    return set(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())


def test_every_room_has_its_layer() -> None:
    assert {room(path) for path in sources()} == {*_LAYER, *SIDE_ROOMS}


def test_imports_go_only_to_a_lower_layer() -> None:
    assert layer_violations(sources()) == []


def test_big_libraries_stay_in_their_rooms() -> None:
    assert library_violations(sources()) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("memviz/trace.py", "from memviz.checkpoint import load"),
        ("memviz/models/new.py", "import memviz.asking"),
        ("memviz/models/new.py", "from memviz import ask"),
        ("memviz/card.py", "def f():\n    from memviz import vocab"),
        ("memviz/data/new.py", "from ..tensors import Batch"),
        ("memviz/data/new.py", "from .. import tensors"),
        ("memviz/view/new.py", "from memviz.card import Card"),
        ("memviz/board/__init__.py", "from memviz.view import theme"),
        ("memviz/training/new.py", "from memviz.view import theme"),
        ("memviz/pages/new.py", "from memviz import cli"),
    ],
)
def test_a_forbidden_import_is_found(path: str, source: str) -> None:
    assert len(layer_violations({path: source})) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("memviz/data/new.py", "from .babi import parse\nfrom . import fetch\nfrom memviz.story import Story"),
        ("memviz/view/new.py", "from memviz.trace import Trace\nfrom memviz.view import theme\nimport numpy"),
        ("memviz/pages/new.py", "from memviz.view import theme\nfrom memviz import asking"),
        ("demo_app.py", "from memviz.pages import PAGES"),
    ],
)
def test_an_allowed_import_is_left_alone(path: str, source: str) -> None:
    assert layer_violations({path: source}) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("memviz/view/new.py", "import torch.nn"),
        ("memviz/pages/new.py", "from plotly import graph_objects"),
        ("memviz/pages/new.py", "def f():\n    import pandas as pd"),
        ("memviz/view/new.py", "import streamlit as st"),
        ("demo_app.py", "from torch import Tensor"),
    ],
)
def test_a_library_outside_its_rooms_is_found(path: str, source: str) -> None:
    assert len(library_violations({path: source})) == 1


def test_a_page_opens_without_torch_and_without_pandas_and_the_pictures_that_need_plotly() -> None:
    modules = loaded("import memviz, memviz.trace, memviz.card, memviz.pages")

    assert {"memviz.pages", "numpy", "streamlit"} <= modules, "what is loaded is seen"
    assert modules.isdisjoint({"torch", "pandas", "memviz.view.theme"})  # streamlit loads plotly where it is installed


def test_the_library_and_the_command_line_open_without_what_is_slow() -> None:
    modules = loaded("import memviz, memviz.trace, memviz.card, memviz.cli, memviz.gallery")

    assert {"memviz.cli", "click"} <= modules
    assert modules.isdisjoint({"torch", "pandas", "plotly", "streamlit", "requests", "pooch"})
