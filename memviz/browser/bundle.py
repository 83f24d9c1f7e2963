"""The modules of a view -> one script that imports nothing, its style sheets -> one sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_MODULE_SYNTAX = re.compile(r"^import .*\n|^export (?!default)", re.MULTILINE)


def script(files: Iterable[Path]) -> str:
    """Modules, each of which imports only earlier ones, as one script."""
    return "".join(_MODULE_SYNTAX.sub("", _read(file)) for file in files)


def style(files: Iterable[Path]) -> str:
    """Style sheets as one."""
    return "".join(map(_read, files))


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
