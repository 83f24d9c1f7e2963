"""The baseline without a memory: trained on the public 1k files, measured like the memory networks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from rich.console import Console
from torch import Tensor
from torch.nn.functional import cross_entropy

from memviz.data.babi import data_directory
from memviz.data.card import READER, Card
from memviz.data.seen import SEEN
from memviz.models.checkpoint import Reader, save_reader
from memviz.models.lstm import LSTMConfig, LSTMReader
from memviz.tensors.batch import UNSEEN
from memviz.tensors.stories import Examples, examples
from memviz.training.corpus import read_corpus, read_test
from memviz.training.loop import Epoch, mean_error
from memviz.training.publish import check_place, dated, summed_up
from memviz.training.remember import remembered


@dataclass(frozen=True)
class ReaderSchedule:
    """Adam, as plain SGD hardly moves an LSTM. Chosen on held-out stories, whose error rose again afterwards."""

    epochs: int = 12
    rate: float = 0.003
    batch: int = 32
    clip: float = 5.0


def train_reader(data: str | None, validation: float, seed: int, output: Path) -> Card:
    """Train checkpoint `lstm`, write it below `output`, and print how it did."""
    torch.set_num_threads(1)
    check_place(READER, output)
    root, console, schedule = data_directory(data), Console(highlight=False), ReaderSchedule()
    corpus = read_corpus(root, "en", validation)
    config = LSTMConfig()
    learned = corpus.tensors(corpus.train, config.memory)
    held = corpus.tensors(corpus.valid, config.memory) if corpus.valid else None
    torch.manual_seed(seed)
    network = LSTMReader(config, len(corpus.vocab), len(corpus.answers))
    for epoch in fit(network, learned, schedule, seed):
        valid = f", held out {mean_error(errors(network, held)):.1f} %" if held else ""
        console.print(f"epoch {epoch.number}: loss {epoch.loss:.3f}, {epoch.train_error:.1f} % wrong{valid}")
    reader = Reader(READER, network.eval().requires_grad_(False), corpus.vocab, corpus.answers)
    card = Card(
        name=READER,
        model=READER,
        config=asdict(config),
        words=corpus.vocab.words,
        answers=corpus.answers,
        data={"name": "babi-1k", "questions": len(corpus.train), "sha256": corpus.files},
        training={"schedule": asdict(schedule), "seed": seed, **dated()},
        metrics={"babi-1k": measure_reader(reader, root)},
        example={},
        parameters=sum(weights.numel() for weights in network.parameters()),
    )
    save_reader(reader, card, output, {output / SEEN: remembered(corpus, output / SEEN)})
    console.print(f"{READER} on the babi-1k test: {card.metrics['babi-1k']['mean_error']} % mean error")
    return card


def fit(network: LSTMReader, data: Examples, schedule: ReaderSchedule, seed: int) -> Iterator[Epoch]:
    """Train in place, yielding after every epoch. A batch holds stories of like length, or most steps would be read
    for the longest one alone."""
    optimizer = torch.optim.Adam(network.parameters(), lr=schedule.rate)
    generator = torch.Generator().manual_seed(seed)
    for number in range(1, schedule.epochs + 1):
        loss = wrong = 0.0
        shuffled = torch.randperm(len(data), generator=generator)
        batches = shuffled[data.sizes[shuffled].argsort(stable=True)].split(schedule.batch)
        for i in torch.randperm(len(batches), generator=generator).tolist():
            batch = data.batch(batches[i])
            logits = network(batch)
            batch_loss = cross_entropy(logits, batch.answer, ignore_index=UNSEEN)
            optimizer.zero_grad()
            batch_loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), schedule.clip)
            optimizer.step()
            loss += batch_loss.item() * len(batch.answer)
            wrong += (logits.argmax(1) != batch.answer).sum().item()
        yield Epoch(number, loss / len(data), 100 * wrong / len(data))


@torch.no_grad()
def errors(network: LSTMReader, data: Examples) -> dict[int, float]:
    """Error in % for each task."""
    order = data.sizes.argsort(stable=True)
    wrong: Tensor = torch.cat([network(b).argmax(1) != b.answer for b in map(data.batch, order.split(256))])
    tasks = data.task[order]
    return {int(task): 100 * float(wrong[tasks == task].float().mean()) for task in tasks.unique()}


def measure_reader(reader: Reader, root: Path) -> dict[str, object]:
    """Errors in % on the public test questions, as `publish.measure` has them."""
    asked = read_test(root)
    return summed_up(
        errors(reader.network, examples(asked, reader.vocab, reader.answers, reader.network.config.memory))
    )
