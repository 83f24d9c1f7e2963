"""The network in a hundred lines learns what it says, and is the one that the pages show."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

import memviz
from docs import memn2n_in_100_lines as door
from memviz.models.checkpoint import Trained, build
from memviz.models.memn2n import MemN2NConfig
from memviz.story.vocab import Vocab


def test_it_has_a_hundred_lines_and_trains_in_a_second(capsys: pytest.CaptureFixture[str]) -> None:
    error = door.main(count=1000, epochs=4)

    assert error < 10, "guessing among six places is wrong 83 times in 100"
    *story, answer, summary = capsys.readouterr().out.splitlines()
    assert all(len(line.split("  ")) == door.HOPS + 1 for line in story)
    assert answer == "Where is John? kitchen"
    assert summary == f"Wrong on {error:.1f} % of 1000 questions held out."
    assert len(Path(door.__file__).read_text("utf-8").splitlines()) <= 100


@pytest.mark.slow
def test_it_learns_the_first_task() -> None:
    assert door.main() < 0.5


def test_with_the_same_weights_it_computes_what_memn2n_does() -> None:
    told = ["Mary went to the kitchen.", "John moved to the garden.", "Mary journeyed to the office."]
    asked = "Where is John?"
    vocab = Vocab.of([*told, asked])
    answers = ("kitchen", "garden", "office")
    config = MemN2NConfig(hops=door.HOPS, dim=door.DIM, memory=door.SENTENCES, nothing=False)
    torch.manual_seed(3)
    ours = door.MemN2N(len(vocab))
    network = build(config, vocab, answers)
    with torch.no_grad():
        ours.E *= 5  # so that attention differs from slot to slot
        network.load_state_dict({"embedding": ours.E, "time": ours.T})
        story, question, _ = door.tensors([(told, asked, "garden")], ["", *vocab.words])
        logits, attention = ours(story, question)
    among = logits[0, [vocab.answer_number(answer) for answer in answers]].softmax(0)

    trace = memviz.ask(
        Trained("same", network.eval().requires_grad_(False), vocab, answers), memviz.Story.of(*told), asked
    )

    newest_first = torch.cat(attention)[:, : len(told)]
    torch.testing.assert_close(
        newest_first.flip(1).double(), torch.tensor(trace.attention()).double(), atol=1e-5, rtol=0
    )
    torch.testing.assert_close(among.double(), torch.tensor(trace.hops[-1].answer_probs).double(), atol=1e-5, rtol=0)
