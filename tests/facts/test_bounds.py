"""Articles and names that are made to cost much: the work grows no faster than the text. Work is counted, not timed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pytest

from memviz.facts.documents import Document, detect_names, parse_document, passages
from memviz.facts.library import Library
from memviz.facts.linking import NameTable, link
from memviz.story.limits import NAME_WORDS, SENTENCE

_TOKENS = 61  # of a window: thirty on either side


class Counting(NameTable):
    """Counts the words that names are looked up by."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names)
        self.words = 0

    def known(self, keys: Collection[str]) -> Mapping[str, Sequence[str]]:
        self.words += sum(key.count(" ") + 1 for key in keys)
        return super().known(keys)


def test_a_long_name_is_looked_for_only_where_its_first_word_stands() -> None:
    names = Counting(["Ab " * 30, "Zu Zu"])
    link(" ".join(f"w{i}" for i in range(2_000)), names)

    assert names.words == 0


def test_names_of_many_lengths_cost_no_more_than_their_lengths() -> None:
    names = Counting([f"Ab{' Ab' * i}" for i in range(200)])
    link("Ab x " * 500 + "Ab " * 500, names)

    assert names.words <= 1_500 * NAME_WORDS * NAME_WORDS


@pytest.mark.parametrize(
    "text", ["Ab Cd Ef " * 5_000, "Ab " * 40 + "\n" + "Ab " * 5_000, "A, " * 5_000, "Ab" + "Cd" * 20_000, "文" * 20_000]
)
def test_an_article_of_capitals_is_read_with_little(text: str) -> None:
    document = parse_document(text, "x")
    names = detect_names(document)
    library = Library((document,), names)

    assert all(len(sentence) <= SENTENCE for sentence in document.sentences)
    assert "".join("".join((document.title, *document.sentences)).split()) == "".join(text.split()), "nothing is lost"
    assert len(library) <= 2 * len(text)
    for passage in passages((document,), NameTable(names)):
        assert all(len(passage.window(centre, 11)) <= _TOKENS for centre in passage.centres)


def test_a_name_of_one_word_in_a_thousand_spellings_is_compared_with_few() -> None:
    spellings = [f"Ab{' ' * i}Cd" for i in range(1, 1_000)]

    assert len(link("x ab cd", NameTable(spellings))) == 4
    assert link("who is Ab Cd?", NameTable(spellings))[0].name == "Ab Cd"


def test_a_long_row_of_capitals_is_no_name_and_a_short_one_is() -> None:
    assert detect_names(Document("", ("He met " + "Ab " * 13,))) == ()
    assert detect_names(Document("", ("He met Ab Cd Ef.",))) == ("Ab Cd Ef",)
