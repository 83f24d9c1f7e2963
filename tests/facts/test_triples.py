"""Facts are read in every form a person may have them in, and every broken line is told."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memviz.errors import DataError
from memviz.facts.triples import LARGEST, BrokenLinesError, Triple, parse_triples, read_triples

ALIEN = Triple("Alien, the film", "directed_by", "Ridley Scott")
KISMET = Triple("Kismet", "release_year", "1944")


@pytest.mark.parametrize(
    "text",
    [
        "Alien, the film|directed_by|Ridley Scott\nKismet|release_year|1944\n",
        "\ufeff# facts\r\n\r\nAlien, the film|directed_by|Ridley Scott\r\n \r\nKismet | release_year | 1944",
        "Alien, the film\tdirected_by\tRidley Scott\nKismet\trelease_year\t1944",
        "subject\trelation\tobject\nAlien, the film\tdirected_by\tRidley Scott\nKismet\trelease_year\t1944",
        "1 Alien, the film directed_by Ridley Scott\n\n1 Kismet release_year 1944\n",
        '"Alien, the film",directed_by,Ridley Scott\nKismet,release_year,1944\n',
        'Subject,Relation,Object\n# facts\n"Alien, the film", directed_by, "Ridley Scott"\nKismet,release_year,1944\n',
        '["Alien, the film", "directed_by", "Ridley Scott"]\n[ "Kismet", "release_year", "1944" ]\n',
        '{"subject": "Alien, the film", "relation": "directed_by", "object": "Ridley Scott"}\n'
        '\n{"object": "1944", "relation": "release_year", "subject": "Kismet", "source": "a book"}\n',
    ],
    ids=["bars", "comments", "tabs", "tabs, header", "numbered", "csv", "csv, header", "lists", "objects"],
)
def test_every_form_gives_the_same_facts(text: str) -> None:
    assert parse_triples(text, "pasted") == (ALIEN, KISMET)
    assert parse_triples(text.encode(), "pasted") == (ALIEN, KISMET)


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("[REC]|directed_by|Paco Plaza", Triple("[REC]", "directed_by", "Paco Plaza")),
        ("12 Monkeys,directed_by,Terry Gilliam", Triple("12 Monkeys", "directed_by", "Terry Gilliam")),
        ("12 Monkeys|directed_by|Terry Gilliam", Triple("12 Monkeys", "directed_by", "Terry Gilliam")),
        ("Kismet,is in,French", Triple("Kismet", "is in", "French")),
    ],
)
def test_a_name_does_not_mislead_about_the_form(text: str, triple: Triple) -> None:
    assert parse_triples(text, "pasted") == (triple,)


def test_the_numbered_form_has_several_objects_in_a_line() -> None:
    text = "1 Kismet starred_actors Marlene Dietrich, Edward Arnold\n2 Kismet release_year 1944"

    assert parse_triples(text, "kb.txt") == (
        Triple("Kismet", "starred_actors", "Marlene Dietrich"),
        Triple("Kismet", "starred_actors", "Edward Arnold"),
        KISMET,
    )


def test_the_plots_of_the_numbered_form_are_no_facts() -> None:
    text = "1 Kismet release_year 1944\n2 Kismet has_plot Hafiz, a magician, schemes.\n"

    assert parse_triples(text, "kb.txt") == (KISMET,)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Alien|directed_by", "expected subject, relation and object with | between them, found “Alien|directed_by”"),
        ("Alien|directed_by|Ridley Scott|1979", "expected subject, relation and object with |"),
        ("Alien||Ridley Scott", "expected a relation, found nothing"),
        ("Alien|directed_by| ", "expected an object, found nothing"),
        ("Alien|directed_by|" + "x" * 301, "expected an object of at most 300 characters, found 301"),
        ("Alien|directed_by|Ridley\0Scott", "found a control character in “Ridley�Scott”"),
    ],
)
def test_a_broken_line_is_told_with_its_number(line: str, reason: str) -> None:
    with pytest.raises(BrokenLinesError) as caught:
        parse_triples(f"# facts\nKismet|release_year|1944\n{line}\n", "facts.txt")

    ((number, sentence),) = caught.value.lines
    assert number == 3
    assert reason in sentence
    assert str(caught.value) == f"facts.txt has a broken line. Line 3: {sentence}"


@pytest.mark.parametrize(
    ("first", "line", "reason"),
    [
        ("Kismet\trelease_year\t1944", "Alien directed_by Ridley Scott", "with a tab between them"),
        ("Kismet,release_year,1944", "Alien, the film,directed_by,Ridley Scott", "with commas between them"),
        ("Kismet,release_year,1944", '"Alien,directed_by,Ridley Scott', "a field in quotation marks"),
        ("1 Kismet release_year 1944", "1 Alien directed by Ridley Scott", "there is none"),
        ("1 Kismet release_year 1944", "1 The Snake_Eyes directed_by Brian De Palma", "more than one could be it"),
        ("1 Kismet release_year 1944", "Alien directed_by Ridley Scott", "expected a number"),
        ('["Kismet", "release_year", "1944"]', '["Alien", "directed_by"]', "“relation” and “object” in JSON"),
        ('["Kismet", "release_year", "1944"]', '["Alien", "release_year", 1979]', "expected the texts"),
        ('["Kismet", "release_year", "1944"]', '["Alien", ', "expected the texts"),
        ('["Kismet", "release_year", "1944"]', '["Alien", "made_by", "\\ud800"]', "found a control character"),
        ('["Kismet", "release_year", "1944"]', "[" * 100_000, "expected the texts"),
    ],
)
def test_every_form_says_what_it_expected(first: str, line: str, reason: str) -> None:
    with pytest.raises(BrokenLinesError) as caught:
        parse_triples(f"{first}\n{line}\n", "facts")

    ((number, sentence),) = caught.value.lines
    assert number == 2
    assert reason in sentence


def test_all_broken_lines_are_counted_and_the_first_ones_shown() -> None:
    text = "Kismet|release_year|1944\n" + "nothing\n" * 5 + "Alien|directed_by|Ridley Scott\n"
    with pytest.raises(BrokenLinesError, match=r"facts has 5 broken lines\. Line 2: .* Line 4: ") as caught:
        parse_triples(text, "facts")

    assert [number for number, _ in caught.value.lines] == [2, 3, 4, 5, 6]
    assert "Line 5" not in str(caught.value)
    assert str(caught.value).endswith("And 2 more broken lines.")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds no facts; expected lines such as"),
        ("# only a comment\n\n", "holds no facts"),
        ("subject,relation,object\n", "a header and no facts"),
        (b"Kismet|release_year|1944\nAm\xe9lie|release_year|2001\n", "line 2: expected UTF-8 text, found byte 0xe9"),
        ("x" * (LARGEST + 1), "larger than 20 MB"),
    ],
    ids=["empty", "comments", "header", "latin-1", "large"],
)
def test_what_holds_no_facts_is_refused(content: str | bytes, message: str) -> None:
    with pytest.raises(DataError, match=message):
        parse_triples(content, "facts")


def test_a_file_is_read_and_a_missing_one_named(tmp_path: Path) -> None:
    path = tmp_path / "facts.txt"
    path.write_text("Kismet|release_year|1944\n")

    assert read_triples(path) == (KISMET,)
    with pytest.raises(DataError, match=r"other\.txt cannot be read: No such file"):
        read_triples(tmp_path / "other.txt")
    path.write_text("Kismet\n")
    with pytest.raises(BrokenLinesError, match=r"facts\.txt has a broken line"):
        read_triples(path)


@given(st.text(max_size=80) | st.binary(max_size=80))
def test_any_text_is_facts_or_a_data_error(content: str | bytes) -> None:
    with suppress(DataError):
        assert parse_triples(content, "facts")
