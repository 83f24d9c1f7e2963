"""What a person has chosen, and the link that says it; a link is text from anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memviz.data.babi import TASKS
from memviz.errors import LinkError, StoryError
from memviz.pages.shared.choice import DEFAULT_MODEL, Choice, Pick
from memviz.simulate.gallery import FIRST, LAST, entry
from memviz.story import Question, Slot

MODELS = (DEFAULT_MODEL, "another")
FIRST_LINK = {"model": DEFAULT_MODEL, "task": str(FIRST[0]), "story": str(FIRST[1])}


def typed(text: str, question: str = "Where is Mary?", pick: Pick = Pick()) -> Choice:  # noqa: B008 - frozen
    return Choice(pick, text, question)


def untouched(pick: Pick) -> Choice:
    return Choice(pick, pick.original.text, pick.original.question.text)


# ---- links ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("task", TASKS)
def test_every_story_s_link_leads_back_to_it(task: int) -> None:
    for number in (1, 2, 999, LAST):
        pick = Pick("another", task, number)
        assert Pick.from_link(pick.link(), MODELS) == pick


def test_a_link_is_readable() -> None:
    assert Pick(DEFAULT_MODEL, 7, 1).link() == {"model": DEFAULT_MODEL, "task": "7", "story": "1"}


@pytest.mark.parametrize(
    ("link", "pick"),
    [
        ({}, Pick()),
        ({"task": "7"}, Pick(task=7, number=1)),
        ({"model": "another"}, Pick("another")),
        ({"story": "1"}, Pick(number=1)),
        ({"story": "007"}, Pick(number=7)),
        ({"task": str(FIRST[0])}, Pick()),
        ({**FIRST_LINK, "utm_source": "mail", "embed": "true"}, Pick()),
    ],
)
def test_what_a_link_leaves_out_is_the_default(link: dict[str, str], pick: Pick) -> None:
    assert Pick.from_link(link, MODELS) == pick


@pytest.mark.parametrize(
    "broken",
    [
        {"model": "removed-last-year"},
        {"model": "../../etc"},
        {"model": ""},
        {"task": "0"},
        {"task": "21"},
        {"task": "-2"},
        {"task": "2.0"},
        {"task": "two"},
        {"task": ""},
        {"task": "²"},
        {"task": "٢"},
        {"task": "1" * 5000},
        {"story": "0"},
        {"story": "-1"},
        {"story": str(LAST + 1)},
        {"story": "9" * 5000},
        {"story": "1e1"},
        {"story": " 1"},
        {"story": ""},
    ],
    ids=str,
)
def test_a_link_to_what_is_not_there_is_no_pick(broken: dict[str, str]) -> None:
    with pytest.raises(LinkError, match="names a model or a story that is not here"):
        Pick.from_link(FIRST_LINK | broken, MODELS)


@given(st.dictionaries(st.sampled_from(["model", "task", "story"]), st.text(max_size=6) | st.sampled_from(["1", "12"])))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_whatever_a_link_says_a_pick_names_a_story(link: dict[str, str]) -> None:
    try:
        pick = Pick.from_link(link, MODELS)
    except LinkError:
        return
    assert pick.model in MODELS
    assert pick.original.story.slots
    assert Pick.from_link(pick.link(), MODELS) == pick


# ---- edited or not -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("task", TASKS)
def test_an_untouched_story_is_asked_with_its_facts_and_its_answer(task: int) -> None:
    for number in range(1, 6):
        original = entry(task, number)
        choice = untouched(Pick(task=task, number=number))
        assert not choice.edited
        assert choice.asked() == (original.story, original.question)
        assert choice.asked()[1].answer is not None


def test_white_space_around_a_text_changes_nothing() -> None:
    pick = Pick()
    choice = Choice(pick, f"\n{pick.original.text} \n", f" {pick.original.question.text}\t")

    assert not choice.edited
    assert choice.asked()[1] is pick.original.question


@pytest.mark.parametrize("change", ["story", "question"])
def test_a_text_of_one_s_own_has_no_gold_facts_and_no_gold_answer(change: str) -> None:
    pick = Pick()
    more = "\nMary moved to the park." if change == "story" else ""
    text, question = (
        pick.original.text + more,
        "Where is Mary?" if change == "question" else pick.original.question.text,
    )

    choice = Choice(pick, text, question)

    assert choice.edited
    assert choice.asked()[1] == Question(question)
    assert [slot.key for slot in choice.asked()[0].slots] == text.splitlines()


def test_the_same_words_under_another_story_s_name_are_edited() -> None:
    one, other = Pick(number=1), Pick(number=2)

    assert Choice(other, one.original.text, one.original.question.text).edited


def test_typed_lines_become_sentences() -> None:
    story, question = typed("1 Mary went.\n\n 2 John sat. ", "  Where is Mary? ").asked()

    assert story.slots == (Slot.sentence("Mary went."), Slot.sentence("John sat."))
    assert question == Question("Where is Mary?")


@pytest.mark.parametrize("text", ["", " \n\t ", "😀", "...", "x" * 5000, "<b>", "\u202eyraM"])
def test_a_story_that_says_little_is_for_the_network_to_refuse(text: str) -> None:
    assert len(typed(text).asked()[0].slots) == bool(text.strip())


def test_ten_thousand_lines_are_ten_thousand_sentences() -> None:
    assert len(typed("Mary went.\n" * 10_000).asked()[0].slots) == 10_000


def test_a_question_in_the_story_is_named() -> None:
    with pytest.raises(StoryError, match=r"Sentence 2 of the story, “Where is she\?”, is a question"):
        typed("Mary went.\nWhere is she?").asked()
