"""The most of every text that is taken in (memviz.story.limits): how long it takes, and how much memory.

Each is measured in a process of its own, which has imported all and answered something small of its kind before.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from benchmarks.figures import Figure
from memviz.answer.asking import ask
from memviz.answer.looking_up import look_up
from memviz.browser.deck import MOST, Deck, Item
from memviz.facts.documents import detect_names, parse_document
from memviz.facts.hashing import FactIndex
from memviz.facts.library import Library
from memviz.facts.triples import BrokenLinesError, parse_triples
from memviz.models.checkpoint import load
from memviz.pages.shared.link import pack, unpack
from memviz.story import Question, Story
from memviz.story.limits import ARTICLE, FACTS, LETTERS, LINK, STORY, TALK, WORDS

_SENTENCE = "Mary went back to the kitchen."
_SMALL = 1000  # letters of what is read first
_FRAME = 250  # letters of a story in a talk's file that are not the story's


def measure(quick: bool) -> Iterator[Figure]:
    """Processor time and memory of each case, the median of three runs (of one if quick)."""
    for name in CASES:
        command = [sys.executable, "-m", "benchmarks.limits", name]
        runs = [json.loads(subprocess.check_output(command)) for _ in range(1 if quick else 3)]  # noqa: S603
        seconds, megabytes = sorted(runs)[len(runs) // 2]
        yield Figure(f"limits {name}", seconds, "CPU s")
        yield Figure(f"limits {name}, memory", megabytes, "MB")


def question(letters: int = LETTERS) -> str:
    """A question of known words, as many and as long as they may be."""
    words = ["where", "is", *["mary"] * (min(WORDS, letters // 6) - 2)]
    return " ".join(words).ljust(letters, "?")


def story(letters: int = STORY) -> Story:
    """Many sentences."""
    return Story.of(*[_SENTENCE] * (letters // len(_SENTENCE)))


def article(size: int = ARTICLE) -> str:
    """Sentences of made-up words, of which every fifth begins with a capital, and one about Ann Lee."""
    chance, text = random.Random(0), ["Everybody knew Ann Lee there."]  # noqa: S311 (no secret)
    while size > 0:
        words = ["".join(chance.choices("aeioubdfglmnprst", k=chance.randint(2, 9))) for _ in range(12)]
        text.append(" ".join(word.title() if i % 5 == 0 else word for i, word in enumerate(words)) + ".")
        size -= len(text[-1]) + 1
    return " ".join(text[:-1])


def facts(size: int = FACTS) -> str:
    """A million facts, no two names of them the same, in lines of twenty bytes."""
    return "".join(f"s{i:06}|has|o{i:06}\n" for i in range(size // 20))


def broken(size: int = FACTS) -> str:
    """Lines that are no facts."""
    return "a|b|c\n" + "d|e\n" * (size // 4 - 2)


def link(size: int = LINK) -> str:
    """A link that unpacks to a row of the same letter."""
    return pack(["x" * (size - 4)])


def talk(letters: int = TALK) -> str:
    """The longest talk of equally long stories."""
    count = min(MOST, max(1, letters // _SMALL))
    told = Story.of(*[_SENTENCE] * ((letters // count - _FRAME) // (len(_SENTENCE) + 8)))
    return Deck(tuple(Item("memn2n-3hop", told, Question("Where is Mary?")) for _ in range(count))).to_json()


def _read_article(text: str) -> object:
    document = parse_document(text, "article")
    return look_up(load("kv-open"), Library((document,), detect_names(document)), "What is said about Ann Lee?")


def _index(text: str) -> object:
    return look_up(load("kv-open"), FactIndex.build(parse_triples(text, "facts")), "What has s000007?")


def _complain(text: str) -> None:
    with suppress(BrokenLinesError):
        parse_triples(text, "facts")


CASES: dict[str, tuple[Callable[..., Any], Callable[[Any], object]]] = {
    "question": (question, lambda text: ask(load("memn2n-3hop"), story(_SMALL), text)),
    "story": (story, lambda told: ask(load("memn2n-3hop"), told, "Where is Mary?")),
    "article": (article, _read_article),
    "facts": (facts, _index),
    "broken facts": (broken, _complain),
    "link": (link, unpack),
    "talk": (talk, Deck.from_json),
}
"""What each is made by, given a size (the largest by default), and what is done with it."""


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def main(name: str) -> None:
    """Print processor seconds and MB more than before of one case, as JSON."""
    make, read = CASES[name]
    read(make(_SMALL))
    text, memory = make(), _peak()
    start = time.process_time()
    read(text)
    print(json.dumps([round(time.process_time() - start, 2), round(_peak() - memory)]))


if __name__ == "__main__":
    main(sys.argv[1])
