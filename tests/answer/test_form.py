"""Signs that nobody sees, and half characters, anywhere in what is told and asked: the same answers, and no errors."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memviz.answer.asking import ask
from memviz.answer.looking_up import look_up
from memviz.facts.documents import detect_names, parse_document
from memviz.facts.hashing import FactIndex
from memviz.facts.library import Library
from memviz.facts.triples import parse_triples
from memviz.models.checkpoint import Trained, load
from memviz.picture.exports import EXPORTS
from memviz.story import Question, Story, sentences
from memviz.story.form import plain
from memviz.trace import Trace

FEW = settings(max_examples=30, deadline=None, derandomize=True)
UNSEEN = st.sampled_from("\u00ad\u200b\u200c\u200d\u200e\u2060\ufe0f\ufeff")
TOLD = "Mary went to the kitchen. John moved to the office.\nMary got the milk. Zorblax went to the ice cream bar."
FACTS = "Gladiator|directed_by|Ridley Scott\nAlien|directed_by|Ridley Scott\nAlien|release_year|1979"
ARTICLE = "The Paper Lighthouse\nAda Brandt directed The Paper Lighthouse, a drama of 1987. Lars Holm wrote it."


@st.composite
def unseen_in(draw: st.DrawFn, text: str) -> str:
    """The text with a few signs in it that nobody sees."""
    for place in sorted(draw(st.lists(st.integers(0, len(text)), min_size=1, max_size=6)), reverse=True):
        text = text[:place] + draw(UNSEEN) + text[place:]
    return text


def said(trace: Trace) -> tuple[list[tuple[str, float]], int, int]:
    """What a network answers, by form, of how many slots, which of them seen best."""
    ranked = [(plain(answer), round(probability, 5)) for answer, probability in trace.ranked()]
    return ranked, len(trace.slots), int(trace.attention()[-1].argmax())


@pytest.fixture(scope="module")
def reader() -> Trained:
    return load("memn2n-open")


@pytest.fixture(scope="module")
def looker() -> Trained:
    return load("kv-open")


@FEW
@given(unseen_in(TOLD), unseen_in("Where is Zorblax?"))
def test_what_nobody_sees_changes_no_answer_about_a_story(reader: Trained, told: str, question: str) -> None:
    expected = ask(reader, Story.of(*sentences(TOLD)), "Where is Zorblax?")

    found = ask(reader, Story.of(*sentences(told)), question)

    assert said(found) == said(expected)
    assert found.new_names == expected.new_names == ("zorblax", "ice cream bar")


@FEW
@given(unseen_in(FACTS), unseen_in("who directed Alien?"))
def test_what_nobody_sees_changes_no_answer_from_facts(looker: Trained, facts: str, question: str) -> None:
    expected = look_up(looker, FactIndex.build(parse_triples(FACTS, "x")), "who directed Alien?")

    assert said(look_up(looker, FactIndex.build(parse_triples(facts, "x")), question)) == said(expected)


@FEW
@given(unseen_in(ARTICLE), unseen_in("who wrote The Paper Lighthouse?"))
def test_what_nobody_sees_changes_no_answer_from_an_article(looker: Trained, article: str, question: str) -> None:
    def asked(text: str, question: str) -> Trace:
        document = parse_document(text, "x")
        return look_up(looker, Library([document], detect_names(document)), question)

    assert said(asked(article, question)) == said(asked(ARTICLE, "who wrote The Paper Lighthouse?"))


def test_what_is_shown_stays_as_it_was_typed(reader: Trained) -> None:
    trace = ask(reader, Story.of("John moved to the off\u200bice—he slept."), "Where is ﬁJohn\u00ad?")

    assert trace.slots[0].key == "John moved to the off\u200bice—he slept."
    assert trace.question.text == "Where is ﬁJohn\u00ad?"


def test_a_word_score_of_what_a_dash_parts_is_the_sum_of_its_words() -> None:
    trained = load("memn2n-3hop")
    joined, parted = (
        ask(trained, Story.of(text), "Where is Mary?").hops[0].word_scores
        for text in ("Mary went to the kitchen—John", "Mary went to the kitchen John")
    )
    assert joined is not None
    assert parted is not None
    assert joined[0, 4] == pytest.approx(parted[0, 4] + parted[0, 5], abs=1e-5)


def test_half_characters_are_replaced_and_every_export_can_be_written(reader: Trained, looker: Trained) -> None:
    trace = ask(reader, Story.of("Mary went to the \ud800kitchen."), Question("Where is Mary \udfff?", "kit\ud800chen"))
    facts = FactIndex.build(parse_triples("Alien|directed_by|Ridley \ud800Scott", "x"))

    assert trace.slots[0].key == "Mary went to the �kitchen."
    assert trace.answer == "kitchen"
    for each in (trace, look_up(looker, facts, "who directed \ud800 Alien?")):
        assert Trace.from_json(each.to_json().encode().decode()).to_json() == each.to_json()
        for name in ("csv", "json", "svg", "html"):
            assert EXPORTS[name].write(each)
