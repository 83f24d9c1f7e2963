"""JavaScript modules and style sheets -> one small text each: Streamlit takes their code inline, at every rerun."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_FOR_READERS = re.compile(  # comments and indents
    r"^\s*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)\n|^\s+|[ ]+//[ ][^\n\"]*$", re.MULTILINE | re.DOTALL
)
_MODULE_SYNTAX = re.compile(r"^import .*\n|^export (?!default)", re.MULTILINE)
_TEXT = re.compile(r'("(?:[^"\\]|\\.)*"|`[^`]*`)')
_AIR = re.compile(  # spaces that JavaScript can spare
    r" ?(=>|[!=]==|[-+*/]=|&&|\|\||\?\?|[=(){},;:?<>*]) ?| (?=\[)| ([-+%]) (?![-+])"
)
_PATTERN = re.compile(r"[(,=:] ?/[^/*]")
_LINES = re.compile(r"(?<=[{;,(\[])\n|;?\n?(?=})|\n(?=[)\]])")
_STYLE_AIR = re.compile(r"(?<=[{};:,])\s+|;?\s*(?=})|\s+(?={)")


def script(files: Iterable[Path]) -> str:
    """Modules, each of which imports only earlier ones, as one script that imports nothing."""
    return packed_script(*map(_read, files))


def style(files: Iterable[Path]) -> str:
    """Style sheets as one."""
    return packed_style(*map(_read, files)).replace("}", "}\n", 1)  # without a line break it were a file's name


def packed_script(*modules: str) -> str:
    """The same of sources."""
    joined = _readerless("".join(_MODULE_SYNTAX.sub("", module) for module in modules))
    return _LINES.sub("", "\n".join(map(_airless, joined.split("\n"))))


def packed_style(*sheets: str) -> str:
    """Style sheets as one, a line each."""
    return "\n".join(_STYLE_AIR.sub("", _readerless(sheet)) for sheet in sheets)


def _readerless(source: str) -> str:
    return _FOR_READERS.sub("", source)


def _airless(line: str) -> str:
    """A line of JavaScript without spaces; as it is where it holds a pattern, or a text with code and texts in it."""
    parts = _TEXT.split(line)
    if _PATTERN.search(line) or any(part.count("${") != part.count("}") for part in parts[1::2] if part[0] == "`"):
        return line
    if any(quote in part for part in parts[::2] for quote in '"`'):
        return line
    return "".join(part if i % 2 else _AIR.sub(r"\1\2", part) for i, part in enumerate(parts))


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
