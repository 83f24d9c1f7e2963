"""The library: key hashing over windows of documents, compared with looking at every window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memviz.facts.documents import Document, Form, bare, parse_document, windows
from memviz.facts.library import Library
from memviz.story.retrieval import Link, Memory, Name, Token

HAY = Document("Hay", ("The film Hay was directed by Ada Vole.", "It stars Bo Reed and Cy Lamb.", "It is from 1951."))
OATS = Document("Oats", ("Ada Vole wrote Oats for the quiet Bo Reed.", "The film is a Western."))
NAMES = ("Hay", "Oats", "Ada Vole", "Bo Reed", "Cy Lamb", "1951", "Western", "Nobody Here")
BOTH = Library([HAY, OATS], NAMES)


def values(library: Library, question: str, limit: int = 400) -> list[str]:
    return [memory.slot.value for memory in library.retrieve(question, limit).memories]


def test_the_memories_are_the_windows_of_the_documents() -> None:
    everything = windows([HAY, OATS], NAMES)

    assert len(BOTH) == len(everything) == 16
    assert BOTH.retrieve("Hay, Oats?").memories == everything


@pytest.mark.parametrize("form", ["window", "centre"])
def test_without_titles_a_window_is_one_memory(form: Form) -> None:
    library = Library([HAY, OATS], NAMES, form=form)

    assert len(library) == len(windows([HAY, OATS], NAMES, form=form)) == 9
    assert library.retrieve("Ada Vole").hashing.found == 5, "two of Hay, three of Oats"


def test_a_name_in_the_question_finds_the_windows_that_have_it_and_those_under_it() -> None:
    retrieved = BOTH.retrieve("who directed Hay?")

    assert retrieved.question == ("who", "directed", Name("Hay"))
    assert retrieved.hashing.links == (Link(13, 16, "Hay"),)
    assert retrieved.memories == windows([HAY], NAMES)
    assert (retrieved.hashing.total, retrieved.hashing.found, retrieved.hashing.kept) == (16, 9, 9)


def test_a_window_around_its_title_is_one_memory() -> None:
    told = [memory.slot for memory in BOTH.retrieve("Oats").memories]

    assert [slot.value for slot in told if "[Oats]" in slot.key] == ["Oats"]
    assert [slot.value for slot in told if "[Western]" in slot.key] == ["Western", "Oats"]


def test_a_rare_word_finds_windows_on_both_sides_of_their_centre() -> None:
    retrieved = BOTH.retrieve("who kept so quiet")

    assert [memory.slot.value for memory in retrieved.memories] == ["Ada Vole", "Oats", "Oats", "Bo Reed", "Oats"]
    assert any("‹quiet" in memory.key for memory in retrieved.memories)
    assert any("quiet›" in memory.key for memory in retrieved.memories)
    assert retrieved.hashing.words == ("quiet",)
    assert retrieved.hashing.unknown == ("kept",)


def test_a_word_in_too_many_windows_finds_none() -> None:
    library = Library([HAY, OATS], NAMES, frequency=2)

    retrieved = library.retrieve("quiet")

    assert (retrieved.hashing.words, retrieved.hashing.common, retrieved.memories) == ((), ("quiet",), ())
    assert library.retrieve("a quiet Western").hashing.found == 2, "by the name alone"


def test_words_are_counted_in_windows_not_in_memories() -> None:
    assert Library([HAY], NAMES, frequency=3).retrieve("stars").hashing.words == ("stars",), "in two windows"
    assert Library([HAY], NAMES, frequency=2).retrieve("stars").hashing.common == ("stars",)


def test_nothing_found_is_said_by_the_counts() -> None:
    retrieved = BOTH.retrieve("where do penguins sleep?")

    assert retrieved.memories == ()
    assert (retrieved.hashing.found, retrieved.hashing.kept, retrieved.hashing.total) == (0, 0, 16)
    assert retrieved.hashing.unknown == ("penguins", "sleep")


@pytest.mark.parametrize("question", ["", "?", "   ", "\ud800"])
def test_a_question_without_words_finds_nothing(question: str) -> None:
    assert BOTH.retrieve(question).memories == ()


def test_a_library_without_names_or_documents_is_empty() -> None:
    for library in (Library([], NAMES), Library([HAY], ())):
        assert (len(library), library.names(), library.retrieve("who directed Hay?").memories) == (0, (), ())


def test_a_part_of_a_name_finds_it_where_nothing_else_is_found() -> None:
    retrieved = BOTH.retrieve("what about lamb?")

    assert retrieved.memories == BOTH.retrieve("Cy Lamb").memories
    assert retrieved.hashing.words == ("lamb",)
    assert retrieved.hashing.unknown == ()
    assert retrieved.hashing.links == ()


def test_too_many_are_cut_to_those_that_share_most_in_document_order() -> None:
    everything = windows([HAY, OATS], NAMES)
    shared = [memory for memory in everything if {Name("Ada Vole"), Name("Oats")} <= set(memory.key)]

    retrieved = BOTH.retrieve("did Ada Vole write Oats?", limit=4)

    assert retrieved.memories == tuple(shared[:4])
    assert (retrieved.hashing.found, retrieved.hashing.kept) == (10, 4)


def test_a_rare_name_comes_before_a_common_one_and_names_before_words() -> None:
    assert values(BOTH, "Western Hay", 2) == ["Western", "Oats"], "a Western is in one window, Hay in five"
    assert values(BOTH, "a Hay", 2) == ["Hay", "Ada Vole"], "though “a” is in one window"
    assert all("Cy Lamb" in memory.slot.key for memory in BOTH.retrieve("quiet Cy Lamb", 4).memories)


def test_an_odd_limit_cuts_the_second_memory_of_a_window() -> None:
    assert len(BOTH.retrieve("Hay", 3).memories) == 3
    assert BOTH.retrieve("Hay", 3).memories == BOTH.retrieve("Hay").memories[:3]
    assert BOTH.retrieve("Hay", 0).memories == ()


def test_its_names_are_those_that_stand_in_a_memory() -> None:
    assert BOTH.names() == BOTH.values() == ("1951", "Ada Vole", "Bo Reed", "Cy Lamb", "Hay", "Oats", "Western")


def test_a_pasted_article_can_be_asked() -> None:
    document = parse_document("Hay\nHay is quiet. It was directed by Ada Vole in 1951.", "pasted")
    library = Library([document], ["Hay", "Ada Vole", "1951"])

    assert "Ada Vole" in values(library, "who directed hay")


def _slowly(documents: list[Document], question: tuple[Token, ...], frequency: int) -> set[Memory]:
    """Every window that shares a name or a rare word with the question, found by looking at them all."""
    count: dict[Token, int] = {}
    for memory in windows(documents, NAMES):
        if "_window_" in memory.key:
            for token in {bare(token) for token in memory.key}:
                count[token] = count.get(token, 0) + 1
    shared = {token for token in question if isinstance(token, Name) or 0 < count.get(token, 0) < frequency}
    return {memory for memory in windows(documents, NAMES) if shared & {bare(token) for token in memory.key}}


_text = st.lists(
    st.sampled_from(["quiet", "reed", "the", "film.", "loud,", "Hay", "Oats", "Ada Vole", "1951"]), max_size=30
)


@given(_text, _text, st.lists(st.sampled_from(["the", "quiet", "loud", "Hay", "Ada Vole"]), min_size=1, max_size=3))
def test_the_index_finds_what_looking_at_every_window_finds(one: list[str], two: list[str], asked: list[str]) -> None:
    documents = [Document("Hay", (" ".join(one),)), Document("Oats", (" ".join(two),))]
    retrieved = Library(documents, NAMES, frequency=4).retrieve(" ".join(asked))

    assert set(retrieved.memories) == _slowly(documents, retrieved.question, 4)
    assert retrieved.hashing.found == len(retrieved.memories)
