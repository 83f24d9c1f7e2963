"""No text is too long for a sentence that says so, and what is long enough for anybody is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from memviz.answer.asking import ask
from memviz.answer.looking_up import look_up
from memviz.browser.deck import Deck
from memviz.errors import DataError, DeckError, StoryError
from memviz.facts.documents import parse_document
from memviz.facts.hashing import FactIndex
from memviz.facts.triples import BrokenLinesError, Triple, parse_triples
from memviz.models.checkpoint import Trained, load
from memviz.story import Story, limits

WHERE = "Where is Mary?"


@pytest.fixture(scope="module")
def reader() -> Trained:
    return load("memn2n-3hop")


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Mary " * 100_000, WHERE),
        ("x" * (limits.LETTERS + 1), WHERE),
        ("Mary went.", "where " * 100_000),
        ("Mary went.", "x" * (limits.LETTERS + 1)),
        ("Mary went. " * (limits.STORY // 10), WHERE),
    ],
    ids=["words", "letters", "words of a question", "letters of a question", "story"],
)
def test_what_is_too_long_is_refused_with_a_sentence(reader: Trained, sentence: str, question: str) -> None:
    with pytest.raises(StoryError, match=r"(too long|can be read).*[.]$"):
        ask(reader, Story.of(sentence), question)


def test_the_longest_sentence_is_answered_and_its_words_add_up(reader: Trained) -> None:
    known = reader.vocab.words
    trace = ask(reader, Story.of(" ".join(known[i * i % len(known)] for i in range(4_000))), WHERE)

    assert trace.sentences == 1


def test_a_question_of_too_many_new_words_is_not_looked_up() -> None:
    index = FactIndex.build([Triple("Alien", "directed_by", "Ridley Scott")])

    with pytest.raises(StoryError, match="too long"):
        look_up(load("kv-open"), index, "Alien " + " ".join(map(str, range(100_000))))


def test_a_file_of_broken_lines_keeps_the_first_reasons_and_counts_all() -> None:
    with pytest.raises(BrokenLinesError, match=r"^f has 12[,]?000 broken lines") as caught:
        parse_triples("a|b|c\n" + "x\n" * 12_000, "f")

    assert (len(caught.value.lines), caught.value.count) == (limits.BROKEN_LINES, 12_000)


def test_there_is_an_end_to_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memviz.facts.triples.FACT_COUNT", 3)

    assert len(parse_triples("a|b|c\n" * 3, "f")) == 3
    for text in ("a|b|c\n" * 4, "1 A b_c x, x, x, x"):
        with pytest.raises(DataError, match="f has more than 3 facts"):
            parse_triples(text, "f")


def test_there_is_an_end_to_articles_and_talks() -> None:
    with pytest.raises(DataError, match="larger than 1 MB"):
        parse_document("a " * limits.ARTICLE, "f")
    with pytest.raises(DeckError, match="longer than a talk can be"):
        Deck.from_json(" " * (limits.TALK + 1))


def test_every_limit_is_used() -> None:
    sources = "".join(path.read_text("utf-8") for path in Path(limits.__file__).parents[1].rglob("*.py"))

    unused = [name for name, value in vars(limits).items() if isinstance(value, int) and sources.count(name) < 2]
    assert unused == []
