"""What a question's form says of its answer."""

import pytest

from memviz.answer.forms import POINTING, UNKNOWN, allowed, fitting, stems, strangers
from memviz.tensors.sentences import Sentence, sentence
from tests.english import PIECES


def _read(text: str) -> Sentence:
    return sentence(text, PIECES, 96)


@pytest.mark.parametrize("question", ["Is Anna at home?", "Did Bob take the keys?", "Has she got it", "Isn't it late?"])
def test_some_questions_are_answered_by_yes_or_no(question: str) -> None:
    assert allowed(_read(question)) == {"yes", "no", "maybe", UNKNOWN}


@pytest.mark.parametrize(
    "question", ["Where is Anna?", "In which city is it?", "Who has the keys?", "Is it red or blue?", "Why did he go?"]
)
def test_others_never_are(question: str) -> None:
    form = allowed(_read(question))
    assert POINTING in form
    assert not {"yes", "no", "3"} & form


@pytest.mark.parametrize("question", ["How many keys are there?", "How old is Bob?", "How much did it cost?"])
def test_some_may_be_answered_by_a_number(question: str) -> None:
    assert {"3", POINTING, UNKNOWN} <= allowed(_read(question))


def test_a_name_that_nobody_told_of_is_a_stranger() -> None:
    told = stems([_read("Anna met Mr Brown in May.")])
    assert strangers(_read("Where is Lisa Simpson?"), told) == ["Lisa Simpson"]
    assert strangers(_read("Where are Anna and John Brown?"), told) == []
    assert strangers(_read("Who met Anna on Monday?"), told) == []
    assert strangers(_read("WHERE IS LISA?"), told) == []
    assert strangers(_read("Who Grabbed The Milk?"), told) == []


def _spans(question: str, *story: str) -> set[str]:
    told = [_read(text) for text in story]
    words = [word.text for each in told for word in each.words]
    fits = fitting(_read(question), told, 3)
    return {" ".join(words[t : t + n + 1]) for t, n in zip(*fits.nonzero(), strict=True) if t + n < len(words)}


def test_an_answer_says_what_the_question_does_not() -> None:
    spans = _spans("Who took the keys?", "She took keys from Bob.")
    assert {"Bob", "from Bob"} <= spans
    assert not {"keys", "took keys", "She", "from"} & spans


def test_a_choice_is_answered_by_what_it_offers() -> None:
    spans = _spans("Which is bigger, the trunk or the box?", "The trunk is bigger than a bag.")
    assert "trunk" in spans
    assert not {"bag", "a bag"} & spans


def test_how_many_is_answered_by_a_number() -> None:
    assert _spans("How many keys are there?", "Bob has two keys.") == {
        "two",
        "has two",
        "two keys",
        "Bob has two",
        "has two keys",
        "two keys .",
    }


def test_where_is_not_answered_by_people_or_times_alone() -> None:
    spans = _spans("Where is the key?", "Anna put it there on Monday.", "Bob is in the kitchen.")
    assert {"kitchen", "in the kitchen"} <= spans
    assert not {"Anna", "Monday", "on Monday", "Bob"} & spans


def test_who_is_not_answered_by_a_place() -> None:
    spans = _spans("Who has the key?", "Anna took it to the kitchen.")
    assert "Anna" in spans
    assert not {"kitchen", "the kitchen"} & spans
