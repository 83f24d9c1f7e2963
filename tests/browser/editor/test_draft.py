"""What passes between the editor and the server."""

from __future__ import annotations

from typing import Any

import pytest

from memviz.browser.editor import Command, Draft, Note, Offer
from memviz.data.babi import lines, parse
from memviz.story import Question, Story

STATE: dict[str, Any] = {
    "rows": ["Mary went to the kitchen.", "John went to the garden."],
    "question": "Where is Mary?",
    "answer": " Kitchen",
    "facts": [0],
    "asides": [["Where is John?", 1]],
    "done": "a1",
    "turn": 7,
}
TOLD = Draft(
    ("Mary went to the kitchen.", "John went to the garden."),
    *("Where is Mary?", " Kitchen", (0,), (("Where is John?", 1),), "a1", 7),
)


def test_what_the_browser_tells_is_a_draft() -> None:
    assert Draft.from_state(STATE) == TOLD


@pytest.mark.parametrize(
    "wrong",
    [
        None, "x", [], {}, {"rows": None}, {"rows": [1]}, {"question": 3}, {"answer": None}, {"facts": [2]},
        {"facts": [-1]}, {"facts": ["x"]}, {"asides": [["a"]]}, {"asides": [["a", 3]]}, {"done": 0}, {"turn": "x"},
    ],
)  # fmt: skip
def test_what_no_editor_tells_is_none(wrong: Any) -> None:
    assert Draft.from_state(STATE | wrong if isinstance(wrong, dict) and wrong else wrong) is None


def test_answers_are_spelled_as_the_networks_give_them() -> None:
    assert TOLD.asked == Question("Where is Mary?", "kitchen", (0,))
    assert Draft(answer="milk , Apple").asked.answer == "milk,apple"
    assert Draft(answer="the\u200b Kitchen.").asked.answer == "the kitchen"
    assert Draft(answer="\u200b").asked.answer is None
    assert Draft(answer="  ").asked.answer is None


@pytest.mark.parametrize(
    "draft",
    [
        TOLD,
        Draft(("“Who?” said Mary.", "玛丽去了厨房。", "ذهبت مريم إلى المطبخ.", "😀 went."), "玛丽在哪里？"),
        Draft(("Mary went to the kitchen.",), "Where is Mary", "kitchen"),
        Draft(("Mary went to the kitchen.",), "Where is Mary?", facts=(0,)),
        Draft(("Mary went to the kitchen.",), asides=(("Where is Mary?", 0), ("Where is Mary?", 1))),
        Draft(("Mary went to the kitchen.",)),
    ],
)
def test_a_saved_draft_is_read_back_and_no_answer_is_made_up(draft: Draft) -> None:
    (story,) = parse("\n".join(lines(draft.story, complete=False)), "own.txt", complete=False)

    assert [slot.key for slot in story.slots] == list(draft.rows)
    asked = [(each.text, each.answer, each.facts, each.after) for each in story.questions]
    expected = [(text, None, (), told) for text, told in draft.asides]
    if draft.question:
        expected.append((draft.question, draft.asked.answer, draft.facts, len(draft.rows)))
    assert asked == expected


def test_a_story_is_loaded_with_its_last_question() -> None:
    story = Story.of("Mary went.", "John went.")
    asked = Story(story.slots, (Question("Who?", after=1), Question("Where?", "here", (1, 0))))

    assert Command("x", story=asked).as_json() == {
        "id": "x",
        "load": {"rows": ["Mary went.", "John went."], "question": "Where?", "answer": "here", "facts": [1, 0]},
    }
    assert Command("x", story=story).as_json()["load"]["question"] == ""
    assert Command("x", text="a").as_json() == {"id": "x", "text": "a"}
    assert Command("x", file=("a.txt", "b")).as_json() == {"id": "x", "file": {"name": "a.txt", "text": "b"}}


def test_the_editor_is_told_in_plain_json() -> None:
    notes = (
        Note("Hm.", (Offer("went", "wnet", "went"), Offer("Make it the question", "Where?"))),
        Note("!", stops=True),
    )

    assert [note.as_json() for note in notes] == [
        {
            "text": "Hm.",
            "offers": [
                {"label": "went", "replace": ["wnet", "went"]},
                {"label": "Make it the question", "promote": "Where?"},
            ],
        },
        {"text": "!", "offers": [], "stops": True},
    ]
    assert Command("x", text="a").as_json() == {"id": "x", "text": "a"}
