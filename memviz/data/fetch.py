"""Download of the public data sets into the user's cache: verified, and either complete there or absent."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pooch
from rich.console import Console
from rich.progress import Progress, TaskID

from memviz.data import babi, wikimovies
from memviz.data.babi import read_file, task_files
from memviz.errors import DataError

_TIMEOUT = 30  # seconds without a byte, not for the whole download
_ADVICE = "Try again, or name a directory that has the data with `--data DIR`."


@dataclass(frozen=True)
class Archive:
    """A published .tar.gz: where it is, what it must be (`size` in bytes), and the folder it unpacks to."""

    url: str
    sha256: str
    size: int
    folder: str


ARCHIVES = {
    # Size and checksum as published in the metadata of the Hugging Face data set `babi_qa`.
    "babi": Archive(
        url="http://www.thespermwhale.com/jaseweston/babi/tasks_1-20_v1-2.tar.gz",
        sha256="0364ebde659f14d11bc21744516c5ec49d3d06cb692733f66680771244998898",
        size=15_719_851,
        folder=babi.ARCHIVE_FOLDER,
    ),
    # Size and checksum as published in the metadata of the Hugging Face data set `wiki_movies`, and in ParlAI.
    "wikimovies": Archive(
        url="http://www.thespermwhale.com/jaseweston/babi/movieqa.tar.gz",
        sha256="ed062b49922b602ebee6073f58951bf38c4772a8b53d46682f3ff80ed57de948",
        size=57_070_041,
        folder=wikimovies.ARCHIVE_FOLDER,
    ),
}


def fetch_babi(cache: Path | None = None, archive: Archive = ARCHIVES["babi"]) -> Path:
    """The directory that holds bAbI's `en`; see `fetch`."""
    return fetch(archive, lambda path: (path / "en").is_dir(), _read_babi, cache)


def fetch_wikimovies(cache: Path | None = None, archive: Archive = ARCHIVES["wikimovies"]) -> Path:
    """The directory that holds WikiMovies' `knowledge_source` and `questions`; see `fetch`."""
    return fetch(archive, lambda path: wikimovies.layout(path) is not None, _read_wikimovies, cache)


def fetch(
    archive: Archive, complete: Callable[[Path], bool], read: Callable[[Path], object], cache: Path | None = None
) -> Path:
    """An archive's directory, downloaded into `cache` (the user's own by default) unless it is there.

    complete: whether a directory has the data; read: raises DataError if what was unpacked is not the data.
    Everything happens in a temporary directory that is moved into place at the end, so that an interrupted download
    or a broken archive leaves nothing that looks like data. Raises DataError, with what to do.
    """
    cache = cache or Path(pooch.os_cache("memviz"))
    target = cache / archive.folder
    if complete(target):
        return target
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=cache, prefix=".fetch-", ignore_cleanup_errors=True) as temporary:
            unpacked = _unpack(_download(archive, Path(temporary)), Path(temporary)) / archive.folder
            read(unpacked)
            unpacked.replace(target)
    except OSError as error:
        raise DataError(f"The data cannot be written to {target}: {error.strerror or error}.") from error
    return target


FETCHERS = {"babi": fetch_babi, "wikimovies": fetch_wikimovies}


def _read_babi(directory: Path) -> None:
    read_file(next(iter(task_files(directory / "en", "train").values())))


def _read_wikimovies(directory: Path) -> None:
    found = wikimovies.layout(directory)
    if found is None:
        raise DataError(f"The archive has no facts where they were expected (in knowledge_source). {_ADVICE}")
    wikimovies.read_questions(found.file("dev"))


def _download(archive: Archive, directory: Path) -> Path:
    """The verified archive file, in `directory`."""
    path = directory / "archive.tar.gz"
    console = Console(stderr=True)
    try:
        with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
            bar = _Bar(progress, progress.add_task("downloading", total=archive.size))
            pooch.HTTPDownloader(progressbar=bar, timeout=_TIMEOUT)(archive.url, str(path), None)
    except OSError as error:
        raise DataError(f"{archive.url} could not be downloaded: {_reason(error)}. {_ADVICE}") from error
    if pooch.file_hash(str(path)) != archive.sha256:
        raise DataError(
            f"What {archive.url} sent is not the expected archive: {path.stat().st_size:,} bytes came of "
            f"{archive.size:,}, or their checksum is another. {_ADVICE}"
        )
    return path


def _unpack(path: Path, directory: Path) -> Path:
    """`directory`, with the archive's files; the filter refuses links and paths that lead out of it."""
    try:
        with tarfile.open(path) as archive:
            archive.extractall(directory, filter="data")
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise DataError(f"The downloaded archive cannot be unpacked: {error}. {_ADVICE}") from error
    return directory


def _reason(error: OSError) -> str:
    """Why a download failed, in words; the errors of `requests` are OSErrors, with a response if there was one."""
    response = getattr(error, "response", None)
    if response is not None:
        return f"the server answered {response.status_code} {response.reason}"
    return error.strerror or "there is no connection to the server, or it was cut"


class _Bar:
    """A progress bar of rich in the form that pooch drives."""

    total: int  # pooch stores the server's Content-Length here; the bar goes by the published size

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task

    def update(self, count: int) -> None:
        self._progress.advance(self._task, count)

    def reset(self) -> None:
        self._progress.reset(self._task)

    def close(self) -> None:
        self._progress.stop()
