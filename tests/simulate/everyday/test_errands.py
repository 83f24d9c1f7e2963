"""Errands: the moves alone make the state, and a story and its twin are told apart by nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import pairwise

import pytest

from memviz.simulate import everyday
from memviz.simulate.everyday import lexicon
from memviz.simulate.everyday.asking.twins import both
from memviz.simulate.everyday.errands import Errand, Move
from tests.simulate.everyday.bodies import questions, told

Spots = dict[str, str | None]


@cache
def pairs(held_out: float = 0.0) -> list[tuple[Errand, Errand]]:
    """Errands with their twins, all told."""
    found = []
    for i in range(300):
        first, second = Errand(f"tests {i}", held_out, False), Errand(f"tests {i}", held_out, True)
        for errand in (first, second):
            list(errand.tell())
        if first.is_told and second.is_told:
            found.append((first, second))
    return found


def replayed(moves: Iterable[Move]) -> Spots:
    """Where everything is, worked out from the moves in another way than the simulator does: letter by letter."""
    spots: Spots = {}
    for kind, names, _ in moves:
        who = names[0]
        if kind in ("at", "go", "bring", "leave", "drive"):
            spots[who] = names[-1]
        elif kind == "away":
            spots[who] = None
        if kind in ("bring", "has", "pick", "take"):
            spots[names[1]] = who
        elif kind in ("leave", "give", "put", "load", "drive"):
            spots[names[1]] = names[2]
    return spots


def place(spots: Spots, name: str | None) -> str | None:
    """The place that a letter is in, whatever is between."""
    while name is not None and name not in "PQRS":
        name = spots.get(name)
    return name


def test_most_errands_come_off() -> None:
    assert len(pairs()) > 200


def test_the_state_is_what_the_moves_make_of_it() -> None:
    seen = 0
    for errand in (each for pair in pairs() for each in pair):
        spots = replayed(errand.plot)
        for name, one in errand.cast.items():
            room, by_moves = errand.tale.world.room(one), place(spots, name)
            if by_moves not in (None, name):  # that somebody is where another one is, the moves do not say
                assert room is errand.cast[by_moves], (errand.plot, name)
                seen += 1
    assert seen > 1500


def test_the_facts_alone_say_where_something_is() -> None:
    """Not a move more is needed, and of a thing that is carried not a move less will do."""
    chains = 0
    for errand in (each for pair in pairs() for each in pair):
        spots = replayed(errand.plot)
        for name in "XYABDE":
            chain = errand.tale.world.chain(errand.cast[name])
            if (by_moves := place(spots, name)) is None or not chain:
                continue
            facts = sorted(chain[-1][1])
            assert place(replayed(errand.plot[fact] for fact in facts), name) == by_moves, (errand.plot, name, facts)
            chains += len(facts) > 1
            for fact in facts:
                left = [errand.plot[each] for each in facts if each != fact]
                assert place(replayed(left), name) != by_moves, (errand.plot, name, facts, fact)
    assert chains > 200


def test_a_story_and_its_twin_have_one_move_that_differs() -> None:
    for first, second in pairs():
        assert sum(one != other for one, other in zip(first.plot, second.plot, strict=True)) <= 1
        assert [one.name for one in first.cast.values()] == [one.name for one in second.cast.values()]


def test_what_both_are_asked_is_answered_differently() -> None:
    asked = [each for first, second in pairs() for each in both(first, second)]
    assert len(asked) > 300
    for _, (one, other) in asked:
        assert one.heading == other.heading
        assert one.answer != other.answer
        assert {role: repr(each) for role, each in one.roles.items()} == {
            role: repr(each) for role, each in other.roles.items()
        }


def test_twins_stand_one_after_the_other() -> None:
    twice = [
        (one, other)
        for story, twin in pairwise(each.story for each in told())
        for one in story.questions
        for other in twin.questions
        if one.text == other.text and {one.answer, other.answer} == {"yes", "no"}
    ]
    assert len(twice) > 150


@pytest.mark.parametrize("first", ["is", "are", "did", "can"])
def test_how_a_question_begins_does_not_tell_whether_it_is_yes_or_no(first: str) -> None:
    answers = [q.answer for _, q, kind in questions() if kind == "yesno" and q.text.lower().split()[0] == first]
    assert len(answers) > 20
    assert 0.4 < answers.count("yes") / len(answers) < 0.6


def test_yes_is_as_common_as_no() -> None:
    answers = [question.answer for _, question, kind in questions() if kind == "yesno"]
    assert 0.45 < answers.count("yes") / len(answers) < 0.55


def test_questions_about_states_often_need_several_facts() -> None:
    facts = [len(q.facts) for _, q, kind in questions() if kind in ("where", "before", "who", "what")]
    assert sum(count > 1 for count in facts) / len(facts) > 0.4


def test_some_questions_are_asked_in_the_middle() -> None:
    middle = [question for story, question, _ in questions() if (question.told or 0) < len(story.slots)]
    assert 0.02 < len(middle) / len(questions()) < 0.2
    assert all(fact < (question.told or 0) for question in middle for fact in question.facts)


def test_plots_that_are_held_out_are_never_shown() -> None:
    plots = lexicon.blocks("errands")["plots"]
    held = [line for line in plots if line.startswith("! ")]
    assert 0.1 < len(held) / len(plots) < 0.4
    assert next(everyday.stories(1)) is not None
