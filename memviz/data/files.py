"""The one way to write a file: all of it or none, whatever happens in between."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from memviz.errors import ExportError
from memviz.language import _


def write(path: Path, content: bytes | Iterable[str]) -> None:
    """Write a whole file in place of an older one: bytes, or the parts of a text in UTF-8 one by one.

    Raises ExportError where it cannot be written.
    """
    with replacing(path) as (new,):
        if isinstance(content, bytes):
            new.write_bytes(content)
        else:
            with new.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(content)


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write files that belong together; none is replaced before all of them are on the disk.

    Folders that are missing are made. Raises ExportError.
    """
    try:
        for path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(_refused(files, error)) from error
    with replacing(*files) as places:
        for path, new in zip(files, places, strict=True):
            try:
                new.write_bytes(files[path])
            except OSError as error:  # a full disk does not say which file it was
                raise OSError(error.errno, error.strerror, str(path)) from error


@contextmanager
def replacing(*paths: Path) -> Iterator[tuple[Path, ...]]:
    """Places to write files to, which take those of `paths` at the end; nothing is left of them if something fails.

    A link stays a link to the new file. What is no file, such as /dev/null, is written into as it stands.
    Raises ExportError for what the system refuses, a full disk too.
    """
    try:
        with ExitStack() as stack:
            places = {path: _beside(path, stack) for path in paths}
            yield tuple(places.values())
            finished = {path: new for path, new in places.items() if new != path}
            for new in finished.values():
                _keep(new)
            for path, new in finished.items():
                new.replace(path.resolve())
    except OSError as error:
        raise ExportError(_refused(paths, error)) from error


def check_writable(*paths: Path) -> None:
    """Find out before long work whether its results can be written. Raises ExportError."""
    try:
        with ExitStack() as stack:
            for path in paths:
                there = next(each for each in (path, *path.parents) if each.exists() or each == each.parent)
                _beside(path if there == path else there / path.name, stack)
    except OSError as error:
        raise ExportError(_refused(paths, error)) from error


def _beside(path: Path, stack: ExitStack) -> Path:
    """A place for a new file in a hidden folder beside the old one, so that it takes its place in one step.

    A file that is made in a folder of its own has the mode that every new file has; one that is made to be temporary
    can be read by nobody else, and would stay so.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if path.exists() and not path.is_file():
        return path
    target = path.resolve()
    folder = TemporaryDirectory(prefix=".memviz-", dir=target.parent, ignore_cleanup_errors=True)
    return Path(stack.enter_context(folder)) / target.name


def _keep(path: Path) -> None:
    """Have the system write a file to the disk: a full one is noticed now, while the older file is still there."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _refused(paths: Iterable[Path], error: OSError) -> str:
    """Which file cannot be written, and why; a hidden folder is not what the person asked for."""
    places = list(paths)
    named = next((path for path in places if str(path) == error.filename or path == error.filename2), places[0])
    return _("{path} cannot be written: {error}.").format(path=named, error=error.strerror or error)
