"""New words: which are names, what they could have been."""

from __future__ import annotations

import pytest

from memviz import simulate
from memviz.simulate.nouns import NOUNS, nouns
from memviz.simulate.speech import read, suggestions
from memviz.story.form import words
from memviz.story.line import TIE, untied
from memviz.story.vocab import Vocab
from memviz.tensors.stories import vocabulary


@pytest.fixture(scope="module")
def vocab() -> Vocab:
    """The words of bAbI, which the worlds tell with."""
    told = [story for task in simulate.WORLDS for story, _ in zip(simulate.stories(task), range(60), strict=False)]
    return vocabulary(told)


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["Zorblax teleported to the quarry.", "Where is Zorblax?"], ["zorblax", "quarry"]),
        (["My dog went to the living room.", "Where is my dog?"], ["my dog", "living room"]),
        (["Then he grabbed the ice cream there."], ["ice cream"]),
        (["Harry Potter journeyed to Hogwarts."], ["harry potter", "hogwarts"]),
        (["Zaphod walked into the bar."], ["zaphod", "bar"]),
        (["Ann and Bob went back to the beach.", "Is Ann in the beach?"], ["ann", "bob", "beach"]),
        (["Harry Potter zoomed to the bar."], ["harry potter", "bar"]),
        (["Luke Skywalker zapped the death star."], ["luke skywalker", "death star"]),
        (["My dog went to the bar.", "My dog zoomed to the kitchen."], ["my dog", "bar"]),
        (["Wuff, Zing and Zang moved to the lab."], ["wuff", "zing", "zang", "lab"]),
        (["Priya handed the trophy to Wei.", "Who gave the trophy to Wei?"], ["priya", "trophy", "wei"]),
        (["Priya is either in the gym or the canteen."], ["priya", "gym", "canteen"]),
        (["Mary went to the kitchen."], []),
        (["玛丽去了厨房。"], []),
        (["Lorem ipsum dolor sit amet."], []),
        (["", "?!"], []),
    ],
)
def test_new_names_are_known_by_where_they_stand(texts: list[str], names: list[str], vocab: Vocab) -> None:
    assert [untied(name) for name in read(texts, vocab).names] == names


def test_the_words_of_one_name_are_tied_everywhere(vocab: Vocab) -> None:
    reading = read(["Mary got the ice cream.", "Where is the ice cream?"], vocab)

    assert reading.texts == (f"Mary got the ice{TIE}cream.", f"Where is the ice{TIE}cream?")
    assert all(words(text)[-1] == f"ice{TIE}cream" for text in reading.texts)


def test_names_are_tied_whatever_marks_stand_around_their_words(vocab: Vocab) -> None:
    reading = read(["Mary got the ice\u200b \u201ccr\u00adeam\u201d\u2014John left.", "Where is the ice cream?"], vocab)

    assert reading.names == (f"ice{TIE}cream",)
    assert reading.texts[0] == f"Mary got the ice\u200b{TIE}cr\u00adeam\u201d\u2014John left."


def test_a_text_without_new_names_stays_as_it_is_typed(vocab: Vocab) -> None:
    assert read(["Mary  went to the\tkitchen ."], vocab).texts == ("Mary  went to the\tkitchen .",)


@pytest.mark.parametrize("task", [1, 2, 3, 5, 6, 9, 11, 12, 13])
def test_stories_in_new_nouns_are_read_as_their_teller_meant(task: int, vocab: Vocab) -> None:
    new = {noun: f"zo{noun[::-1]}" for noun in sorted(nouns(task))}
    for story, _ in zip(simulate.stories(task, seed=11), range(20), strict=False):
        texts = [slot.key for slot in story.slots] + [question.text for question in story.questions]
        renamed = [" ".join(new.get(word, word) for word in words(text)) for text in texts]
        wanted = {new[word] for text in texts for word in words(text) if word in new}
        assert set(read(renamed, vocab).names) == wanted


@pytest.mark.parametrize(
    ("word", "text", "first"),
    [
        ("teleported", "Zorblax teleported to the quarry.", "went"),
        ("wnet", "Mary wnet to the kitchen.", "went"),
        ("bathrom", "Mary went to the bathrom.", "bathroom"),
        ("fetched", "Mary fetched the apple.", "grabbed"),
        ("gmsfv", "Wo ist gmsfv?", None),
    ],
)
def test_suggestions_fit_the_place_and_those_spelled_alike_come_first(
    word: str, text: str, first: str | None, vocab: Vocab
) -> None:
    offered = suggestions(word, [text], vocab)

    assert (offered[0] if offered else None) == first
    assert len(offered) <= 4
    assert all(map(vocab.number, offered))


def test_nouns_are_words_that_somebody_or_something_is_called_by() -> None:
    assert {"mary", "kitchen", "football", "green", "mice"} <= NOUNS
    assert not {"went", "the", "north", "hungry"} & NOUNS
