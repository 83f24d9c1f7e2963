"""From data to checkpoint and back: trained, measured, described, loaded, measured again."""

from __future__ import annotations

import errno
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner, Result

from memviz.answer.asking import ask
from memviz.cli import main
from memviz.data.card import read_card
from memviz.data.seen import SEEN, Seen
from memviz.models.checkpoint import load
from memviz.models.memn2n import MemN2NConfig
from memviz.simulate.gallery import FIRST, entry
from memviz.story import Story
from memviz.tensors.stories import examples
from memviz.trace import Trace
from memviz.training.corpus import Corpus, read_test
from memviz.training.loop import errors_by_task
from memviz.training.publish import _ours, publish
from memviz.training.sweep import Candidate, Sweep

from .conftest import PRESET, write_tasks


@pytest.fixture(scope="module")
def candidates(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> list[Candidate]:
    return Sweep(PRESET, corpus, 5, tmp_path_factory.mktemp("run")).candidates(lambda _: None)


@pytest.fixture(scope="module")
def root(corpus: Corpus, candidates: list[Candidate], babi: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory of checkpoints with the published one, `small`."""
    directory = tmp_path_factory.mktemp("checkpoints")
    publish("small", PRESET, corpus, candidates, babi, directory)
    return directory


def test_a_checkpoint_is_three_files(root: Path) -> None:
    assert sorted(path.name for path in (root / "small").iterdir()) == [
        "card.json",
        "example.json",
        "model.safetensors",
    ]


def test_what_it_learned_from_is_remembered_beside_it(root: Path, corpus: Corpus) -> None:
    seen = Seen.read(root / SEEN)

    assert all((story, question) in seen for story, question, _ in corpus.train)


def test_the_best_candidate_is_the_one_that_is_published(root: Path, candidates: list[Candidate]) -> None:
    weights = candidates[0].network.state_dict()

    assert read_card("small", root).training["seed"] == candidates[0].seed
    assert all(torch.equal(value, weights[key]) for key, value in load("small", root).network.state_dict().items())


def test_the_card_has_every_restart_and_what_it_was_trained_with(
    root: Path, corpus: Corpus, candidates: list[Candidate]
) -> None:
    card = read_card("small", root)

    assert card.training["restarts"] == [
        {"seed": each.seed, "train_error": round(each.train_error, 3), "valid_error": round(each.valid_error, 3)}
        for each in candidates
    ]
    assert card.training["schedule"]["linear_epochs"] == PRESET.schedule.linear_epochs
    assert card.data == {"name": "babi-1k", "questions": len(corpus.train), "sha256": corpus.files}
    assert (card.words, card.answers) == (corpus.vocab.words, corpus.answers)
    assert card.parameters == sum(weights.numel() for weights in candidates[0].network.parameters())


def test_the_figures_are_those_of_the_test_set(root: Path, babi: Path) -> None:
    loaded = load("small", root)
    errors = errors_by_task(loaded.network, examples(read_test(babi), loaded.vocab, loaded.answers, 5))
    figures = read_card("small", root).metrics["babi-1k"]

    assert figures["errors"] == {str(task): round(error, 1) for task, error in errors.items()}
    assert figures["mean_error"] == pytest.approx(sum(errors.values()) / 20, abs=0.01)
    assert figures["failed"] == sum(error > 5 for error in errors.values()) > 0


def test_the_example_is_the_gallerys_first_story_and_is_answered_the_same_again(root: Path) -> None:
    example = read_card("small", root).example
    shown = entry(*FIRST)
    trace = ask(load("small", root), Story.of(*example["story"]), example["question"])

    assert (Story.of(*example["story"]).slots, example["question"]) == (shown.story.slots, shown.question.text)
    assert (trace.answer, trace.probability) == (example["answer"], pytest.approx(example["probability"], abs=1e-4))
    beside = Trace.from_json((root / "small" / "example.json").read_text("utf-8"))
    assert (beside.attention() == trace.attention()).all()
    assert tuple(fact + beside.forgotten for fact in beside.question.facts) == shown.question.facts


def test_tasks_that_were_simulated_are_named_on_the_card(
    babi: Path, corpus: Corpus, candidates: list[Candidate], tmp_path: Path
) -> None:
    mixed = replace(corpus, simulated=(1, 2))
    card = publish("large", replace(PRESET, directory="en-10k"), mixed, candidates, babi, tmp_path)

    assert list(card.metrics) == ["babi-10k"]
    assert card.data["note"] == "Training questions of tasks 1, 2: told by memviz simulate."


@pytest.fixture(scope="module")
def trained(babi: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `python -m memviz train` leaves behind, and what it printed."""
    place = tmp_path_factory.mktemp("trained")
    result = CliRunner().invoke(main, [
        "train", "mine", "--preset", "memn2n-1hop", "--data", str(babi), "--restarts", "2", "--seed", "3",
        "--set", "epochs=1", "--set", "linear_epochs=1", "--set", "relu=1", "--set", "encoding=bag",
        "--output", str(place / "checkpoints"),
        "--runs", str(place / "runs"),
    ])  # fmt: skip
    assert result.exit_code == 0, result.output
    (place / "printed.txt").write_text(result.stdout, "utf-8")
    return place


def test_the_command_trains_with_what_it_is_told(trained: Path) -> None:
    card = read_card("mine", trained / "checkpoints")

    assert {restart["seed"] for restart in card.training["restarts"]} == {3, 4}
    assert (card.config["hops"], card.config["relu"], card.config["encoding"]) == (1, 1.0, "bag")
    assert (card.training["schedule"]["linear_epochs"], card.training["schedule"]["epochs"]) == (1, 1)
    assert sorted(path.name for path in (trained / "runs" / "mine").iterdir()) == ["seed-3", "seed-4"]


@pytest.mark.parametrize(
    ("change", "said"),
    [("hop=2", "no setting “hop”"), ("hops=0", "a whole number"), ("epochs=many", "cannot be"), ("noise=1", "true")],
)
def test_a_setting_that_cannot_be_is_refused_in_one_sentence(babi: Path, change: str, said: str) -> None:
    result = CliRunner().invoke(main, ["train", "memn2n-1hop", "--data", str(babi), "--set", change])

    assert result.exit_code == 1
    assert said in result.output


def test_the_command_says_how_it_went(trained: Path) -> None:
    card = read_card("mine", trained / "checkpoints")
    printed = (trained / "printed.txt").read_text("utf-8")

    for text in ("160 questions to learn from, 0 held out", "seed 3: training error", "seed 4: training error"):
        assert text in printed
    assert f"mine on the babi-1k test: {card.metrics['babi-1k']['mean_error']} % mean error" in printed


def test_another_directory_is_trained_on_and_measured_by_its_name(tmp_path: Path) -> None:
    write_tasks(tmp_path / "hn", range(1, 21))
    for path in (tmp_path / "hn").iterdir():
        text = (
            path.read_text("utf-8").replace("went to the", "गया").replace("Where is", "कहाँ है").replace("Mary", "मरियम")
        )
        path.write_text(text, "utf-8")
    places = ["--data", str(tmp_path), "--checkpoints", str(tmp_path / "checkpoints")]
    result = CliRunner().invoke(main, [
        "train", "hindi", "--preset", "memn2n-1hop", "--set", "directory=hn", "--set", "epochs=1",
        "--set", "linear_epochs=1", *places[:2], "--output", places[3], "--runs", str(tmp_path / "runs"),
    ])  # fmt: skip
    assert result.exit_code == 0, result.output
    card = read_card("hindi", tmp_path / "checkpoints")

    assert card.data["name"] == "hn"
    assert "मरियम" in card.words
    assert list(card.metrics) == ["hn"]
    assert "hindi on the hn test" in result.stdout
    again = CliRunner().invoke(main, ["evaluate", "hindi", *places])
    assert again.exit_code == 0, again.output
    assert read_card("hindi", tmp_path / "checkpoints").metrics == card.metrics


def test_a_directory_that_is_not_there_is_one_sentence(babi: Path) -> None:
    result = CliRunner().invoke(main, ["train", "memn2n-1hop", "--data", str(babi), "--set", "directory=fr"])

    assert result.exit_code == 1
    assert "There is no directory “fr”" in result.output


def test_measured_again_a_checkpoint_is_the_same_to_the_last_byte(trained: Path, babi: Path) -> None:
    folder = trained / "checkpoints" / "mine"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "example.json").unlink()

    arguments = ["evaluate", "mine", "--data", str(babi), "--checkpoints", str(trained / "checkpoints")]
    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 0, result.output
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_measuring_again_puts_wrong_figures_right(trained: Path, babi: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for path in (trained / "checkpoints" / "mine").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    card = json.loads((folder / "card.json").read_text("utf-8"))
    right = card["metrics"]["babi-1k"]["mean_error"]
    card["metrics"]["babi-1k"]["mean_error"] = 0.0
    (folder / "card.json").write_text(json.dumps(card), "utf-8")

    CliRunner().invoke(main, ["evaluate", "mine", "--data", str(babi), "--checkpoints", str(tmp_path)])

    assert read_card("mine", tmp_path).metrics["babi-1k"]["mean_error"] == right


TRAIN = ("train", "mine", "--preset", "memn2n-1hop", "--restarts", "1", "--set", "epochs=1", "--set", "linear_epochs=1")


def train(babi: Path, root: Path, runs: Path) -> Result:
    places = ("--data", str(babi), "--output", str(root), "--runs", str(runs))
    return CliRunner().invoke(main, [*TRAIN, *places])


def test_every_file_of_a_checkpoint_has_the_mode_of_every_new_file(root: Path) -> None:
    assert {path.stat().st_mode & 0o777 for path in root.rglob("*") if path.is_file()} == {0o644}


def test_ctrl_c_before_the_first_epoch_leaves_the_checkpoint_as_it_was(
    trained: Path, babi: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    root = tmp_path / "checkpoints"
    shutil.copytree(trained / "checkpoints", root)
    monkeypatch.setattr("memviz.training.sweep.train", interrupted)
    result = train(babi, root, tmp_path / "runs")

    assert (result.exit_code, result.stderr) == (130, "Stopped.\n")
    assert contents(root) == contents(trained / "checkpoints")


def test_what_cannot_be_written_at_the_end_leaves_the_checkpoint_as_it_was(
    trained: Path, babi: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    root = tmp_path / "checkpoints"
    shutil.copytree(trained / "checkpoints", root)
    train(babi, tmp_path / "first", tmp_path / "runs")  # so that all that is left to do is to publish
    monkeypatch.setattr("memviz.data.files._keep", full)
    result = train(babi, root, tmp_path / "runs")

    assert result.exit_code == 1
    assert "cannot be written: No space left on device." in result.stderr
    assert contents(root) == contents(trained / "checkpoints")


@pytest.mark.parametrize("name", ["mine/model.safetensors", "mine/card.json", "seen.bloom"])
def test_a_folder_in_place_of_a_file_is_told_before_anything_is_trained(
    babi: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "checkpoints" / name).mkdir(parents=True)
    monkeypatch.setattr("memviz.training.sweep.train", lambda *_: pytest.fail("it trains"))
    result = train(babi, tmp_path / "checkpoints", tmp_path / "runs")

    assert result.exit_code == 1
    assert result.stderr == f"Error: {tmp_path / 'checkpoints' / name} cannot be written: Is a directory.\n"


def test_a_damaged_list_of_what_was_seen_is_told_before_anything_is_trained(babi: Path, tmp_path: Path) -> None:
    (tmp_path / "seen.bloom").write_bytes(b"cut")
    result = train(babi, tmp_path, tmp_path / "runs")

    assert result.exit_code == 1
    assert "seen.bloom is damaged" in result.stderr
    assert not (tmp_path / "runs").exists()


def contents(root: Path) -> dict[Path, bytes]:
    """Every file below a folder."""
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_card_says_where_its_network_differs_from_the_paper_s() -> None:
    """Only adjacent tying ties W in the paper; what ships says the same as what would be published."""
    for name in ("memn2n-3hop", "memn2n-3hop-lw"):
        note = _ours(MemN2NConfig(**read_card(name).config))
        assert read_card(name).training.get("note") == note.get("note")
        assert bool(note) == name.endswith("-lw")
