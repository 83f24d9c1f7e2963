"""Restarts: the best by training error comes first, and a run that was stopped goes on where it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from memviz.errors import CheckpointError, ExportError
from memviz.tensors.stories import Examples
from memviz.training import sweep as sweeping
from memviz.training.corpus import Corpus
from memviz.training.loop import errors_by_task, mean_error
from memviz.training.sweep import Candidate, Progress, Sweep

from .conftest import PRESET

Seen = list[tuple[int, int]]  # restart and epoch of every report


def watch(seen: Seen, stop_at: tuple[int, int] | None = None) -> Callable[[Progress], None]:
    """A report that notes what it is told, and interrupts at one restart and epoch as Ctrl-C does."""

    def report(progress: Progress) -> None:
        seen.append((progress.restart, progress.epoch.number))
        if seen[-1] == stop_at:
            raise KeyboardInterrupt

    return report


def same(ones: list[Candidate], others: list[Candidate]) -> bool:
    """Whether two sweeps ended with the same seeds, errors and weights."""
    return [(one.seed, one.train_error, one.valid_error) for one in ones] == [
        (other.seed, other.train_error, other.valid_error) for other in others
    ] and all(
        torch.equal(value, other.network.state_dict()[key])
        for one, other in zip(ones, others, strict=True)
        for key, value in one.network.state_dict().items()
    )


@pytest.fixture
def sweep(corpus: Corpus, tmp_path: Path) -> Sweep:
    return Sweep(PRESET, corpus, seed=5, run=tmp_path / "run")


@pytest.fixture
def whole(corpus: Corpus, tmp_path: Path) -> list[Candidate]:
    """The same sweep, never stopped."""
    return Sweep(PRESET, corpus, seed=5, run=tmp_path / "whole").candidates(watch([]))


def test_every_restart_has_a_seed_of_its_own_and_the_best_by_training_error_is_first(
    corpus: Corpus, data: Examples, tmp_path: Path
) -> None:
    many = replace(PRESET, restarts=4, schedule=replace(PRESET.schedule, epochs=6))
    candidates = Sweep(many, corpus, seed=5, run=tmp_path).candidates(watch([]))

    held = corpus.tensors(corpus.valid, PRESET.config.memory)
    errors = [candidate.train_error for candidate in candidates]
    assert sorted(candidate.seed for candidate in candidates) == [5, 6, 7, 8]
    assert errors == sorted(errors)
    assert len(set(errors)) > 1
    for candidate in candidates:
        assert candidate.train_error == mean_error(errors_by_task(candidate.network, data))
        assert candidate.valid_error == mean_error(errors_by_task(candidate.network, held))


def test_every_epoch_is_reported(sweep: Sweep) -> None:
    reports: list[Progress] = []
    sweep.candidates(reports.append)

    assert [(each.restart, each.epoch.number) for each in reports] == [(r, e) for r in (1, 2) for e in (1, 2, 3, 4)]
    assert {(each.restarts, each.epochs) for each in reports} == {(2, 4)}
    assert all(each.valid_error is not None and each.rate > 0 for each in reports)


def test_where_nothing_is_held_out_there_is_no_such_error(sweep: Sweep, corpus: Corpus) -> None:
    reports: list[Progress] = []
    candidates = replace(sweep, corpus=replace(corpus, valid=())).candidates(reports.append)

    assert {each.valid_error for each in [*reports, *candidates]} == {None}


def test_stopped_in_a_later_restart_it_keeps_the_finished_ones_and_later_goes_on(
    sweep: Sweep, whole: list[Candidate]
) -> None:
    seen: Seen = []
    kept = sweep.candidates(watch(seen, stop_at=(2, 3)))
    assert same(kept, [candidate for candidate in whole if candidate.seed == 5])

    resumed = sweep.candidates(watch(seen))
    assert seen == [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (2, 3), (2, 4)]
    assert same(resumed, whole)


def test_stopped_in_the_first_restart_it_keeps_that_one_as_it_stands_and_later_goes_on(
    sweep: Sweep, whole: list[Candidate]
) -> None:
    (unfinished,) = sweep.candidates(watch([], stop_at=(1, 2)))
    assert unfinished.seed == 5

    seen: Seen = []
    assert same(sweep.candidates(watch(seen)), whole)
    assert seen[0] == (1, 3)


def test_stopped_before_the_first_epoch_is_over_there_is_nothing_to_keep(
    sweep: Sweep, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sweeping, "train", interrupted)

    with pytest.raises(KeyboardInterrupt):
        sweep.candidates(watch([]))
    assert not sweep.run.exists()


def test_a_run_of_another_shape_is_a_sentence_and_changes_nothing(sweep: Sweep) -> None:
    sweep.candidates(watch([], stop_at=(1, 2)))
    path = sweep.run / "seed-5" / "epoch-2.safetensors"
    other = {key: torch.zeros(*weights.shape, 2) for key, weights in load_file(path).items()}
    save_file(other, path)

    with pytest.raises(CheckpointError, match=r"seed-5 holds the state of another network\. Delete it"):
        sweep.candidates(watch([]))


def test_a_run_that_cannot_be_written_is_a_sentence(sweep: Sweep) -> None:
    sweep.run.write_text("a file where the folder should be")

    with pytest.raises(ExportError, match=r"seed-5.* cannot be written"):
        sweep.candidates(watch([]))


def test_stopped_while_it_measures_it_keeps_the_finished_ones(
    sweep: Sweep, whole: list[Candidate], monkeypatch: pytest.MonkeyPatch
) -> None:
    measured, calls = sweeping._measured, iter(range(9))

    def interrupted(*arguments: object) -> Candidate:
        if next(calls) == 1:
            raise KeyboardInterrupt
        return measured(*arguments)

    monkeypatch.setattr(sweeping, "_measured", interrupted)

    try:
        kept = sweep.candidates(watch([]))
    except KeyboardInterrupt:
        pytest.fail("the interruption ended the sweep")
    assert same(kept, [candidate for candidate in whole if candidate.seed == 5])


def test_a_finished_sweep_is_not_trained_again(sweep: Sweep, whole: list[Candidate]) -> None:
    sweep.candidates(watch([]))
    seen: Seen = []

    assert same(sweep.candidates(watch(seen)), whole)
    assert seen == []


def test_more_restarts_later_are_added_to_those_that_are_finished(sweep: Sweep) -> None:
    sweep.candidates(watch([]))
    seen: Seen = []

    more = replace(sweep, preset=replace(PRESET, restarts=3)).candidates(watch(seen))

    assert seen == [(3, 1), (3, 2), (3, 3), (3, 4)]
    assert len(more) == 3


@pytest.mark.parametrize("part", ["schedule", "config", "data", "split"])
def test_other_settings_or_other_data_start_anew(sweep: Sweep, corpus: Corpus, part: str) -> None:
    sweep.candidates(watch([]))
    other = {
        "schedule": replace(sweep, preset=replace(PRESET, schedule=replace(PRESET.schedule, rate=0.02))),
        "config": replace(sweep, preset=replace(PRESET, config=replace(PRESET.config, relu=1.0))),
        "data": replace(sweep, corpus=replace(corpus, files={**corpus.files, "en/qa1_went_train.txt": "0"})),
        "split": replace(sweep, corpus=replace(corpus, train=corpus.train + corpus.valid, valid=())),
    }[part]
    seen: Seen = []

    other.candidates(watch(seen))

    assert seen == [(r, e) for r in (1, 2) for e in (1, 2, 3, 4)]


def test_a_run_keeps_one_file_of_weights_a_seed(sweep: Sweep, corpus: Corpus) -> None:
    sweep.candidates(watch([]))
    shorter = replace(PRESET, schedule=replace(PRESET.schedule, epochs=1))
    replace(sweep, preset=shorter).candidates(watch([]))

    files = sorted(str(path.relative_to(sweep.run)) for path in sweep.run.rglob("*") if path.is_file())
    assert files == [f"seed-{seed}/{name}" for seed in (5, 6) for name in ("epoch-3.safetensors", "progress.json")]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"epoch": 2}'])
def test_a_note_that_is_broken_starts_anew(sweep: Sweep, content: str) -> None:
    sweep.candidates(watch([], stop_at=(1, 2)))
    (sweep.run / "seed-5" / "progress.json").write_text(content)
    seen: Seen = []

    sweep.candidates(watch(seen))

    assert seen[0] == (1, 1)
