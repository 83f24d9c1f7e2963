"""Sketches: answers that stand in their facts, a yes for every no, and words that training never shows."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

import pytest

from memviz.simulate import sketches
from memviz.simulate.dice import Dice
from memviz.simulate.everyday import lexicon
from memviz.simulate.sketches.sketch import Sketch
from memviz.simulate.sketches.telling import tell
from memviz.simulate.sketches.withheld import withheld
from memviz.story import Question, Slot, Story

FIXED = ("yes", "no", "unknown")
ALL = sketches.sketches()
EACH = pytest.mark.parametrize("sketch", ALL, ids=lambda each: each.name)


@cache
def stories(sketch: Sketch) -> tuple[Story, ...]:
    """A few stories told after one sketch."""
    return tuple(tell(sketch, Dice(f"tests {i}")) for i in range(12))


def questions(sketch: Sketch) -> list[tuple[Story, Question]]:
    return [(story, question) for story in stories(sketch) for question in story.questions]


def test_the_same_seed_tells_the_same_stories() -> None:
    first = list(islice(sketches.stories(3), 40))
    assert first == list(islice(sketches.stories(3), 40))
    assert first != list(islice(sketches.stories(4), 40))
    assert first != list(islice(sketches.stories(3, held_out=True), 40))


def test_every_sketch_has_a_name_of_its_own() -> None:
    assert len({sketch.name for sketch in ALL}) == len(ALL)


def test_training_never_shows_a_sketch_that_is_held_out() -> None:
    held = {sketch.name for sketch in ALL if sketch.is_held_out}
    assert 0.15 < len(held) / len(ALL) < 0.4
    texts = {question.text for story in islice(sketches.stories(5), 2000) for question in story.questions}
    assert not [text for text in texts if text.startswith("What was") and "stop before" in text]  # of “on the way”
    held_texts = {question.text for story in islice(sketches.stories(5, True), 2000) for question in story.questions}
    assert [text for text in held_texts if text.startswith("What was") and "stop before" in text]


@EACH
def test_facts_are_sentences_of_the_story(sketch: Sketch) -> None:
    for story, question in questions(sketch):
        assert set(question.facts) <= set(range(len(story.slots)))
        assert len(set(question.facts)) == len(question.facts)
        assert (question.answer == "unknown") == (question.facts == ()), question


@EACH
def test_an_answer_stands_in_one_of_its_facts(sketch: Sketch) -> None:
    for story, question in questions(sketch):
        if question.answer in FIXED or (question.answer or "").isdigit():
            continue
        facts = [story.slots[fact].value.lower() for fact in question.facts]
        assert any(answer.lower() in fact for fact in facts for answer in question.answers), (facts, question)


@EACH
def test_sentences_are_written_as_people_write(sketch: Sketch) -> None:
    wrong = re.compile(
        r"[\[\]<>{}|_]|  | [,.;?!]|,,|\.\.|^[a-z]|\b(?:in in|to to|the the|a a|an an)\b|\b[Aa] [aei](?!u)"
    )
    for story in stories(sketch):
        for text in (*(slot.value for slot in story.slots), *(question.text for question in story.questions)):
            assert not wrong.search(text), text


@pytest.mark.parametrize("sketch", [each for each in ALL if not each.is_held_out], ids=lambda each: each.name)
def test_training_never_shows_a_word_that_is_held_out(sketch: Sketch) -> None:
    for story in stories(sketch):
        for text in (*(slot.value for slot in story.slots), *(question.text for question in story.questions)):
            assert not lexicon.shows_held_out(text), text


@EACH
def test_there_is_a_yes_for_every_no(sketch: Sketch) -> None:
    """Counted over all that may be drawn: how a sketch is asked tells nothing."""
    drawn = {name: draw.entries.split(" | ") for draw in sketch.draws for name in draw.names}
    shares = {"yes": 0.0, "no": 0.0}
    for ask in sketch.asks:
        name = re.fullmatch(r"\{(\w+)\.?(\d?)\}", ask.answers)
        answers = [ask.answers]
        if name and name[1] in drawn:
            answers = [entry.split(":")[int(name[2] or 1) - 1].strip() for entry in drawn[name[1]]]
        for said in shares:
            shares[said] += answers.count(said) / len(answers)
    assert shares["yes"] == pytest.approx(shares["no"])


def test_no_sentence_of_no_use_stands_before_a_pronoun() -> None:
    sketch = Sketch.of("[pronoun]\n+ {A} ran.\n+ {A.He} fell.\n? Who fell? -> {A} @1,2")
    for i in range(200):
        story = tell(sketch, Dice(f"pronoun {i}"))
        fell = next(n for n, slot in enumerate(story.slots) if slot.value in ("He fell.", "She fell."))
        between = [slot.value for slot in story.slots[story.questions[0].facts[0] + 1 : fell]]
        assert all(re.match(r"It |The |A |Some|Birds|Nobody|Everybody", text) for text in between), between


def test_no_sentence_of_no_use_is_told_twice() -> None:
    for sketch in ALL[:40]:
        for story in stories(sketch):
            assert len({slot.value for slot in story.slots}) == len(story.slots)


def test_a_story_may_keep_back_what_is_asked() -> None:
    story = Story(
        tuple(map(Slot.sentence, ("Ann ran to Bob.", "The dog barked.", "Bob bit it on Monday.", "Ann sat down."))),
        (Question("When did Bob bite the dog?", "Monday", (2,)), Question("Where did Ann run?", "Bob", (0,))),
    )
    left = withheld(story, Dice("kept back"))
    assert [slot.value for slot in left.slots] == ["Ann ran to Bob.", "The dog barked.", "Ann sat down."]
    assert left.questions == (Question("When did Bob bite the dog?", "unknown"), story.questions[1])


@pytest.mark.parametrize(
    "question",
    [
        Question("Where is Ann now?", "park", (1,)),  # then the sentence before it answers
        Question("Who went to the park?", "Ann", (1,)),  # nothing is left to ask about
        Question("Why did Ann laugh?", "Bob", (0,)),  # the answer stands elsewhere, too
        Question("When did Ann fall?", "unknown"),
    ],
    ids=lambda question: question.text,
)
def test_a_question_that_something_else_may_answer_is_left_as_it_is(question: Question) -> None:
    slots = tuple(map(Slot.sentence, ("Ann saw Bob.", "She went to the park.", "Bob slept.", "Ann ate.")))
    assert withheld(Story(slots, (question,)), Dice("kept")) == Story(slots, (question,))


def test_stories_keep_something_back_now_and_then() -> None:
    told = list(islice(sketches.stories("kept"), 300))
    open_ = [
        story
        for story in told
        if any(re.match("(?:Why|When) ", q.text) and q.answer == "unknown" for q in story.questions)
    ]
    assert len(open_) > 15


def test_what_is_no_sketch_is_said() -> None:
    with pytest.raises(ValueError, match="no name"):
        Sketch.of("+ {A} ran.")
    with pytest.raises(ValueError, match="no part"):
        Sketch.of("[name]\nnonsense")
