"""The modules of a view, and tables that they import -> one script that imports nothing; its sheets -> one sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from memviz.look import variables

_FORCED = Path(__file__).parent / "component" / "forced.css"
_MODULE_SYNTAX = re.compile(r"^import .*\n|^export (?!default)", re.MULTILINE)


def script(files: Iterable[Path]) -> str:
    """Modules, each of which imports only earlier ones, as one script. A table, `name.json`, is the constant NAME."""
    return "".join(_table(file) if file.suffix == ".json" else _MODULE_SYNTAX.sub("", _read(file)) for file in files)


def style(files: Iterable[Path]) -> str:
    """Style sheets as one, between the colours of look.json and those that a person may have chosen instead."""
    return variables() + "".join(map(_read, files)) + _read(_FORCED)


def _table(file: Path) -> str:
    return f"const {file.stem.upper()} = {_read(file).strip()};\n"


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
