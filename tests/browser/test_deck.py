"""A talk as data and as a file: what is saved is read again, and what is no talk says so in a sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memviz.browser.deck import FORMAT, MOST, VERSION, Deck, Item
from memviz.errors import DeckError, StoryError
from memviz.story import Question, Slot, Story
from memviz.story.changes import Changes, Override

STORY = Story.of("Mary went to the kitchen.", "John slept.", "Mary left.")
ITEM = Item(
    "memn2n-3hop",
    STORY,
    Question("Where is Mary?", "kitchen", (0,), also=("garden",)),
    Changes(frozenset({2, 1}), (Override(0, 0, 0.25),)),
    title="Two facts “and” more",
    notes="Say\nthis. 记忆网络 🧠",
)


def file(*items: Any, **changes: Any) -> str:
    return json.dumps({"format": FORMAT, "version": VERSION, "items": items} | changes)


def broken(**changes: Any) -> dict[str, Any]:
    return ITEM.to_dict() | changes


def test_a_file_gives_the_talk_back() -> None:
    pairs = Item("kv-babi", Story((Slot("key", "value"), Slot.sentence("both"))), Question("Which?"))
    own = ("Facts", "Ada|boss|Bo", "name", "boss")
    looked_up = Item("kv-open", Story(()), Question("Who?", "Ada"), source="own", own=own)
    deck = Deck((ITEM, pairs, looked_up, ITEM))

    assert Deck.from_json(deck.to_json()) == deck
    assert Deck.from_json("\ufeff" + deck.to_json()) == deck, "some editors put a mark before the text"


_texts = st.text(st.characters(codec="utf-8"), max_size=20)
_items = st.builds(
    Item,
    model=_texts,
    story=st.lists(st.builds(Slot, _texts, _texts), min_size=1, max_size=4).map(lambda slots: Story(tuple(slots))),
    question=st.builds(
        Question, _texts, st.none() | _texts, st.just((0,)), also=st.lists(_texts, max_size=2).map(tuple)
    ),
    changes=st.builds(
        Changes,
        st.frozensets(st.integers(0, 50)),
        st.lists(st.builds(Override, st.integers(0, 5), st.integers(0, 50), st.floats(0, 1)), max_size=3).map(tuple),
    ),
    title=_texts,
    notes=_texts,
    source=_texts,
)


@given(st.lists(_items, max_size=4))
def test_every_talk_comes_back_as_it_was(items: list[Item]) -> None:
    deck = Deck(tuple(items))
    assert Deck.from_json(deck.to_json()) == deck


def test_an_item_holds_what_had_been_told_when_the_question_was_asked() -> None:
    early = Item("m", STORY, Question("Where is Mary?", facts=(0,), after=2))
    assert early.story == Story(STORY.slots[:2])
    assert early.question.after is None
    with pytest.raises(StoryError):
        Item("m", STORY, Question("Where is Mary?", facts=(2,), after=2))


def test_what_is_only_said_of_an_item_is_not_asked() -> None:
    assert ITEM.asked == Item(ITEM.model, ITEM.story, ITEM.question, ITEM.changes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "talk",
        "{",
        "[]",
        "null",
        "3",
        '"memviz talk"',
        "{}",
        "[" * 100_000,
        "9" * 10_000,
        file(version=float("nan")),
        file(format="other"),
        file(version=None),
        file(version=0),
        file(version="1"),
        file(version=True),
        file(items=None),
        file(items={}),
        '{"format": "memviz talk", "version": 1}',
    ],
)
def test_what_is_no_talk_is_refused(text: str) -> None:
    with pytest.raises(DeckError, match=r"^notes\.txt (is|was) .*Open .*\.$"):
        Deck.from_json(text, "notes.txt")


def test_a_file_of_a_newer_version_says_so() -> None:
    with pytest.raises(DeckError, match="newer memviz"):
        Deck.from_json(file(version=VERSION + 1))


@pytest.mark.parametrize(
    "item",
    [
        None,
        3,
        "Mary went.",
        [],
        {},
        {name: value for name, value in ITEM.to_dict().items() if name != "notes"},
        broken(model=None),
        broken(title=["a"]),
        broken(story="Mary went."),  # its letters are no sentences
        broken(story=[{"key": "a", "value": "b"}]),
        broken(story=None),
        broken(story=[3]),
        broken(story=[["key", "value", "more"]]),
        broken(question=None),
        broken(question={"text": "Where?"}),
        broken(question=ITEM.to_dict()["question"] | {"facts": [7]}),
        broken(question=ITEM.to_dict()["question"] | {"facts": [0.5]}),
        broken(muted=[-1]),
        broken(muted=["all"]),
        broken(overrides=[[0, 0]]),
        broken(overrides=[[0, -1, 0.5]]),
        broken(overrides=[[0, 0, 1.5]]),
        broken(overrides=[[0, 0, "x"]]),
        broken(overrides=3),
    ],
)
def test_a_broken_story_is_named_and_nothing_is_opened(item: Any) -> None:
    with pytest.raises(DeckError, match=r"^Story 2 of t\.json is broken \(.+\)\. Nothing was opened\.$"):
        Deck.from_json(file(ITEM.to_dict(), item), "t.json")


def test_numbers_that_json_cannot_hold_are_refused() -> None:
    for number in ("NaN", "Infinity", "1e999"):
        text = file(ITEM.to_dict()).replace("0.25", number)
        with pytest.raises(DeckError):
            Deck.from_json(text)


def test_a_talk_has_an_end() -> None:
    with pytest.raises(DeckError, match=r"101 stories.*at most 100"):
        Deck.from_json(file(*[ITEM.to_dict()] * (MOST + 1)))
    with pytest.raises(DeckError):
        Deck((ITEM,) * (MOST + 1))


def test_what_a_later_version_may_add_is_passed_over() -> None:
    assert Deck.from_json(file(broken(colour="blue"), theme="dark")) == Deck((ITEM,))


def test_half_characters_are_replaced_and_the_talk_can_be_saved() -> None:
    asked = ITEM.to_dict()["question"] | {"also": ["\ud800"], "facts": []}
    deck = Deck.from_json(file(broken(notes="\ud800", story=["half \udc00."], question=asked, muted=[], overrides=[])))

    (item,) = deck.items
    assert (item.notes, item.story.slots[0].key, item.question.also) == ("\ufffd", "half \ufffd.", ("\ufffd",))
    assert Deck.from_json(deck.to_json().encode().decode()) == deck
