"""Errands: the moves alone make the state, and a story and its twin are told apart by nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

import pytest

from memviz.simulate.everyday.ask import Ask
from memviz.simulate.everyday.asking.twins import both
from memviz.simulate.everyday.errands import Errand, Move, plots
from tests.simulate.everyday.bodies import questions, texts, told

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


def is_so(errand: Errand, ask: Ask) -> bool | None:
    """Whether a question of yes or no is to be answered with yes, by the moves alone; None if they do not say."""
    letters = {id(one): name for name, one in errand.cast.items()}
    role = {each: letters[id(one)] for each, one in ask.roles.items()}
    spots = replayed(errand.plot)
    if ask.heading == "yesno-at":
        return None if (found := place(spots, role["X"])) is None else found == role["P"]
    if ask.heading == "yesno-same":
        one, other = place(spots, role["A"]), place(spots, role["B"])
        return None if one is None or other is None else one == other
    if ask.heading == "yesno-gave":
        return any(move.kind == "give" and move.names == (role["A"], role["X"], role["B"]) for move in errand.plot)
    return spots[role["X"]] == role["A" if ask.heading == "yesno-has" else "C"]


def test_yes_and_no_are_what_the_moves_make_them() -> None:
    seen = Counter[object]()
    for first, second in pairs():
        for _, asks in both(first, second):
            for errand, ask in zip((first, second), asks, strict=True):
                if ask.answer in ("yes", "no") and (said := is_so(errand, ask)) is not None:
                    assert (ask.answer == "yes") == said, (errand.plot, ask)
                    seen[ask.heading] += 1
    assert min(seen[heading] for heading in ("yesno-at", "yesno-same", "yesno-has", "yesno-gave")) > 10


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
    middle = [question for story, question, _ in questions() if (question.after or 0) < len(story.slots)]
    assert 0.02 < len(middle) / len(questions()) < 0.2
    assert all(fact < (question.after or 0) for question in middle for fact in question.facts)


def test_plots_and_patterns_that_are_held_out_are_never_shown() -> None:
    held = re.compile(r"all of a sudden|relieve|skip(s|ped) off|by noon and g[eo]t")
    assert not [text for text in texts() if held.search(text)]
    assert [text for text in texts(held_out=True) if held.search(text)]
    assert 0.1 < len(plots().held) / len(plots().train + plots().held) < 0.4
    assert not set(plots().held) & set(plots().train)
