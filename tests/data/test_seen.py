"""What was seen is found again; what was not hardly ever is; and the file of long ago is still read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from memviz.data.seen import SEEN, Seen
from memviz.errors import DataError
from memviz.story import Question, Story

STORY = Story.of("Mary went to the kitchen.", "John went to the garden.", "Mary took the milk there.")
ASKED = Question("Where is Mary?", "kitchen", (0,), after=2)


@pytest.fixture
def seen() -> Seen:
    found = Seen()
    found.add(STORY, ASKED)
    return found


def test_a_question_is_seen_with_its_story_as_far_as_it_was_told(seen: Seen) -> None:
    assert (STORY, ASKED) in seen
    assert (STORY.until(ASKED), Question("Where is Mary?")) in seen, "however it is written"
    assert (STORY, Question("Where is Mary?")) not in seen, "one sentence more"
    assert (STORY, Question("Where is John?", after=2)) not in seen
    assert (Story.of(*reversed([slot.key for slot in STORY.slots[:2]])), Question("Where is Mary?")) not in seen


def test_only_the_words_count_that_a_network_reads(seen: Seen) -> None:
    told = Story.of("  mary went to the KITCHEN", "John went  to the garden!")

    assert (told, Question("where is Mary ?")) in seen


def test_where_a_sentence_ends_counts() -> None:
    seen = Seen()
    seen.add(Story.of("Mary went.", "John sat."), Question("Where?"))

    assert (Story.of("Mary went. John sat."), Question("Where?")) not in seen


def test_what_is_written_is_read_again(seen: Seen, tmp_path: Path) -> None:
    (tmp_path / SEEN).write_bytes(seen.to_bytes())
    again = Seen.read(tmp_path / SEEN)

    assert (STORY, ASKED) in again
    assert (STORY, Question("Where is Mary?")) not in again


def test_where_there_is_no_file_nothing_was_seen(tmp_path: Path) -> None:
    assert (STORY, ASKED) not in Seen.read(tmp_path / SEEN)


def test_another_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / SEEN).write_bytes(b"short")

    with pytest.raises(DataError, match=r"seen\.bloom is damaged: it has 5 bytes instead of 524,288\. Get it anew"):
        Seen.read(tmp_path / SEEN)


def test_the_marks_of_a_question_never_change(seen: Seen, tmp_path: Path) -> None:
    (tmp_path / SEEN).write_bytes(seen.to_bytes())
    marks = np.unpackbits(np.fromfile(tmp_path / SEEN, np.uint8), bitorder="little")

    assert np.flatnonzero(marks).tolist() == [697615, 759861, 3500040, 3662575], "files were written with them"


def test_mistakes_are_as_rare_as_it_says() -> None:
    seen = Seen()
    for number in range(100_000):
        seen.add(STORY, Question(f"Where is {number}?"))

    wrong = sum((STORY, Question(f"Where is {number}?")) in seen for number in range(100_000, 200_000))

    assert 0 < seen.mistakes < 1e-3
    assert wrong == pytest.approx(100_000 * seen.mistakes, abs=20)
