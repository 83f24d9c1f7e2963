"""Files as people have them on the key-value page: tables are read by one click, and what is left out is told."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from memviz.data.text import LARGEST
from memviz.pages.facts import upload as own
from memviz.pages.facts.upload import ARTICLE, FACTS
from memviz.pages.shared.link import pack
from tests.pages.apps import board, link, run
from tests.pages.test_facts_app import Open, choose, drawn, has, said, tables, tell, untrained, upload, visit

__all__ = ["untrained", "visit"]  # fixtures

TABLE = "name,role,city,manager\nAnna,lead,Berlin,Ben\nCy,cook,Rye,\n"


def told(app: object) -> list[str]:
    return [each.value.replace("\\", "") for each in app.caption]  # type: ignore[attr-defined]


def test_a_table_is_offered_and_read_by_one_click_and_back(visit: Open) -> None:
    app = tell(visit(source="own"), TABLE)

    assert board(app) is None
    assert said(app)[0] == "This looks like a table with a header."
    assert app.button(key="kv_table").label == "Read role, city, manager as relations"
    assert "| 1 | expected subject, relation and object with commas" in tables(app)[0], "every line is named"

    app = run(app.button(key="kv_table").click())
    assert drawn(app)["question"] == {"text": "what is the role of Anna?", "answer": "lead"}
    assert drawn(app)["hashing"]["total"] == 2 * 5
    assert said(app) == []
    assert app.text_area(key="kv_facts").value == TABLE, "what was typed stays"
    assert "Read as a table: every row is about one “name”; relations are “role”, “city”, “manager”." in told(app)
    assert "1 empty cell tells nothing." in told(app)

    app = run(app.button(key="kv_no_table").click())
    assert board(app) is None
    assert has(app, "kv_table")


def test_a_table_stays_one_while_it_is_edited_and_other_facts_are_facts(visit: Open) -> None:
    app = run(tell(visit(source="own"), TABLE).button(key="kv_table").click())
    app = tell(app, TABLE + "Di,lead,Hay,Ben\n")
    assert drawn(app)["hashing"]["total"] == 2 * 8

    app = tell(app, "Rye|county|Sussex")
    assert drawn(app)["question"]["text"] == "what is the county of Rye?"
    assert not has(app, "kv_no_table")
    app = tell(app, TABLE.replace("role", "task"))
    assert app.button(key="kv_table").label == "Read task, city, manager as relations", "another header, another offer"


def test_three_columns_are_read_as_facts_and_offered_as_a_table(visit: Open) -> None:
    app = tell(visit(source="own"), "name;role;city\nAnna;lead;Berlin\nCy;cook;Rye\n")

    assert drawn(app)["hashing"]["total"] == 2 * 3
    assert "This looks like a table with a header." in told(app)
    app = run(app.button(key="kv_table").click())
    assert drawn(app)["question"] == {"text": "what is the role of Anna?", "answer": "lead"}


def test_a_broken_row_of_a_table_is_named_and_there_is_a_way_back(visit: Open) -> None:
    app = run(tell(visit(source="own"), TABLE).button(key="kv_table").click())
    app = tell(app, TABLE + ",cook,Rye,Ben\n")

    assert said(app)[0].startswith("1 line is not read as a fact.")
    assert "| 4 | expected a subject, found nothing. |" in tables(app)[0]
    assert has(app, "kv_no_table")


def test_a_link_to_a_table_opens_it_as_one(visit: Open) -> None:
    app = run(tell(visit(source="own"), TABLE).button(key="kv_table").click())
    opened = link(app)
    assert opened["own"] == pack(["Facts", TABLE, ["name", "role", "city", "manager"]])

    again = visit(**opened)
    assert not again.toast
    assert drawn(again)["question"] == drawn(app)["question"]


@pytest.mark.parametrize("forged", [["Facts", "a|b|c", [1]], ["Facts", "a|b|c", "name"], ["Facts", "a|b|c", [], 1]])
def test_a_link_with_a_forged_header_is_refused(visit: Open, forged: list[object]) -> None:
    app = visit(source="own", own=pack(forged))

    assert [toast.value for toast in app.toast] == ["This link is cut or damaged. This is where we begin."]


def test_a_file_of_excel_is_read(visit: Open) -> None:
    content = "sep=;\r\nhead;relation;tail\r\nRye;county;Sussex\r\n;;\r\n".encode("utf-16")
    app = upload(visit(source="own"), "facts.csv", content)

    assert drawn(app)["question"] == {"text": "what is the county of Rye?", "answer": "Sussex"}
    assert "The first line names the columns: “head”, “relation”, “tail”." in told(app)


def test_a_table_in_a_file_is_read_by_one_click_and_stays(visit: Open) -> None:
    app = upload(
        visit(source="own"), "people.json", b'[{"name": "Anna", "role": "lead"}, {"name": "Cy", "role": "cook"}]'
    )
    app = run(app.button(key="kv_table").click())
    app = choose(choose(app, "movies"), "own")

    assert drawn(app)["question"] == {"text": "what is the role of Anna?", "answer": "lead"}


def test_what_is_left_out_is_told(visit: Open) -> None:
    app = tell(visit(source="own"), "# films\n#Alive|directed_by|Cho Il-hyung\nHeat|directed_by|Michael Mann")

    assert drawn(app)["hashing"]["total"] == 2 * 2
    assert "1 line was left out as a comment: line 1 “# films”." in told(app)
    assert (
        "1 line that begins with # was read as a fact, as no space follows: line 2 “#Alive|directed_by|Cho Il-hyung”."
        in told(app)
    )


def test_one_number_says_how_large_a_file_may_be() -> None:
    config = tomllib.loads((Path(own.__file__).parents[3] / ".streamlit" / "config.toml").read_text("utf-8"))

    assert own._MOST[FACTS] * 1_000_000 == LARGEST
    assert config["server"]["maxUploadSize"] == max(own._MOST.values())
    assert own._KINDS == {FACTS: ["csv", "json", "jsonl", "tsv", "txt"], ARTICLE: ["txt"]}


def test_the_uploader_takes_what_is_read_and_no_more_than_is_said(visit: Open) -> None:
    app = visit(source="own")
    (uploader,) = app.get("file_uploader")

    assert uploader.proto.max_upload_size_mb == own._MOST[FACTS]
    assert [*uploader.proto.type] == [".csv", ".json", ".jsonl", ".tsv", ".txt"]
