"""JavaScript modules and style sheets -> one text each: Streamlit takes a component's code inline, at every rerun."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_MODULE_SYNTAX = re.compile(r"^import .*\n|^export (?!default)", re.MULTILINE)
_FOR_READERS = re.compile(  # comments and indents
    r"^\s*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)\n|^\s+|[ ]+//[ ][^\n\"]*$", re.MULTILINE | re.DOTALL
)
_TEXT = re.compile(r'("(?:[^"\\]|\\.)*")')
_AIR = re.compile(r" ?(=>|[!=]==|&&|\|\||[=(){},;:?<>*]) ?")  # spaces that JavaScript does not need
_STYLE_AIR = re.compile(r"(?<=[{;:,])\s+|\s+(?=[{}])")  # the lines stay: without, Streamlit would see a file's name


def script(files: Iterable[Path]) -> str:
    """Modules as one script, which cannot import files; each may import only from earlier ones."""
    joined = "".join(_for_machines(_MODULE_SYNTAX.sub("", _read(file))) for file in files)
    return "\n".join(map(_airless, joined.split("\n")))


def style(files: Iterable[Path]) -> str:
    """Style sheets as one."""
    return _STYLE_AIR.sub("", "".join(_for_machines(_read(file)) for file in files))


def _for_machines(source: str) -> str:
    """A source without what only its readers need."""
    return _FOR_READERS.sub("", source)


def _airless(line: str) -> str:
    """A line of JavaScript without spaces that it does not need; one whose texts are not plain to see stays."""
    if "`" in line or "\\" in line or line.count('"') % 2:
        return line
    return "".join(part if part.startswith('"') else _AIR.sub(r"\1", part) for part in _TEXT.split(line))


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
