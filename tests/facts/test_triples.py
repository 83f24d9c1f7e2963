"""Facts are read in every form a person may have them in, and every broken line is told."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memviz.data.text import LARGEST
from memviz.errors import DataError
from memviz.facts.forms import FORMS
from memviz.facts.triples import BrokenLinesError, Triple, parse_facts, parse_triples, read_triples

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
        ('["Kismet", "release_year", "1944"]', '["Alien", "release_year", [1979]]', "expected the texts"),
        ('[["Kismet", "release_year", "1944"],', '{"name": {}}]', "expected the texts"),
        ('[["Kismet", "release_year", "1944"],', '["Alien", "release_year" "1979"]]', "expected the texts"),
        ('[["Kismet", "release_year", "1944"]', '["Alien", "release_year", "1979"]]', "expected the texts"),
        ('[["Kismet", "release_year", "1944"]]', "and more", "found “and more"),
        ('[["Kismet", "release_year", "1944"],', '["Alien", "made_by", "', "expected the texts"),
        ("Kismet;release_year;1944", "Alien;1979", "with semicolons between them"),
        ('["Kismet", "release_year", "1944"]', '["Alien", ', "expected the texts"),
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
        ("head|relation|tail\n", "a header and no facts"),
        ("#no facts\n#none", "holds no facts"),
        ("sep=;\n", "holds no facts"),
        ("[\n]", "holds no facts"),
        (b"Kismet|release_year|1944\nAm\xe9lie|release_year|2001\n", "line 2: expected UTF-8 text, found byte 0xe9"),
        ("a|b|c\nd|e|f".encode("utf-16") + b"\n", "facts, line 2: expected UTF-16 text"),
        ("x" * (LARGEST + 1), "larger than 20 MB"),
        ("ä" * (LARGEST // 2 + 1), "larger than 20 MB"),
    ],
    ids=[
        "empty",
        "comments",
        "header",
        "other header",
        "tight comments",
        "separator",
        "empty array",
        "latin-1",
        "utf-16",
        "large",
        "large in bytes",
    ],
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


# ---- tables as people have them ------------------------------------------------------------------------------------

TABLE = 'name,role,city,manager\nAnna,lead,Berlin,Ben\nCy,cook,"Rye, East",\n'
TOLD = (
    Triple("Anna", "role", "lead"),
    Triple("Anna", "city", "Berlin"),
    Triple("Anna", "manager", "Ben"),
    Triple("Cy", "role", "cook"),
    Triple("Cy", "city", "Rye, East"),
)


@pytest.mark.parametrize(
    "content",
    [
        "relation,subject,object\ndirected_by,\"Alien, the film\",Ridley Scott\nrelease_year,Kismet,1944",
        "head|relation|tail\nAlien, the film|directed_by|Ridley Scott\nKismet|release_year|1944",
        "Tail\tHead\tRelation\nRidley Scott\tAlien, the film\tdirected_by\n1944\tKismet\trelease_year",
        "object;predicate;subject\nRidley Scott;directed_by;Alien, the film\n1944;release_year;Kismet",
        'subject,relation,object,page\n"Alien, the film",directed_by,Ridley Scott,7\nKismet,release_year,1944,8',
        "Alien, the film;directed_by;Ridley Scott\nKismet;release_year;1944;",
        "sep=;\nAlien, the film;directed_by;Ridley Scott\nKismet;release_year;1944",
        'SEP=,\r\n"Alien, the film",directed_by,Ridley Scott\r\nKismet,release_year,1944\r\n,,\r\n,,\r\n',
        '"Alien, the film",directed_by,Ridley Scott,\nKismet,release_year,1944,\n,,,\n',
        '"Alien, the film"\tdirected_by\t"Ridley Scott"\nKismet\trelease_year\t"1944"',
        "Alien, the film|directed_by|Ridley Scott\rKismet|release_year|1944\r",
        '[["Alien, the film", "directed_by", "Ridley Scott"], ["Kismet", "release_year", 1944]]',
        '# facts\n[\n  ["Alien, the film", "directed_by", "Ridley Scott"],\n  ["Kismet", "release_year", "1944"],\n]\n',
        '[{"subject": "Alien, the film", "relation": "directed_by", "object": "Ridley Scott"},\n'
        ' {"tail": 1944, "relation": "release_year", "head": "Kismet"}]',
    ],
    ids=[
        "relation first", "head and tail", "tail first, tabs", "predicate, semicolons", "a column more", "semicolons",
        "sep=;", "sep=, and empty rows", "comma at the end", "quoted between tabs", "CR", "array of lists",
        "array in lines", "array of objects",
    ],
)  # fmt: skip
def test_every_table_gives_the_same_facts(content: str) -> None:
    assert parse_triples(content, "pasted") == (ALIEN, KISMET)
    assert parse_triples(content.encode("utf-16"), "Unicode text of Excel") == (ALIEN, KISMET)
    assert parse_triples(content.encode("utf-8-sig"), "UTF-8 with its mark") == (ALIEN, KISMET)


@pytest.mark.parametrize(
    "content",
    [
        TABLE,
        TABLE.replace(",", ";").replace("Rye;", "Rye,"),
        TABLE.replace(",", "\t").replace("Rye\t", "Rye,"),
        "name|role|city|manager\nAnna|lead|Berlin|Ben\nCy|cook|Rye, East|\n",
        'name,role,city,manager,\nAnna,lead,Berlin,Ben,\nCy,cook,"Rye, East",,\n,,,,\n',
        ',name,role,city,manager\n0,Anna,lead,Berlin,Ben\n1,Cy,cook,"Rye, East",\n',
        '{"name": "Anna", "role": "lead", "city": "Berlin", "manager": "Ben"}\n{"name": "Cy", "role": "cook", '
        '"city": "Rye, East", "manager": null}',
        '[{"name": "Anna", "role": "lead", "city": "Berlin", "manager": "Ben"}, {"name": "Cy", "role": "cook", '
        '"city": "Rye, East"}]',
    ],
    ids=["commas", "semicolons", "tabs", "bars", "comma at the end", "index", "objects", "array"],
)
def test_a_header_of_other_names_makes_every_line_a_row_about_one_subject(content: str) -> None:
    for heeded in (None, True):
        facts = parse_facts(content, "people", table=heeded)
        assert facts.triples == TOLD
        assert facts.table
        assert facts.notes[0] == (
            "Read as a table: every row is about one “name”; relations are “role”, “city”, “manager”."
        )
    with pytest.raises(BrokenLinesError) as caught:
        parse_facts(content, "people", table=False)
    assert [*filter(None, caught.value.offer)] == ["name", "role", "city", "manager"]


def test_two_columns_are_a_table_too() -> None:
    facts = parse_facts("country,capital\nKenya,Nairobi\nPeru,Lima", "capitals")

    assert facts.triples == (Triple("Kenya", "capital", "Nairobi"), Triple("Peru", "capital", "Lima"))


def test_three_columns_are_facts_but_a_header_is_offered_and_can_be_demanded() -> None:
    content = "name,role,city\nAnna,lead,Berlin\nBen,cook,Rye"

    assert parse_facts(content, "x").offer == ("name", "role", "city")
    assert parse_triples(content, "x")[1] == Triple("Anna", "lead", "Berlin")
    assert parse_facts(content, "x", table=True).triples == (
        Triple("Anna", "role", "lead"),
        Triple("Anna", "city", "Berlin"),
        Triple("Ben", "role", "cook"),
        Triple("Ben", "city", "Rye"),
    )


@pytest.mark.parametrize(
    "content",
    [
        "Phobos,planet,Mars\nDeimos,planet,Mars\nTitan,planet,Saturn",
        "Kismet,directed_by,William Dieterle\nKismet,release_year,1944\nAlien,shot_in,Shepperton",
        "Kismet,release_year,1944",
        "Alien,made,1979\nKismet,released,1944",
        "Alien,made in,Shepperton\nKismet,directed by,William Dieterle",
        "Alien,made in,Shepperton\nKismet,directed by,William Dieterle\nKismet,starred,Edward Arnold",
        "Alien|directed_by|Ridley Scott|a book\nKismet|directed_by|William Dieterle|a book",
        "Alien|directed_by|Ridley Scott|a book\nKismet|directed_by|William Dieterle\nRye|county|Sussex",
        "Rye\nHay",
        "name,name,city,x\nAnna,lead,Berlin,Ben",
        "name,1944,city,x\nAnna,lead,Berlin,Ben",
        '{"subject": "Alien", "relation": "directed_by"}',
    ],
)
def test_what_is_no_table_is_not_offered_as_one(content: str) -> None:
    offers = []
    try:
        offers.append(parse_facts(content, "x").offer)
    except BrokenLinesError as error:
        offers.append(error.offer)
    assert offers == [()]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("name,role,city,manager\nAnna,lead,Berlin,Ben\nCy,cook,Rye,Ben,5", 3),
        ("name,role,city,manager\nAnna,lead,Berlin,Ben\n,cook,Rye,Ben", 3),
        ("relation,subject,object\nmade,Alien,1979\nmade,Alien", 3),
        ("page,relation,subject,object\n7,made,Alien,1979\n7,made,Alien", 3),
        ("name,name\nAlien,1979", 1),
    ],
    ids=["too many", "no subject", "too few", "too few of four", "names twice"],
)
def test_a_broken_row_of_a_table_is_told_with_its_number(content: str, line: int) -> None:
    with pytest.raises(BrokenLinesError) as caught:
        parse_facts(content, "x", table=True)

    assert caught.value.lines[0][0] == line


def test_an_array_is_told_by_the_lines_of_its_items() -> None:
    with pytest.raises(BrokenLinesError) as caught:
        parse_triples('[\n["a", "b", "c"],\n\n["d", "e"], ["f", "g", ""]\n,["h"]]', "facts.json")

    assert [number for number, _ in caught.value.lines] == [4, 4, 5]


# ---- a field in quotation marks may go on in the next line ----------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        '"Alien,\nthe film",directed_by,Ridley Scott\nKismet,release_year,1944',
        '"Alien, the \r\n\r\n film",directed_by,"Ridley\r\nScott"\r\nKismet,release_year,"1944\r\n"\r\n',
        '"Alien, the\nfilm";directed_by;Ridley Scott\nKismet;release_year;1944',
        '"Alien, the\nfilm"\tdirected_by\tRidley Scott\nKismet\trelease_year\t1944',
        'subject,relation,object,"remarks,\nif any"\n"Alien, the film",directed_by,Ridley Scott,"one;\n\ntwo;\n#3"\n'
        "Kismet,release_year,1944,",
        'sep=;\n"\nAlien, the film\n";directed_by;Ridley Scott\n"\n";;\nKismet;release_year;1944',
        '["Alien,\\nthe film", "directed_by", "Ridley Scott"]\n["Kismet", "release_year", "1944"]',
    ],
    ids=["commas", "CRLF, and empty lines", "semicolons", "tabs", "a column more", "sep=, and an empty row", "JSON"],
)
def test_a_field_of_several_lines_is_one_field(content: str) -> None:
    assert parse_triples(content, "pasted") == (ALIEN, KISMET)


def test_a_table_may_have_fields_of_several_lines() -> None:
    content = TABLE.replace("Rye, East", "Rye,\n\nEast").replace("city", '"city\n"')

    assert parse_triples(content, "people") == TOLD


def test_lines_after_a_field_of_several_lines_keep_their_numbers() -> None:
    content = 'Alien,"directed\n\nby",Ridley Scott\n,made,\n# a, "comment\nKismet,"release\nyear",1944,\nKismet\n'
    with pytest.raises(BrokenLinesError) as caught:
        parse_triples(content + '"The\nend"', "facts")

    assert [number for number, _ in caught.value.lines] == [4, 8, 9]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_quotation_mark_that_is_never_closed_takes_no_other_line_with_it(separator: str) -> None:
    lines = ["Kismet,release_year,1944", '"Alien,directed_by,Ridley Scott', *["Rye,county,Sussex"] * 120, "Hay"]
    with pytest.raises(BrokenLinesError) as caught:
        parse_triples("\n".join(lines).replace(",", separator), "facts")

    broken = [2, 123] if separator != "\t" else [123]  # between tabs a title may begin with a mark
    assert [number for number, _ in caught.value.lines] == broken


def test_a_comment_does_not_go_on_in_the_next_line() -> None:
    facts = parse_facts('# sizes, "inches\nDisk,size,3.5"\nDrum,size,8', "sizes")

    assert facts.triples == (Triple("Disk", "size", '3.5"'), Triple("Drum", "size", "8"))
    assert facts.notes == ('1 line was left out as a comment: line 1 “# sizes, "inches”.',)


def test_between_tabs_a_title_may_begin_with_a_quotation_mark() -> None:
    content = '"Crocodile" Dundee\tmade_in\t1986\n"Alien\tmade_in\t1979\n"Kismet"\tmade_in\t1944'

    assert [each.subject for each in parse_triples(content, "films")] == ['"Crocodile" Dundee', '"Alien', "Kismet"]


# ---- nothing is left out in silence ---------------------------------------------------------------------------------


def test_a_name_that_begins_with_a_hash_is_a_name_and_is_told() -> None:
    facts = parse_facts("# films\n#Alive|directed_by|Cho Il-hyung\n#\n#facts end here\n", "films.txt")

    assert facts.triples == (Triple("#Alive", "directed_by", "Cho Il-hyung"),)
    assert facts.notes == (
        "3 lines were left out, each a comment: line 1 “# films”, line 3 “#”, line 4 “#facts end here”.",
        "1 line that begins with # was read as a fact, as no space follows: line 2 “#Alive|directed_by|Cho Il-hyung”.",
    )


def test_a_fact_behind_a_hash_and_a_space_is_left_out_and_told() -> None:
    facts = parse_facts("Kismet|release_year|1944\n # Alien|release_year|1979\n", "films.txt")

    assert facts.triples == (KISMET,)
    assert facts.notes == ("1 line was left out as a comment: line 2 “ # Alien|release_year|1979”.",)


def test_of_many_lines_that_are_left_out_the_first_are_shown() -> None:
    facts = parse_facts("Kismet|release_year|1944\n" + "# no\n" * 1234, "films.txt")

    assert facts.notes == (
        "1,234 lines were left out, each a comment: line 2 “# no”, line 3 “# no”, line 4 “# no”, ….",
    )


def test_headers_columns_plots_and_empty_cells_are_told() -> None:
    with_column = parse_facts("page,tail,head,relation\n7,1944,Kismet,release_year", "x")
    assert with_column.triples == (KISMET,)
    assert with_column.notes == (
        "The first line names the columns: “page”, “tail”, “head”, “relation”.",
        "1 column was left out: “page”.",
    )
    assert parse_facts(TABLE, "x").notes[1:] == ("1 empty cell tells nothing.",)
    assert parse_facts(",name,role\n0,Anna,lead", "x", table=True).notes[1:] == ("1 column was left out: “1”.",)
    assert parse_facts("1 Kismet release_year 1944\n1 Kismet has_plot Hafiz", "kb").notes == (
        "1 line was left out as a plot (has_plot): line 2 “1 Kismet has_plot Hafiz”.",
    )
    told = '{"subject": "Kismet", "relation": "release_year", "object": "1944", "book": 3}'
    assert parse_facts(told, "x").notes == ("1 column was left out: “book”.",)
    assert parse_facts("Kismet|release_year|1944\n\n", "x").notes == ()


def test_every_form_has_a_name_of_its_own_and_the_last_takes_everything() -> None:
    assert len({form.name for form in FORMS}) == len(FORMS)
    assert FORMS[-1].recognised(["anything"])


@given(st.lists(st.lists(st.text('ab,;|\t"# ', max_size=4), max_size=5), max_size=5), st.sampled_from("|,;\t"))
def test_any_table_is_facts_or_a_data_error(rows: list[list[str]], separator: str) -> None:
    content = "\n".join(separator.join(row) for row in rows)
    for table in (None, True, False):
        with suppress(DataError):
            assert parse_triples(content, "facts", table)


@given(st.recursive(st.none() | st.integers() | st.text(max_size=3), lambda inner: st.lists(inner, max_size=4)))
def test_any_json_is_facts_or_a_data_error(value: object) -> None:
    with suppress(DataError):
        assert parse_triples(json.dumps(value), "facts")


@given(st.text(max_size=80) | st.binary(max_size=80))
def test_any_text_is_facts_or_a_data_error(content: str | bytes) -> None:
    with suppress(DataError):
        assert parse_triples(content, "facts")


def test_half_a_character_is_replaced() -> None:
    assert parse_triples('["Alien", "made_by", "\\ud800"]', "x") == (Triple("Alien", "made_by", "\ufffd"),)
    assert parse_triples("Alien|made_by|\ud800", "x") == (Triple("Alien", "made_by", "\ufffd"),)


def test_a_field_that_shows_nothing_is_missing() -> None:
    with pytest.raises(DataError, match="expected an object, found nothing"):
        parse_triples("Alien|made_by|\u200b", "x")
