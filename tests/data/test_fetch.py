"""The download, against a server on this machine: either everything is there and verified, or nothing is."""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from memviz.data import fetch
from memviz.data.fetch import ARCHIVES, FETCHERS, Archive, fetch_babi, fetch_wikimovies
from memviz.errors import DataError

TASK = "tasks/en/qa1_single-supporting-fact_train.txt"
TEXT = "1 Mary moved to the bathroom.\n2 Where is Mary? \tbathroom\t1\n"


KB = "tasks/knowledge_source/wiki_entities/wiki_entities_kb.txt"
DEV = "tasks/questions/wiki_entities/wiki-entities_qa_dev.txt"
MOVIES = {KB: "1 Kismet directed_by William Dieterle\n", DEV: "1 who directed Kismet?\tWilliam Dieterle\n"}


def tar_gz(name: str = TASK, text: str = TEXT) -> bytes:
    return tar_gz_of({name: text})


def tar_gz_of(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    return buffer.getvalue()


@dataclass
class Served:
    """What the server sends, how much of it before it hangs up, and how often it was asked."""

    url: str = ""
    body: bytes = tar_gz()
    sent: int | None = None
    status: int = 200
    requests: int = 0

    @property
    def archive(self) -> Archive:
        return Archive(self.url, hashlib.sha256(self.body).hexdigest(), len(self.body), "tasks")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setenv("NO_PROXY", "*")
    state = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.requests += 1
            self.send_response(state.status)
            self.send_header("Content-Length", str(len(state.body)))
            self.end_headers()
            self.wfile.write(state.body[: state.sent])

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        state.url = f"http://127.0.0.1:{server.server_port}/tasks.tar.gz"
        yield state
        server.shutdown()
        thread.join()


def nothing_left(cache: Path) -> bool:
    return not list(cache.rglob("*"))


def test_the_archive_is_unpacked_into_the_cache_and_nothing_else_is_left(served: Served, tmp_path: Path) -> None:
    cache = tmp_path / "new" / "cache"

    directory = fetch_babi(cache, served.archive)

    assert directory == cache / "tasks"
    assert (cache / TASK).read_text() == TEXT
    assert list(cache.iterdir()) == [directory]


def test_a_second_call_does_not_download_again(served: Served, tmp_path: Path) -> None:
    assert fetch_babi(tmp_path, served.archive) == fetch_babi(tmp_path, served.archive)
    assert served.requests == 1


def test_another_file_than_the_published_one_is_refused(served: Served, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"not the expected archive.*--data DIR"):
        fetch_babi(tmp_path, replace(served.archive, sha256="0" * 64))
    assert nothing_left(tmp_path)


def test_a_connection_cut_midway_leaves_nothing_and_the_next_call_succeeds(served: Served, tmp_path: Path) -> None:
    served.sent = len(served.body) // 2
    with pytest.raises(DataError, match=r"it was cut\. Try again.*--data DIR"):
        fetch_babi(tmp_path, served.archive)
    assert nothing_left(tmp_path)

    served.sent = None
    assert fetch_babi(tmp_path, served.archive).is_dir()


def test_a_missing_archive_is_named_with_the_servers_answer(served: Served, tmp_path: Path) -> None:
    served.status = 404

    with pytest.raises(DataError, match=r"tasks\.tar\.gz could not be downloaded: the server answered 404 Not Found"):
        fetch_babi(tmp_path, served.archive)
    assert nothing_left(tmp_path)


def test_no_server_at_all_is_a_sentence(served: Served, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no connection to the server"):
        fetch_babi(tmp_path, replace(served.archive, url="http://127.0.0.1:1/tasks.tar.gz"))


def test_an_interruption_leaves_nothing(served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(path: Path) -> None:
        assert path.exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(fetch, "read_file", interrupt)

    with pytest.raises(KeyboardInterrupt):
        fetch_babi(tmp_path, served.archive)
    assert nothing_left(tmp_path)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<html>not an archive</html>", "cannot be unpacked"),
        (tar_gz()[:80], "cannot be unpacked"),
        (tar_gz("../escaped.txt"), "cannot be unpacked"),
        (tar_gz("tasks/notes.txt"), "expected files such as qa1_"),
        (tar_gz(text="Mary moved.\n"), "line 1: expected the line id 1"),
    ],
    ids=["no archive", "truncated", "leads outside", "no tasks", "no stories"],
)
def test_a_broken_archive_leaves_nothing(served: Served, tmp_path: Path, body: bytes, message: str) -> None:
    served.body = body
    cache = tmp_path / "cache"

    with pytest.raises(DataError, match=message):
        fetch_babi(cache, served.archive)
    assert nothing_left(cache)
    assert list(tmp_path.iterdir()) == [cache]


def test_the_movies_are_unpacked_and_not_downloaded_again(served: Served, tmp_path: Path) -> None:
    served.body = tar_gz_of(MOVIES)

    directory = fetch_wikimovies(tmp_path, served.archive)

    assert (directory / Path(KB).relative_to("tasks")).read_text() == MOVIES[KB]
    assert fetch_wikimovies(tmp_path, served.archive) == directory == tmp_path / "tasks"
    assert served.requests == 1


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({DEV: MOVIES[DEV]}, "no facts where they were expected"),
        ({KB: MOVIES[KB]}, r"qa_dev\.txt cannot be read"),
        ({**MOVIES, DEV: "who directed Kismet?\n"}, "line 1: expected a number, a question"),
    ],
    ids=["no facts", "no questions", "other questions"],
)
def test_an_archive_without_the_movies_leaves_nothing(
    served: Served, tmp_path: Path, files: dict[str, str], message: str
) -> None:
    served.body = tar_gz_of(files)

    with pytest.raises(DataError, match=message):
        fetch_wikimovies(tmp_path, served.archive)
    assert nothing_left(tmp_path)


def test_every_archive_can_be_fetched() -> None:
    assert set(FETCHERS) == set(ARCHIVES)


def test_a_cache_that_cannot_be_written_is_named(served: Served, tmp_path: Path) -> None:
    (tmp_path / "cache").touch()

    with pytest.raises(DataError, match=r"cannot be written to .*cache"):
        fetch_babi(tmp_path / "cache", served.archive)


def test_the_bar_is_driven_to_its_end(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")

    fetch_babi(tmp_path, served.archive)

    assert "100%" in capsys.readouterr().err
