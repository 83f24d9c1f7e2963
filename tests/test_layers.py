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
FLOORS = (
    {"errors", "language", "look"},
    {"story"},
    {"data", "tensors", "trace"},
    {"browser", "facts", "models", "simulate"},
    {"answer", "picture"},
    {"memviz", "pages", "training"},  # memviz/__init__.py is the front door of the library
    {"cli", "demo_app"},
    {"__main__"},
)
# Pictures know a story, its trace and what is measured on it, and no network.
_SEEN = {"errors", "language", "look", "story", "trace"}
NARROW = {"browser": _SEEN, "picture": {*_SEEN, "browser"}}  # an export holds the board itself
# Pages know what pages share, and not each other.
SHARED = "memviz.pages.shared"
LIBRARIES = {
    "torch": {"tensors", "models", "answer", "training"},
    "plotly": {"picture"},
    "PIL": {"picture"},
    "typst": {"picture"},
    "pandas": {"picture", "facts", "data", "trace"},
    "streamlit": {"browser", "pages", "demo_app"},
}
_FLOOR = {room: i for i, rooms in enumerate(FLOORS) for room in rooms}


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
            target = second if second in _FLOOR else "memviz"  # from memviz import Story
            if target != room(path):
                yield target


def floor_violations(files: dict[str, str]) -> list[str]:
    """Every import that does not go to a lower floor, or that looks where a picture may not look."""
    return [
        f"{path} imports {target}"
        for path, source in files.items()
        for target in imported_rooms(path, source)
        if _FLOOR[target] >= _FLOOR[room(path)] or target not in NARROW.get(room(path), _FLOOR)
    ]


def page_violations(files: dict[str, str]) -> list[str]:
    """Every import of one page by another, or by what pages share."""
    return [
        f"{path} imports {name}"
        for path, source in files.items()
        if (here := _page(path.removesuffix(".py").replace("/", "."))) is not None
        for name in imports(path, source)
        if _page(name) not in {None, here, SHARED}
    ]


def _page(name: str) -> str | None:
    """The page that a module belongs to, or what pages share; none of them for the list of pages."""
    parts = name.split(".")[:3]
    return ".".join(parts) if parts[:2] == ["memviz", "pages"] and len(parts) == 3 and parts[2] != "__init__" else None


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


def test_every_room_has_its_floor() -> None:
    assert {room(path) for path in sources()} == set(_FLOOR)


def test_imports_go_only_to_a_lower_floor() -> None:
    assert floor_violations(sources()) == []


def test_pages_do_not_import_each_other() -> None:
    assert page_violations(sources()) == []


def test_big_libraries_stay_in_their_rooms() -> None:
    assert library_violations(sources()) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("memviz/trace/new.py", "from memviz.models.checkpoint import load"),
        ("memviz/models/new.py", "import memviz.answer.asking"),
        ("memviz/models/new.py", "from memviz import ask"),
        ("memviz/story/vocab.py", "def f():\n    from memviz.data import card"),
        ("memviz/data/new.py", "from ..tensors import Batch"),
        ("memviz/data/new.py", "from .. import tensors"),
        ("memviz/picture/new.py", "from memviz.data.card import Card"),
        ("memviz/browser/board/__init__.py", "from memviz.picture.charts import theme"),
        ("memviz/browser/board/data.py", "from memviz.data import card"),
        ("memviz/training/new.py", "from memviz.pages import PAGES"),
        ("memviz/pages/new.py", "from memviz import cli"),
    ],
)
def test_a_forbidden_import_is_found(path: str, source: str) -> None:
    assert len(floor_violations({path: source})) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("memviz/data/new.py", "from .babi import parse\nfrom . import fetch\nfrom memviz.story import Story"),
        (
            "memviz/picture/new.py",
            "from memviz.trace import Trace\nfrom memviz.picture.charts import theme\nimport numpy",
        ),
        ("memviz/pages/new.py", "from memviz.picture.charts import theme\nfrom memviz.answer import asking"),
        ("demo_app.py", "from memviz.pages import PAGES"),
    ],
)
def test_an_allowed_import_is_left_alone(path: str, source: str) -> None:
    assert floor_violations({path: source}) == []


@pytest.mark.parametrize(
    ("path", "source", "found"),
    [
        ("memviz/pages/how/new.py", "from memviz.pages.facts import upload", 1),
        ("memviz/pages/shared/new.py", "from memviz.pages.explore import explore", 1),
        ("memviz/pages/how/new.py", "from memviz.pages.shared import head\nfrom memviz.pages.how import frame", 0),
        ("memviz/pages/__init__.py", "from memviz.pages.explore import explore", 0),
    ],
)
def test_an_import_of_another_page_is_found(path: str, source: str, found: int) -> None:
    assert len(page_violations({path: source})) == found


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("memviz/picture/new.py", "import torch.nn"),
        ("memviz/pages/new.py", "from plotly import graph_objects"),
        ("memviz/pages/new.py", "def f():\n    import pandas as pd"),
        ("memviz/picture/new.py", "import streamlit as st"),
        ("demo_app.py", "from torch import Tensor"),
    ],
)
def test_a_library_outside_its_rooms_is_found(path: str, source: str) -> None:
    assert len(library_violations({path: source})) == 1


def test_a_page_opens_without_torch_and_without_pandas_and_the_pictures_that_need_plotly() -> None:
    modules = loaded("import memviz, memviz.trace, memviz.data.card, memviz.pages")

    assert {"memviz.pages", "numpy", "streamlit"} <= modules, "what is loaded is seen"
    assert modules.isdisjoint(
        {"torch", "pandas", "memviz.picture.charts.theme"}
    )  # streamlit loads plotly where it is installed


def test_the_library_and_the_command_line_open_without_what_is_slow() -> None:
    modules = loaded("import memviz, memviz.trace, memviz.data.card, memviz.cli, memviz.simulate.gallery")

    assert {"memviz.cli", "click"} <= modules
    assert modules.isdisjoint({"torch", "pandas", "plotly", "streamlit", "requests", "pooch"})
