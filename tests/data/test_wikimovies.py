"""The WikiMovies data are found where a person has them, and every question has the answers it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from memviz.data.wikimovies import WikiMovies, layout, read_questions, split_answers, wikimovies_directory
from memviz.errors import DataError
from memviz.facts.hashing import FactIndex
from memviz.facts.triples import Triple, parse_triples, read_triples

NAMES = {"Fargo", "Oh, God!", "4 Months, 3 Weeks and 2 Days", "Road, Movie", "Road", "Oh", "20,000 Leagues"}


def made(directory: Path, kb: str = "kb.txt") -> Path:
    path = directory / kb
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Kismet|directed_by|William Dieterle\n")
    return path


OFFICIAL = "knowledge_source/wiki_entities/wiki_entities_kb.txt"


@pytest.mark.parametrize("folder", ["", "movieqa", "wikimovies"])
@pytest.mark.parametrize(("kb", "questions"), [("kb.txt", "questions"), (OFFICIAL, "questions/wiki_entities")])
def test_the_data_are_found_in_both_layouts(tmp_path: Path, folder: str, kb: str, questions: str) -> None:
    path = made(tmp_path / folder, kb)

    found = wikimovies_directory(str(tmp_path))

    assert found == WikiMovies(path, tmp_path / folder / questions)
    assert found.file("dev") == tmp_path / folder / questions / "wiki-entities_qa_dev.txt"


def test_the_choice_comes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = made(tmp_path / "here"), made(tmp_path / "there")
    monkeypatch.setenv("MEMVIZ_DATA", str(there.parent))

    assert wikimovies_directory(str(here.parent)).kb == here
    assert wikimovies_directory().kb == there


def test_a_fetched_copy_is_found_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEMVIZ_DATA", raising=False)
    monkeypatch.setattr("pooch.os_cache", lambda _: tmp_path)

    with pytest.raises(DataError, match=r"no WikiMovies data.*fetch wikimovies.*--data DIR"):
        wikimovies_directory()
    made(tmp_path / "movieqa", OFFICIAL)
    assert wikimovies_directory().kb == tmp_path / "movieqa" / OFFICIAL


def test_questions_have_their_answers(tmp_path: Path) -> None:
    path = tmp_path / "qa.txt"
    path.write_text("1 who directed Kismet?\tWilliam Dieterle\n1 what did he act in?\tFargo, Oh, God!, Alien\n")

    asked = read_questions(path, NAMES)

    assert [each.text for each in asked] == ["who directed Kismet?", "what did he act in?"]
    assert [each.answers for each in asked] == [("William Dieterle",), ("Fargo", "Oh, God!", "Alien")]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Fargo, Oh, God!", ("Fargo", "Oh, God!")),
        ("Road, Movie", ("Road, Movie",)),
        ("Road, Fargo", ("Road", "Fargo")),
        ("Fargo, 20, 000 Leagues", ("Fargo", "20,000 Leagues")),
        ("4 Months, 3 Weeks and 2 Days, Road", ("4 Months, 3 Weeks and 2 Days", "Road")),
        ("Nobody, Knows", ("Nobody", "Knows")),
        ("Oh, God! You Devil", ("Oh", "God! You Devil")),
    ],
)
def test_a_title_with_a_comma_is_one_answer(text: str, answers: tuple[str, ...]) -> None:
    assert split_answers(text, NAMES) == answers


def test_as_many_answers_as_can_be_are_names() -> None:
    assert split_answers("You, Me, Dupree", {"You, Me", "Me, Dupree", "Dupree"}) == ("You, Me", "Dupree")


@pytest.mark.parametrize("line", ["who directed Kismet?\tWilliam Dieterle", "1 who directed Kismet?", "1 \tFargo"])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "qa.txt"
    path.write_text(f"1 who directed Kismet?\tWilliam Dieterle\n{line}\n")

    with pytest.raises(DataError, match=r"qa\.txt, line 2: expected a number, a question, a tab and its answers"):
        read_questions(path)


def test_a_file_without_questions_is_named(tmp_path: Path) -> None:
    path = tmp_path / "qa.txt"
    for content, message in ((b"", "holds no questions"), (b"1 caf\xe9?\tx\n", "not UTF-8")):
        path.write_bytes(content)
        with pytest.raises(DataError, match=message):
            read_questions(path)
    with pytest.raises(DataError, match="cannot be read"):
        read_questions(tmp_path / "none.txt")


@pytest.fixture(scope="module")
def public() -> WikiMovies:
    """The public data; they are not part of the repository."""
    found = layout(Path(__file__).parents[3] / "shared" / "data" / "wikimovies")
    if found is None:
        pytest.skip("needs the public WikiMovies data")
    return found


@pytest.fixture(scope="module")
def facts(public: WikiMovies) -> tuple[Triple, ...]:
    return read_triples(public.kb)


def test_the_public_facts_are_the_same_in_the_published_form(facts: tuple[Triple, ...]) -> None:
    published = "".join(f"1 {each.subject} {each.relation} {each.object}\n" for each in facts[::8])

    assert len(facts) == 133_582
    assert parse_triples(published, "kb.txt") == facts[::8]


def test_the_public_questions_find_their_answers_among_the_public_facts(
    public: WikiMovies, facts: tuple[Triple, ...]
) -> None:
    index = FactIndex.build(facts)
    names = set(index.names())
    asked = read_questions(public.file("dev"), names)

    assert len(asked) == 10_000
    assert sum(names.issuperset(each.answers) for each in asked) == 9_994
    some = asked[::20]
    found = [any(memory.slot.value in each.answers for memory in index.retrieve(each.text).memories) for each in some]
    assert sum(found) >= 0.998 * len(some)
