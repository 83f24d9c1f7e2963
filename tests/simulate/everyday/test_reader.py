"""A reader of its own: follows the plainest sentences of everyday stories and comes to the same answers."""

from __future__ import annotations

import re

from memviz.simulate.everyday import lexicon
from tests.simulate.everyday.bodies import questions

_PLACE = r"(?:the|a|an) (?P<place>[a-z](?:(?! and | before | after )[^.,A-Z])*)"
_VERBS = [lexicon.inflected(verb, tag) for verb in lexicon.lists("verbs")["walk"].train for tag in ("VBD", "VBZ")]
_WENT = re.compile(rf"^(?:[A-Z][a-z ]+,? )??(?P<who>[A-Z][a-z]+) (?:{'|'.join(_VERBS)}) (?:to|into) {_PLACE}\.$")
_QUESTION = re.compile(
    r"^Where (?:is|can I find|can one find|did|do we find|must one look for) (?P<who>[A-Z][a-z]+)"
    r"(?: now| end up| right now| go| at the moment)?\?$"
)


def walks(told: list[str], who: str) -> dict[int, str]:
    """The plain sentences that say where somebody walked."""
    found = {i: _WENT.match(text) for i, text in enumerate(told)}
    return {i: walked["place"] for i, walked in found.items() if walked and walked["who"] == who}


def test_people_are_where_a_plain_sentence_says_and_no_later_one_says_otherwise() -> None:
    seen = 0
    for story, question, _ in questions(count=4000):
        told = [slot.value for slot in story.slots[: question.after]]
        if not (asked := _QUESTION.match(question.text)) or question.answer == "unknown":
            continue
        walked = walks(told, asked["who"])
        seen += bool(walked)
        assert all(sentence <= max(question.facts) for sentence in walked), (story, question)
        if question.facts[-1] in walked and len(question.facts) == 1:
            assert walked[question.facts[-1]].startswith(question.answer or "?"), (story, question)
    assert seen


def test_comparisons_follow_from_the_sentences() -> None:
    """“A is older than B” and “B is younger than A” order people; a chain of them answers who is older."""
    pattern = re.compile(r"(?:the |The )?([\w' -]+?) is (?:(?:much|a bit|a little|far|even) )?(\w+er) than ")
    asked = re.compile(r"^(?:Who|Which|What) is (\w+er), (?:the )?([\w' -]+) or (?:the )?([\w' -]+)\?$")
    seen = 0
    for story, question, kind in questions():
        if kind != "compare" or not (found := asked.match(question.text)) or len(question.facts) != 1:
            continue
        said = pattern.match(story.slots[question.facts[0]].value)
        if said and said[2] == found[1]:
            seen += 1
            assert question.answer.lower() in said[1].lower() or said[1] in ("He", "She"), (story, question)
    assert seen >= 5
