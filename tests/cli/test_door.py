"""The one door of the command line: the system's everyday errors are a sentence and a status."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import memviz
from memviz.cli import door, main
from memviz.models.checkpoint import Trained


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """A command as a shell runs it, after `memviz` in it has become this Python's."""
    full = command.replace("memviz", f"{sys.executable} -W ignore -m memviz", 1)
    return subprocess.run(["bash", "-o", "pipefail", "-c", full], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("error", "sentence", "status"),
    [
        (FileNotFoundError(2, "No such file or directory", "a.txt"), "Error: a.txt: No such file or directory.", 1),
        (PermissionError(13, "Permission denied", b"a.txt"), "Error: a.txt: Permission denied.", 1),
        (OSError(28, "No space left on device"), "Error: No space left on device.", 1),
        (OSError("odd"), "Error: odd.", 1),
        (MemoryError(), "Error: There is not enough memory for this.", 1),
        (
            UnicodeEncodeError("ascii", "é", 0, 1, "ordinal not in range(128)"),
            "Error: This terminal writes ascii, which lacks a letter. Set PYTHONIOENCODING=utf-8.",
            1,
        ),
        (
            UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
            "Error: A text holds what is no letter (surrogates not allowed).",
            1,
        ),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), "Error: A text holds what is no letter", 1),
        (KeyboardInterrupt(), "Stopped.", 130),
        (BrokenPipeError(32, "Broken pipe"), "", 0),
    ],
    ids=lambda each: type(each).__name__,
)
def test_an_everyday_error_is_one_sentence_and_a_status(
    error: BaseException, sentence: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr("memviz.cli.inventory", fails)
    monkeypatch.setattr(door, "_drop_output", lambda: None)
    result = run("models")

    assert (result.exit_code, result.stdout) == (status, "")
    assert result.stderr.startswith(sentence)
    assert len(result.stderr.splitlines()) == bool(sentence)
    assert isinstance(result.exception, SystemExit) or status == 0


def test_a_mistake_of_our_own_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memviz.cli.inventory", lambda _: 1 / 0)

    assert isinstance(run("models").exception, ZeroDivisionError)


@pytest.mark.parametrize(
    ("story", "sentence"),
    [
        ("nowhere.txt", "Error: nowhere.txt cannot be read: No such file or directory."),
        (".", "Error: . cannot be read: Is a directory."),
        ("", "Error: The name of the story's file is empty. Give a file, or - for standard input."),
    ],
)
def test_a_story_that_is_no_file_is_a_sentence(story: str, sentence: str) -> None:
    result = run("ask", story, "Where is Mary?")

    assert (result.exit_code, result.stderr) == (1, f"{sentence}\n")


@pytest.mark.parametrize("file", ["nowhere.txt", ".", ""])
@pytest.mark.parametrize("command", [("ask", "--facts"), ("ask", "--article"), ("export", "-o", "a.svg", "--story")])
def test_other_files_that_are_none_are_a_sentence(command: tuple[str, ...], file: str) -> None:
    result = run(*command, file, *(["who?"] if command[0] == "ask" else ["--question", "who?"]))

    assert result.exit_code == 2
    assert "Error: Invalid value for" in result.stderr
    assert isinstance(result.exception, SystemExit)


def test_the_version_is_said() -> None:
    assert run("--version").stdout == f"memviz, version {memviz.__version__}\n"


def test_checkpoints_that_are_nowhere_are_a_sentence(tmp_path: Path) -> None:
    for place, sentence in (
        (tmp_path / "nowhere", f"There is no folder {tmp_path / 'nowhere'}."),
        (tmp_path, f"There are no trained networks in {tmp_path}."),
    ):
        result = run("models", "--checkpoints", str(place))
        assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"Error: {sentence}\n")


@pytest.mark.parametrize("option", [(), ("--per-task",)])
def test_broken_checkpoints_are_listed_with_the_reason_and_the_others_too(
    checkpoints: Path, tiny: Trained, option: tuple[str, ...]
) -> None:
    cut = checkpoints / "cut"
    cut.mkdir()
    (cut / "card.json").write_bytes((checkpoints / "tiny" / "card.json").read_bytes()[:99])
    (checkpoints / "seen.bloom").write_bytes(b"cut")
    result = run("models", "--checkpoints", str(checkpoints), *option)

    assert result.exit_code == 0
    assert "tiny" in result.stdout
    first, second = result.stderr.splitlines()
    assert first.startswith(f"Left out: cut. {cut / 'card.json'} is not a model card (")
    assert second.startswith(f"Left out: seen.bloom. {checkpoints / 'seen.bloom'} is damaged")


def test_a_network_that_was_never_measured_is_listed(checkpoints: Path) -> None:
    path = checkpoints / "tiny" / "card.json"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join('  "metrics": {},\n' if '"metrics"' in line else line for line in lines), "utf-8")

    assert "not measured" in run("models", "--checkpoints", str(checkpoints)).stdout


def test_a_reader_who_has_seen_enough_is_no_mistake() -> None:
    done = shell("memviz simulate --task 1 --questions 20000 | head -1")

    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (0, 1, "")


def test_a_full_disk_behind_the_screen_is_a_sentence() -> None:
    done = shell("memviz simulate --task 1 > /dev/full")

    assert (done.returncode, done.stderr) == (1, "Error: No space left on device.\n")


def test_ctrl_c_in_stories_leaves_the_older_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> object:
        yield "1 Mary went home.\n"
        raise KeyboardInterrupt

    path = tmp_path / "stories.txt"
    path.write_text("old")
    monkeypatch.setattr("memviz.simulate.write", interrupted)
    result = run("simulate", "--task", "1", "-o", str(path))

    assert (result.exit_code, result.stderr) == (130, "Stopped.\n")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("stories.txt", "old")]
