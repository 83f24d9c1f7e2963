"""Documents: how a text is read, cut into sentences and windows, and which names are seen in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memviz.errors import DataError
from memviz.facts.documents import (
    MOST_BYTES,
    TITLE,
    WINDOW,
    Document,
    bare,
    detect_names,
    parse_document,
    passages,
    windows,
)
from memviz.facts.linking import NameTable, link, question_tokens
from memviz.facts.sentences import split_sentences
from memviz.story import Slot
from memviz.story.retrieval import Memory, Name, Token

PASTEUR = Document(
    "The Story of Louis Pasteur",
    (
        "The film was directed by William Dieterle and written by Sheridan Gibney.",
        "It came out in 1936, with Paul Muni.",
    ),
)
NAMES = ("The Story of Louis Pasteur", "William Dieterle", "Sheridan Gibney", "1936", "Paul Muni")


def of(value: str, memories: tuple[Memory, ...]) -> Memory:
    return next(memory for memory in memories if memory.slot.value == value)


def test_a_first_line_without_a_full_stop_is_the_title() -> None:
    assert parse_document("Alien\r\n\r\nIt is dark. It bites!\nWho is there?\n", "x") == Document(
        "Alien", ("It is dark.", "It bites!", "Who is there?")
    )


@pytest.mark.parametrize("text", ["It is dark.\nIt bites.", "It is dark. It bites."])
def test_a_text_that_begins_with_a_sentence_has_no_title(text: str) -> None:
    assert parse_document(text, "x") == Document("", ("It is dark.", "It bites."))


def test_a_single_line_is_no_title_even_without_a_full_stop() -> None:
    assert parse_document("It is dark", "x") == Document("", ("It is dark",))


@pytest.mark.parametrize("title", ["Umberto D.", "When Harry Met Sally...", "Good Bye Lenin!", "8½"])
def test_a_title_may_end_with_a_point_that_ends_no_sentence(title: str) -> None:
    assert parse_document(f"{title}\nIt is dark.", "x").title == title


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "x has no words"),
        (b"\xef\xbb\xbf \n\n...\n", "x has no words"),
        (b"Alien\nIt is d\xe4rk.", "x, line 2: this is not UTF-8"),
        ("a" * (MOST_BYTES + 1), "x holds 20 MB of text; at most 20 MB"),
        ("ä" * (MOST_BYTES // 2 + 1), "at most 20 MB"),
    ],
    ids=["empty", "points", "latin-1", "long", "long in bytes"],
)
def test_a_text_that_cannot_be_read_is_refused_politely(text: str | bytes, message: str) -> None:
    with pytest.raises(DataError, match=message):
        parse_document(text, "x")


@pytest.mark.parametrize(
    "sentences",
    [
        ("John Travolta and Samuel L. Jackson are killers.", "J. R. R. Tolkien and J.J. Abrams are not."),
        ("Dr. Strangelove is by Mr. Smith Jr. who sang in Jan. 1942.", "It ended World War I.", "The end..."),
        ("Well... that was it.", "“No!”", "But why?", "He (they say.)", "U.S. forces."),
        ("Umberto D. is sad.", "彼は行った。"),
    ],
)
def test_a_sentence_does_not_end_after_an_initial_or_an_abbreviation(sentences: tuple[str, ...]) -> None:
    assert split_sentences(" ".join(sentences)) == sentences


def test_chinese_and_japanese_sentences_need_no_space_between_them() -> None:
    assert split_sentences("彼は行った。彼女も。") == ("彼は行った。", "彼女も。")


@given(st.text(st.sampled_from(list("AbI .!?\"'”é。")), max_size=40))
def test_sentences_hold_every_word_of_the_line(line: str) -> None:
    parts = split_sentences(line)

    assert "".join("".join(parts).split()) == "".join(line.split())
    assert all(part == part.strip() and part for part in parts)


def test_a_window_is_five_words_on_either_side_of_a_name_within_its_sentence() -> None:
    memory = of("Sheridan Gibney", windows([PASTEUR], NAMES, form="window"))

    name = Name("Sheridan Gibney")
    assert memory.key == ("directed", "by", Name("William Dieterle"), "and", "written", "by", name)
    assert memory.value == (name,)
    assert memory.slot.key == "… directed by William Dieterle and written by [Sheridan Gibney] …"


def test_a_window_begins_with_its_sentence() -> None:
    memory = of("1936", windows([PASTEUR], NAMES, form="window"))

    assert memory.key == ("it", "came", "out", "in", Name("1936"), "with", Name("Paul Muni"))
    assert memory.slot.key == "… It came out in [1936], with Paul Muni."


def test_at_the_ends_of_the_document_nothing_is_left_out() -> None:
    (memory, *_) = windows([Document("", ("Paul Muni was in it.",))], NAMES, form="window")

    assert memory.slot.key == "[Paul Muni] was in it."


def test_a_window_never_leaves_its_document() -> None:
    memories = windows([PASTEUR, Document("M", ("M is by Fritz Lang.",))], (*NAMES, "M", "Fritz Lang"), form="window")

    assert memories[-2].key == (Name("M"), "is", "by", Name("Fritz Lang"))
    assert memories[-2].slot.key == "[M] is by Fritz Lang."


def test_names_between_do_not_count_so_the_last_of_a_list_still_sees_what_the_list_is_of() -> None:
    people = [f"Person{i}" for i in range(10)]
    cast = Document("", (f"so it does star {', '.join(people)}.",))

    last = of(people[-1], windows([cast], people, 3, "window"))

    assert last.key == ("star", *map(Name, people))


def test_words_left_and_right_of_the_centre_are_told_apart_and_names_are_not() -> None:
    memory = of("William Dieterle", windows([PASTEUR], NAMES, 7, "centre"))

    left, centre, right = ("‹was", "‹directed", "‹by"), Name("William Dieterle"), ("and›", "written›", "by›")
    assert memory.key == (*left, centre, *right, Name("Sheridan Gibney"))


def test_a_name_without_capitals_is_its_words_too_but_not_in_the_centre() -> None:
    told = Document("", ("Ada Vole is writing on for Bo Reed.",))
    names = ("Ada Vole", "Bo Reed", "writing on")

    before, centre, after = windows([told], names, form="centre")

    ada, tag, bo = (Name(name) for name in ("Ada Vole", "writing on", "Bo Reed"))
    assert before.key == (ada, "is›", tag, "writing›", "on›", "for›", bo)
    assert centre.key == (ada, "‹is", tag, "for›", bo)
    assert after.key == (ada, "‹is", tag, "‹writing", "‹on", "‹for", bo)


def test_with_the_title_every_window_is_two_memories() -> None:
    plain, titled = windows([PASTEUR], NAMES, form="centre"), windows([PASTEUR], NAMES)

    title = Name(PASTEUR.title)
    assert len(titled) == 2 * len(plain)
    for window, first, second in zip(plain, titled[::2], titled[1::2], strict=True):
        assert first == Memory(window.slot, (*window.key, title, WINDOW), window.value)
        assert second.key == (*window.key, title, TITLE)
        assert (second.value, second.slot) == ((title,), Slot(f"{window.slot.key} · title", PASTEUR.title))


def test_a_window_around_the_title_has_no_second_memory_since_it_would_say_the_same() -> None:
    memories = windows([Document("M", ("M is by Fritz Lang.",))], ("M", "Fritz Lang"))

    assert [memory.slot.value for memory in memories] == ["M", "Fritz Lang", "M"]
    assert [memory.key[-1] for memory in memories] == [WINDOW, WINDOW, TITLE]


def test_the_title_is_not_added_to_a_key_that_has_it() -> None:
    memories = windows([Document("M", ("M is by Fritz Lang.",))], ("M", "Fritz Lang"))

    assert [memory.key.count(Name("M")) for memory in memories] == [1, 1, 1]


def test_without_a_title_a_window_is_one_memory() -> None:
    nameless = Document("", PASTEUR.sentences)

    assert windows([nameless], NAMES) == windows([nameless], NAMES, form="centre")


@pytest.mark.parametrize(("size", "words"), [(1, 0), (2, 1), (3, 1), (4, 2), (5, 2), (7, 3), (11, 5), (99, 6)])
def test_half_of_a_windows_size_are_the_words_on_either_side(size: int, words: int) -> None:
    sentence = "a b c d e f Ada Vole g h i j k l."

    (memory,) = windows([Document("", (sentence,))], ("Ada Vole",), size, "window")

    assert memory.key == (*"abcdef"[6 - words :], Name("Ada Vole"), *"ghijkl"[:words])


def test_a_document_has_the_tokens_that_linking_gives_its_sentences() -> None:
    table = NameTable(NAMES)
    (passage,) = passages([PASTEUR], table)

    expected: list[Token] = []
    for sentence in PASTEUR.sentences:
        expected += question_tokens(sentence, link(sentence, table))
    assert list(passage.tokens) == expected
    assert all(passage.text[start].isalnum() for start in passage.starts)


def test_of_two_spellings_in_one_place_one_is_taken() -> None:
    memories = windows([Document("", ("heat is seen here.",))], ("Heat", "HEAT"), form="window")

    assert len(memories) == 1


def test_the_mark_of_a_side_comes_off() -> None:
    assert [bare(token) for token in ("‹by", "by›", "by", Name("‹M›"))] == ["by", "by", "by", Name("‹M›")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In Paris the French met J. R. R. Tolkien.", ["Paris", "French", "J. R. R. Tolkien"]),
        ("Florian Henckel von Donnersmarck came.", ["Florian Henckel von Donnersmarck"]),
        ("Director Ridley Scott's Alien is old.", ["Ridley Scott", "Alien"]),
        ("Haifaa al-Mansour and Suso Cecchi d'Amico wrote.", ["Haifaa al-Mansour", "Suso Cecchi d'Amico"]),
        ("James Stewart and Kim Novak play.", ["James Stewart", "Kim Novak"]),
        ("Scott said: “The end.” I'm sad, I say.", []),
        ("He said: Stop the car. She said, “Cows moo.”", []),
        ("The film “Alien” is no “Blade Runner”.", ["Alien", "Blade Runner"]),
        ("Scott ran. He met Scott.", ["Scott"]),
        ("Alfred Hitchcock came. Hitchcock ran.", ["Alfred Hitchcock", "Hitchcock"]),
        ("He saw Casablanca 1942 in Rome.", ["Casablanca", "1942", "Rome"]),
        ("Lawrence of Arabia. The University of the Arts.", ["Lawrence of Arabia", "University of the Arts"]),
        ("The Hague is big. She loves The Hague.", ["The Hague"]),
        ("He saw Toy Story 2 and Apollo 13 in 1999 on 7 days.", ["Toy Story 2", "Apollo 13", "1999", "7"]),
        ("In the 1930s it sold 1,000 copies.", ["1,000"]),
        ("Cows moo. Dogs bark. It is dark.", []),
        ("Dogs sleep. All dogs bark at Rover. Dogs Rover.", ["Rover"]),
        ("An English-language film by Wong Kar-wai.", ["English", "Wong Kar-wai"]),
        ("THE WHOLE PLOT OF 1984", ["1984"]),
        ("Samuel L. Jackson and Robert Downey Jr. The latter sang.", ["Samuel L. Jackson", "Robert Downey Jr."]),
        ("Éric Rohmer; Ángel Fernández; Johnson & Johnson!", ["Éric Rohmer", "Ángel Fernández", "Johnson & Johnson"]),
        ("we all know ridley scott", []),
    ],
)
def test_names_are_capitals_inside_a_sentence_and_numbers(text: str, names: list[str]) -> None:
    assert list(detect_names(Document("", split_sentences(text)))) == names


def test_the_title_is_a_name_as_a_whole() -> None:
    document = Document("2001: A Space Odyssey", ("In 2001: A Space Odyssey there is a Moon.",))

    assert detect_names(document) == ("2001: A Space Odyssey", "Moon")


@given(st.text(max_size=60))
def test_any_text_can_be_looked_through_for_names(text: str) -> None:
    names = detect_names(Document("", split_sentences(text)))

    assert all(name for name in names)
    windows([Document("", split_sentences(text))], names)


def test_a_text_of_initials_is_one_sentence_and_one_name() -> None:
    text = "Bo " + "A. " * 3000

    assert split_sentences(text) == (text.strip(),)
    assert detect_names(Document("", (text,))) == (text.strip(),)
