"""A file or an upload -> text. What people save as “text” is UTF-8, or UTF-16 with a mark (Excel's “Unicode text”)."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from memviz.errors import DataError
from memviz.language import _
from memviz.story.form import whole
from memviz.story.limits import FACTS

LARGEST = FACTS  # bytes: what is read, what the page takes, what the sentences say


def read_bytes(path: str | Path, largest: int | None = None) -> bytes:
    """The bytes of a file. Raises DataError if it cannot be read, or holds more than `largest`."""
    try:
        if largest is not None and Path(path).stat().st_size > largest:
            raise _too_large(str(path), largest)
        return Path(path).read_bytes()
    except OSError as error:
        message = _("{path} cannot be read: {error}.")
        raise DataError(message.format(path=path, error=error.strerror or error)) from error


def text_of(content: str | bytes, name: str, largest: int | None = None) -> str:
    """A text without its byte order mark or half characters, its lines ended by \\n alone; `name` stands in the errors.

    Raises DataError for more than `largest` bytes of UTF-8, and for bytes that are no text, whose line it names.
    """
    if largest is not None and _size(content) > largest:
        raise _too_large(name, largest)
    text = whole(content) if isinstance(content, str) else _decoded(content, name)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _size(content: str | bytes) -> int:
    return len(content) if isinstance(content, bytes) else len(content.encode("utf-8", "replace"))


def _decoded(content: bytes, name: str) -> str:
    marked = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if marked else "utf-8")
    except UnicodeDecodeError as error:
        if marked:
            number = content[: error.start].decode("utf-16", "replace").count("\n") + 1
            message = _("{name}, line {line}: expected UTF-16 text, as its first two bytes say. Save it as UTF-8.")
            raise DataError(message.format(name=name, line=number)) from None
        number, byte = content.count(b"\n", 0, error.start) + 1, content[error.start]
        message = _("{name}, line {line}: expected UTF-8 text, found byte {byte}. Save it as UTF-8.")
        raise DataError(message.format(name=name, line=number, byte=f"0x{byte:02x}")) from None


def _too_large(name: str, largest: int) -> DataError:
    message = _("{name} is larger than {most} MB. Use a part of it.")
    return DataError(message.format(name=name, most=largest // 1_000_000))
