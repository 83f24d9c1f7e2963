"""What a question's form says of its answer."""

import pytest

from memviz.answer.forms import POINTING, UNKNOWN, allowed, stems, strangers
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
