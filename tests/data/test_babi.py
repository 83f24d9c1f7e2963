"""The reader and the writer: ids and slots, the errors of broken lines, and where the data is looked for."""

from pathlib import Path

import pytest

from memviz.data import babi
from memviz.errors import DataError
from memviz.story import Question, Slot, Story

TWO_STORIES = """\
1 Mary moved to the bathroom.
2 John went to the hallway.
3 Where is Mary? \tbathroom\t1
4 Daniel went back to the hallway.
5 Where was Daniel? \thallway\t4 2
1 Sandra travelled to the office.
2 Where is Sandra?\toffice\t1
"""


def test_a_story_keeps_its_slots_and_what_had_been_told_at_each_question() -> None:
    first, second = babi.parse(TWO_STORIES, "two.txt")

    assert first.slots == (
        Slot.sentence("Mary moved to the bathroom."),
        Slot.sentence("John went to the hallway."),
        Slot.sentence("Daniel went back to the hallway."),
    )
    assert first.questions == (
        Question("Where is Mary?", "bathroom", facts=(0,), after=2),
        Question("Where was Daniel?", "hallway", facts=(2, 1), after=3),
    )
    assert second.questions == (Question("Where is Sandra?", "office", facts=(0,), after=1),)


def test_a_story_without_questions_can_be_read() -> None:
    (story,) = babi.parse("1 Mary moved to the bathroom.", "bare.txt")

    assert len(story.slots) == 1
    assert not story.questions


@pytest.mark.parametrize(
    "content",
    [
        TWO_STORIES.replace("\n", "\r\n"),
        TWO_STORIES.replace("\n", "\r"),
        "\ufeff" + TWO_STORIES,
        TWO_STORIES.rstrip("\n"),
        TWO_STORIES.encode(),
        TWO_STORIES.encode("utf-16"),
        "\n" + TWO_STORIES.replace("\n", "\n \t\n") + "\n",
        TWO_STORIES.replace("4 2", "4,2"),
        TWO_STORIES.replace("4 2", " 4, 2 ,"),
    ],
    ids=[
        "CRLF",
        "CR",
        "byte order mark",
        "no newline at the end",
        "bytes",
        "UTF-16",
        "blank lines",
        "commas between ids",
        "commas and spaces",
    ],
)
def test_other_forms_of_the_same_text_read_the_same(content: str | bytes) -> None:
    assert babi.parse(content, "other.txt") == babi.parse(TWO_STORIES, "two.txt")


def test_text_of_any_language_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "qa1_single-supporting-fact_train.txt"
    path.write_text("1 सीता स्नानघर में गयी।\n2 सीता कहाँ है?\tस्नानघर\t1\n", encoding="utf-8")

    (story,) = babi.read_file(path)

    assert story.slots[0].value == "सीता स्नानघर में गयी।"
    assert story.questions[0].answer == "स्नानघर"


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("", None, "is empty"),
        ("\n\n", None, "is empty"),
        ("Mary moved.", 1, "the line id 1"),
        ("2 Mary moved.", 1, "the line id 1, found “2”"),
        ("1 Mary moved.\n3 John went.", 2, "the line id 2 (or 1 for a new story), found “3”"),
        ("1 Mary moved.\n\n3 John went.", 3, "the line id 2"),
        ("1 Mary moved.\n02 John went.", 2, "the line id 2"),
        ("1 Mary moved.\n2 ", 2, "a sentence"),
        ("1 Mary moved.\n2 Where is Mary? bathroom 1", 2, "a question, a tab"),
        ("1 Mary moved.\n2 Where is Mary?\tbathroom", 2, "a question, a tab"),
        ("1 Mary moved.\n2 Where is Mary?\tbathroom\t1\t1", 2, "a question, a tab"),
        ("1 Mary moved.\n2 \tbathroom\t1", 2, "a question before"),
        ("1 Mary moved.\n2 Where is Mary?\t \t1", 2, "an answer"),
        ("1 Mary moved.\n2 Where is Mary?\tbathroom\t", 2, "supporting ids after"),
        ("1 Mary moved.\n2 Where is Mary?\tbathroom\t,", 2, "supporting ids after"),
        ("1 Mary moved.\n2 Where is Mary?\tbathroom\t7", 2, "told earlier in this story, found “7”"),
        ("1 Mary moved.\n2 Where is Mary?\tbathroom\t2", 2, "told earlier in this story, found “2”"),
        ("1 Mary moved.\n2 Where is Mary?\tbathroom\tx", 2, "told earlier in this story, found “x”"),
        ("1 M.\n2 Where?\tin\t1\n3 Where?\tin\t2", 3, "told earlier in this story, found “2”"),
        ("1 M.\n2 J.\n1 M.\n2 Where?\tin\t1\n3 Where?\tin\t1 4", 5, "told earlier in this story, found “4”"),
    ],
)
def test_a_broken_line_is_named_with_what_was_expected(text: str, line: int | None, expected: str) -> None:
    with pytest.raises(DataError) as caught:
        babi.parse(text, "broken.txt")

    message = str(caught.value)
    assert message.startswith("broken.txt" + (f", line {line}: expected" if line else ""))
    assert expected in message


def test_another_encoding_is_named_with_its_line() -> None:
    with pytest.raises(DataError, match=r"latin\.txt, line 2: expected UTF-8 text, found byte 0xe9"):
        babi.parse("1 Mary moved.\n2 Ren\xe9 moved.".encode("latin-1"), "latin.txt")


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nowhere\.txt cannot be read: No such file"):
        babi.read_file(tmp_path / "nowhere.txt")


