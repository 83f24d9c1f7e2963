"""Bytes of a file or an upload -> text."""

from __future__ import annotations

from memviz.errors import DataError
from memviz.language import _


def utf8(content: bytes, name: str) -> str:
    """The text of UTF-8 bytes. Raises DataError that names the line of the first byte that is none."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        number, byte = content.count(b"\n", 0, error.start) + 1, content[error.start]
        text = _("{name}, line {line}: expected UTF-8 text, found byte {byte}.")
        raise DataError(text.format(name=name, line=number, byte=f"0x{byte:02x}")) from None
