"""Honest sentences about a story that a person writes, and what one click puts right."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from memviz.answer.asking import ask
from memviz.browser.editor import Draft, Note, Offer
from memviz.data.card import read_card
from memviz.errors import MemvizError, StoryError
from memviz.models.checkpoint import Trained, load
from memviz.pages.writing.hints import LONGEST_TRAINED, notes
from memviz.simulate import WORLDS, stories
from memviz.story import Story
from memviz.story.form import words
from memviz.story.vocab import Vocab
from memviz.trace import Trace
from tests.foreign import english

PLAIN = ("Mary went to the kitchen.", "John went to the garden.")


@cache
def model(name: str) -> Trained:
    return load(name)


def about(*rows: str, question: str = "Where is Mary?", of: str = "memn2n-open", **more: object) -> tuple[Note, ...]:
    """The notes of a draft that a model has answered, or has refused to."""
    draft = replace(Draft(rows, question), **more)
    trace: Trace | None = None
    error: MemvizError | None = None
    try:
        trace = ask(model(of), Story.of(*rows), draft.asked)
    except MemvizError as refused:
        error = refused
    return notes(draft, trace, error, Vocab(read_card(of).words))


def texts(found: tuple[Note, ...]) -> list[str]:
    return [re.sub("[\u2068\u2069]", "", note.text) for note in found]


def test_of_a_plain_story_there_is_nothing_to_say() -> None:
    assert about(*PLAIN) == ()
    assert about(*PLAIN, of="memn2n-3hop") == ()


def test_of_an_empty_page_there_is_nothing_to_say() -> None:
    assert notes(Draft(), None, StoryError("The story is empty."), Vocab(("mary",))) == ()


def test_what_stops_an_answer_comes_first() -> None:
    first, *_ = about(*PLAIN, "玛丽", question="")

    assert first.stops
    assert first.text.startswith("There is no question.")


def test_new_names_are_named_and_a_misspelt_one_has_its_word() -> None:
    found = about("Zorblax went to the quarry.", "Mary went to the gardin.")

    assert texts(found) == [
        "New to this model, and read as names of somebody, some place or some thing: “zorblax”, “quarry”, “gardin”.",
        "Or did you mean, in place of “gardin”:",
    ]
    assert found[1].offers == (Offer("garden", "gardin", "garden"),)
    (one,) = texts(about(*PLAIN, "Sandra went to the quarry."))
    assert one == "New to this model, and read as a name of somebody, some place or some thing: “quarry”."


def test_a_model_without_new_names_sees_blanks() -> None:
    found = about("Mary went to the gardin.", of="memn2n-3hop")

    assert texts(found) == ["“gardin” is unknown to this model: it sees a blank there. A word that it knows:"]
    assert found[0].offers[0] == Offer("garden", "gardin", "garden")


def test_an_unknown_verb_has_the_verbs_that_fit_there() -> None:
    found = about("Mary grabed the milk there.", "Mary teleported to the garden.")

    assert [text.split(" ")[0] for text in texts(found)] == ["“grabed”", "“teleported”"]
    assert found[0].offers[0].by == "grabbed"
    assert "went" in [offer.by for offer in found[1].offers]
    assert all(offer.word == "teleported" for offer in found[1].offers)


def test_only_a_few_of_many_unknown_words_have_buttons() -> None:
    rows = tuple(f"Mary {word}ed to the kitchen." for word in ("zap", "zip", "zop", "zup", "zep", "zyp"))

    found = texts(about(*rows))

    assert sum("is unknown" in text for text in found) == 4
    assert "So are “zeped”, “zyped”." in found


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("玛丽去了厨房。", "knows words by the spaces between them"),
        ("แมรี่ไปครัว", "knows words by the spaces between them"),
        ("ذهبت مريم إلى المطبخ.", "It reads English only, and sees blanks there."),
        ("Lorem ipsum dolor sit amet.", "It sees blanks there."),
    ],
)
def test_another_language_is_said(row: str, why: str) -> None:
    (found,) = texts(about(*PLAIN, row))

    assert found.startswith("Sentence 3 has no word that this model knows. ")
    assert why in found


def test_sentences_of_one_language_are_said_together() -> None:
    found = texts(about("玛丽去了厨房。", *PLAIN, "约翰走了。", "ذهبت مريم.", question="玛丽在哪里？"))

    assert [text.split(" no word")[0] for text in found[:3]] == [
        "Sentences 1, 4 have",
        "Sentence 5 has",
        "The question has",
    ]


def test_nonsense_is_called_what_it_is() -> None:
    (_, found) = texts(about("Lorem ipsum dolor sit amet consectetur.", "Mary left."))

    assert found == (
        "6 of the 11 words are unknown to this model. It still names an answer, as it always does, but that answer "
        "means little."
    )


def test_the_longest_sentence_in_training_is_as_long_as_is_said() -> None:
    told = (
        slot.key for task in WORLDS for story, _ in zip(stories(task), range(100), strict=False) for slot in story.slots
    )

    assert max(len(words(text)) for text in told) == LONGEST_TRAINED


def test_a_sentence_longer_than_in_training_is_said() -> None:
    long = "Mary went to the " + "kitchen and the " * 4 + "garden."

    assert texts(about(*PLAIN, long)) == [
        "Sentence 3 has 17 words. The longest in training had 11: shorter ones are read better."
    ]
    assert texts(about(long, *PLAIN, long))[0].startswith("Sentences 1, 4 have up to 17 words.")


def test_what_is_beyond_the_memory_is_said() -> None:
    rows = (*PLAIN, *["John went to the garden."] * 50)

    assert texts(about(*rows, facts=(0, 50))) == [
        "The memory holds the last 50 sentences. Sentences 1 to 2 are beyond it, where the model cannot look. The "
        "right answer needs 1 of them."
    ]
    assert "Sentence 1 is beyond it" in texts(about(*rows[1:]))[0]


def test_a_question_among_the_sentences_can_be_asked() -> None:
    (found,) = about(*PLAIN, asides=(("Where is John?", 1),))

    assert texts((found,)) == [
        "“Where is John?” is a question. A file of bAbI would ask it after sentence 1; here it is left out of the "
        "memory."
    ]
    assert found.offers == (Offer("Make it the question", "Where is John?"),)
    assert "before the first sentence" in about(*PLAIN, asides=(("Why?", 0),))[0].text
    many = texts(about(*PLAIN, asides=(("Why?", 0),) * 9))
    assert many[-1] == "5 more questions stand among the sentences and are left out."


def test_a_right_answer_that_no_model_could_give_is_said() -> None:
    assert texts(about(*PLAIN, answer="the quarry")) == [
        "“the quarry” is none of the answers that this model can give, so it cannot be right."
    ]
    assert texts(about(*PLAIN, answer="Kitchen")) == []


@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (PLAIN, {"question": ""}),
        (("玛丽去了厨房。", "Мария ушла.", "xyzzy plugh"), {"question": "玛丽？"}),
        (PLAIN, {"asides": tuple((f"Where {i}?", i % 3) for i in range(6))}),
        (tuple(f"Xa{chr(97 + i)} went to the kitchen." for i in range(12)), {}),
        (("Marry went to the kitchen.", "Mary blorped flimly grazzed zimp quonked the vrill."), {}),
        (("Mary blorped flimly grazzed zimp quonked.",), {"of": "memn2n-3hop"}),
        (("Mary went " + "to the kitchen " * 9,), {"answer": "submarine"}),
        (("Mary went " + "to the kitchen " * 9,) * 12, {"of": "memn2n-3hop"}),
        (("Mary went to the kitchen.",) * 60, {"facts": (0, 1), "answer": "kitchen", "of": "memn2n-3hop"}),
    ],
)
def test_notes_speak_another_language(rows: tuple[str, ...], more: dict[str, object]) -> None:
    found = about(*rows, **more)  # type: ignore[arg-type]

    assert found
    said = [re.sub("“\u2068.*?\u2069”", "", note.text) for note in found]
    assert [text for text in said if english(text)] == []
    asked = [offer.label for note in found for offer in note.offers if not offer.by]
    assert [label for label in asked if english(label)] == []