def test_task_files_go_by_number_and_leave_out_the_absent(tmp_path: Path) -> None:
    for name in ("qa10_c_train.txt", "qa2_b_train.txt", "qa2_b_test.txt", "qa21_d_train.txt", "notes_train.txt"):
        (tmp_path / name).touch()

    files = babi.task_files(tmp_path, "train")

    assert list(files) == [2, 10]
    assert files[2] == tmp_path / "qa2_b_train.txt"


def test_task_files_may_have_no_name_as_those_of_en_valid(tmp_path: Path) -> None:
    for name in ("qa1_train.txt", "qa1_valid.txt", "qa2_valid.txt", "qa12_test.txt"):
        (tmp_path / name).touch()

    assert babi.task_files(tmp_path, "train") == {1: tmp_path / "qa1_train.txt"}
    assert list(babi.task_files(tmp_path, "valid")) == [1, 2]


def test_any_directory_of_the_archive_is_data(tmp_path: Path) -> None:
    (tmp_path / "hn-10k").mkdir()

    assert babi.data_directory(str(tmp_path)) == tmp_path


def test_a_directory_without_tasks_says_what_was_expected(tmp_path: Path) -> None:
    (tmp_path / "qa1_a_train.txt").touch()

    with pytest.raises(DataError, match=r"qa1_single-supporting-fact_test\.txt"):
        babi.task_files(tmp_path, "test")


def test_the_choice_goes_before_the_environment_and_the_environment_before_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("chosen/en", f"environment/{babi.ARCHIVE_FOLDER}/en", f"cache/{babi.ARCHIVE_FOLDER}/en"):
        (tmp_path / place).mkdir(parents=True)
    monkeypatch.setenv("MEMVIZ_DATA", str(tmp_path / "environment"))
    monkeypatch.setattr("pooch.os_cache", lambda project: tmp_path / "cache")

    assert babi.data_directory(str(tmp_path / "chosen")) == tmp_path / "chosen"
    assert babi.data_directory() == tmp_path / "environment" / babi.ARCHIVE_FOLDER
    monkeypatch.delenv("MEMVIZ_DATA")
    assert babi.data_directory() == tmp_path / "cache" / babi.ARCHIVE_FOLDER


def test_a_place_without_data_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"(?s)python -m memviz fetch babi.*--data DIR"):
        babi.data_directory(str(tmp_path))


def test_written_lines_are_read_as_the_same_stories() -> None:
    stories = babi.parse(TWO_STORIES, "two.txt")

    written = "\n".join(line for story in stories for line in babi.lines(story))

    assert babi.parse(written, "written.txt") == stories


def test_questions_are_written_where_they_are_asked() -> None:
    story = Story(
        (Slot.sentence("Mary moved to the park."), Slot.sentence("Mary moved to the office.")),
        (Question("Where is Mary?", "office", facts=(1,)), Question("Where is Mary?", "park", facts=(0,), after=1)),
    )

    assert babi.lines(story, task=1) == [
        "1 Mary moved to the park.",
        "2 Where is Mary? \tpark\t1",
        "3 Mary moved to the office.",
        "4 Where is Mary? \toffice\t3",
    ]


@pytest.mark.parametrize("question", [Question("Where is Mary?", facts=(0,)), Question("Where is Mary?", "park")])
def test_a_question_without_answer_or_facts_cannot_be_written(question: Question) -> None:
    with pytest.raises(DataError, match="“Where is Mary\\?” has no answer or no facts"):
        babi.lines(Story((Slot.sentence("Mary moved to the park."),), (question,)))


@pytest.mark.parametrize("task", babi.TASKS)
def test_every_public_file_is_written_as_it_was(public: Path, task: int) -> None:
    path = babi.task_files(public / "en", "test")[task]

    written = [line for story in babi.read_file(path) for line in babi.lines(story, task)]

    assert written == path.read_text("utf-8").splitlines()


def test_every_public_file_of_1k_is_read(public: Path) -> None:
    for split in ("train", "test"):
        counts = [
            sum(len(story.questions) for story in babi.read_file(path))
            for path in babi.task_files(public / "en", split).values()
        ]
        assert counts == [1000] * 20


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("Where is Mary?", Question("Where is Mary?", after=1)),
        ("Where is Mary? \t\t", Question("Where is Mary?", after=1)),
        ("Where is Mary? \tbathroom\t", Question("Where is Mary?", "bathroom", after=1)),
        ("Where is Mary? \t\t1", Question("Where is Mary?", facts=(0,), after=1)),
        ("Where is Mary? \tbathroom\t1", Question("Where is Mary?", "bathroom", (0,), after=1)),
    ],
)
def test_what_nobody_knows_may_be_missing_where_that_is_said(line: str, question: Question) -> None:
    (story,) = babi.parse(f"1 “Who?” said Mary.\n2 {line}", "own.txt", complete=False)

    assert story.questions == (question,)
    assert babi.parse("\n".join(babi.lines(story, complete=False)), "again.txt", complete=False) == (story,)


@pytest.mark.parametrize("line", ["Where?\ta\t1\t1", "\t\t", "Where?\ta\t7"])
def test_a_broken_question_is_broken_even_where_its_answer_may_be_missing(line: str) -> None:
    with pytest.raises(DataError, match=r"own\.txt, line 2: expected"):
        babi.parse(f"1 Mary went.\n2 {line}", "own.txt", complete=False)
