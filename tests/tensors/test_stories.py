"""Stories as tensors: what stands where, what is kept, and how old it is."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from memviz.story import Question, Story
from memviz.story.vocab import Vocab
from memviz.tensors.batch import UNSEEN, Batch
from memviz.tensors.stories import Examples, examples, vocabulary

VOCAB = Vocab.of(["a b c d e f where"])
QUICK = settings(max_examples=100, deadline=None, derandomize=True)


def data(*stories: str, memory: int = 10, question: Question | None = None) -> Examples:
    """Stories, each the letters of its sentences with spaces between them; every letter is a sentence."""
    asked = [
        (Story.of(*story.split()), question or Question("where", "b"), task) for task, story in enumerate(stories, 1)
    ]
    return examples(asked, VOCAB, ("a", "b"), memory)


def every(asked: Examples, noise: torch.Generator | None = None) -> Batch:
    return asked.batch(torch.arange(len(asked)), noise)


def told(batch: Batch) -> list[str]:
    """The memories of a batch, read back into words."""
    rows = [[batch.sentences[slot] for slot in story] for story in batch.story]
    return [
        " ".join(
            " ".join(VOCAB.words[int(word) - 1] for word in row if word)
            for row, full in zip(slots, filled, strict=True)
            if full
        )
        for slots, filled in zip(rows, batch.filled, strict=True)
    ]


def test_a_batch_holds_what_was_told_in_order() -> None:
    assert told(every(data("a b c", "d", "c a"))) == ["a b c", "d", "c a"]


def test_every_distinct_sentence_of_a_batch_stands_there_once() -> None:
    asked = data("a b a", "b a", "f f f f")
    few = asked.batch(torch.tensor([0, 1]))

    rows = {tuple(row.tolist()) for row in few.sentences}
    assert len(rows) == len(few.sentences) == 4  # a, b, where, and the blank that pads
    assert VOCAB.number("f") not in few.sentences


def test_the_question_is_found_by_its_row() -> None:
    batch = every(data("a", "b"))

    assert batch.sentences[batch.question].tolist() == [[VOCAB.number("where")]] * 2


def test_memory_keeps_the_last_sentences() -> None:
    assert told(every(data("a b c d e", "f", memory=3))) == ["c d e", "f"]


def test_what_is_told_after_the_question_is_not_in_the_memory() -> None:
    assert told(every(data("a b c d e", question=Question("where", after=3)))) == ["a b c"]
    assert told(every(data("a b c d e", question=Question("where", after=3), memory=2))) == ["b c"]


def test_unknown_words_keep_their_place_as_blanks() -> None:
    story = Story.of("a zebra b", "zebra")
    asked = examples([(story, Question("where"), 1)], VOCAB, (), 10)
    batch = every(asked)

    a, b = VOCAB.number("a"), VOCAB.number("b")
    assert [batch.sentences[slot].tolist() for slot in batch.story[0]] == [[a, 0, b], [0, 0, 0]]
    assert batch.lengths[batch.story[0]].tolist() == [3, 1]


def test_the_gold_answer_is_its_number_and_an_unknown_one_is_unseen() -> None:
    golds = [every(data("a", question=Question("where", answer))).answer.item() for answer in ("a", "b", "c", None)]

    assert golds == [0, 1, UNSEEN, UNSEEN]


def test_the_task_of_a_question_is_kept() -> None:
    assert data("a", "b", "c").task.tolist() == [1, 2, 3]


def test_ages_count_back_from_the_last_sentence_told() -> None:
    batch = every(data("a b c", "d"))

    assert batch.ages[batch.filled].tolist() == [2, 1, 0, 0]


@QUICK
@given(st.lists(st.integers(1, 12), min_size=1, max_size=5), st.integers(0, 2**32))
def test_noise_leaves_gaps_but_keeps_the_order_within_the_memory(lengths: list[int], seed: int) -> None:
    memory = 14
    batch = every(data(*(" ".join("a" * n) for n in lengths), memory=memory), torch.Generator().manual_seed(seed))

    for ages, filled, count in zip(batch.ages, batch.filled, lengths, strict=True):
        newest_first = ages[filled].flip(0).tolist()
        assert newest_first == sorted(set(newest_first)), "strictly older, slot by slot"
        gaps = newest_first[-1] - (count - 1)
        assert 0 <= gaps <= math.ceil(count / 10)
        assert newest_first[-1] < memory


@QUICK
@given(st.integers(0, 2**32))
def test_where_noise_finds_the_memory_full_the_oldest_share_the_last_age(seed: int) -> None:
    batch = every(data(" ".join("abcdef" * 2), memory=12), torch.Generator().manual_seed(seed))
    newest_first = batch.ages[0].flip(0).tolist()

    assert newest_first == sorted(newest_first)
    assert newest_first[-1] == 11
    below = [age for age in newest_first if age < 11]
    assert len(set(below)) == len(below) >= 12 - 1 - math.ceil(1.2)


def test_noise_puts_gaps_everywhere_between_none_and_a_tenth() -> None:
    asked, generator = data(*["a b c d e f a b c d"] * 400, memory=20), torch.Generator().manual_seed(0)
    ages = every(asked, generator).ages

    gaps = ages[:, 0] - 9
    assert set(gaps.tolist()) == {0, 1}
    assert 150 < int(gaps.sum()) < 250
    assert (ages != torch.arange(9, -1, -1)).float().mean(0).tolist() == sorted(
        (ages != torch.arange(9, -1, -1)).float().mean(0).tolist(), reverse=True
    )
    assert (ages[:, -1] > 0).any(), "a gap can come after the last sentence"


def test_a_gap_before_the_first_sentence_is_as_likely_as_one_after_it() -> None:
    ages = every(data(*["a"] * 400), torch.Generator().manual_seed(0)).ages

    assert 80 < int(ages.sum()) < 120, "half of the stories have a gap, half of the gaps come after the sentence"


def test_the_same_generator_gives_the_same_noise_and_another_one_another() -> None:
    asked = data(*["a b c d e f"] * 20)
    ages = [every(asked, torch.Generator().manual_seed(seed)).ages for seed in (1, 1, 2)]

    assert torch.equal(ages[0], ages[1])
    assert not torch.equal(ages[0], ages[2])


@pytest.mark.parametrize("rows", [[0], [2, 0], [1, 1]])
def test_a_batch_is_the_rows_that_were_asked_for(rows: list[int]) -> None:
    asked = examples([(Story.of(gold), Question("where", gold), 1) for gold in "abc"], VOCAB, ("c", "b", "a"), 10)
    whole = told(every(asked))

    few = asked.batch(torch.tensor(rows))

    assert told(few) == [whole[row] for row in rows]
    assert torch.equal(few.answer, asked.answer[rows])


def test_the_vocabulary_has_the_words_of_stories_questions_and_answers() -> None:
    story = Story(Story.of("Mary went.", "John sat.").slots, (Question("Who went?", "Mary"), Question("How?", "n,w")))

    assert vocabulary([story]).words == ("how", "john", "mary", "n,w", "sat", "went", "who")
