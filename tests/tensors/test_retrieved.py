"""What key hashing found as tensors: what stands where, who may be chosen, and which names share a vector."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import torch
from torch import Tensor

from memviz.story import Slot
from memviz.story.retrieval import Hashing, Memory, Name, Retrieved, Token
from memviz.story.vocab import Vocab
from memviz.tensors.frozen import name_vectors, word_vectors
from memviz.tensors.retrieved import LookupBatch, Lookups, drawn, lookups, numbered

VOCAB = Vocab(("by", "directed", "who"))
DIM, IDS = 24, 8
NO_HASHING = Hashing((), (), (), (), 0, 0, 0)
ADA, BO, CY, HAY, OATS = map(Name, ("Ada Vole", "Bo Reed", "Cy Lamb", "Hay", "Oats"))


def found(question: tuple[Token, ...], *memories: tuple[tuple[Token, ...], Name]) -> Retrieved:
    return Retrieved(
        question, tuple(Memory(Slot(str(key), value.text), key, (value,)) for key, value in memories), NO_HASHING
    )


DIRECTED = found(("who", "directed", HAY), ((HAY, "directed", "by"), ADA), ((HAY, "stars"), BO), ((HAY, "stars"), CY))
WROTE = found(("who", "wrote", OATS, CY), ((OATS, "wrote"), ADA), ((OATS, "directed", "by"), ADA))
NOTHING = found(("who", HAY))
ASKED = [(DIRECTED, ("Ada Vole",)), (WROTE, ("Ada Vole", "Nobody")), (NOTHING, ())]
IN_ONE_SPACE = pytest.mark.parametrize("ids", [0, IDS], ids=["own vectors", "numbered"])


def data(asked: Sequence[tuple[Retrieved, tuple[str, ...]]] = ASKED, ids: int = 0, memory: int = 10) -> Lookups:
    return lookups(asked, VOCAB, DIM, ids, memory)


def every(asked: Lookups, anonymous: torch.Generator | None = None) -> LookupBatch:
    return asked.batch(torch.arange(len(asked)), anonymous)


def read(told: LookupBatch, row: Tensor) -> tuple[Token, ...]:
    """A text of a batch, read back."""
    numbers = told.batch.sentences[row][: int(told.batch.lengths[row])].tolist()
    return tuple(VOCAB.words[n - 1] if n < len(VOCAB) else told.names[n - len(VOCAB)] for n in numbers)


def vector(told: LookupBatch, question: int, token: Token) -> Tensor:
    """The vector of a token in the texts of one question."""
    batch = told.batch
    assert batch.frozen is not None
    rows = [batch.question[question], *batch.story[question], *batch.values[question]]
    places = [n for row in rows for n in batch.sentences[row].tolist() if n >= len(VOCAB)]
    (place,) = {n - len(VOCAB) for n in places if told.names[n - len(VOCAB)] == token}
    return batch.frozen[place]


@IN_ONE_SPACE
def test_a_batch_holds_questions_keys_and_values_as_they_were_found(ids: int) -> None:
    told = every(data(ids=ids))
    batch = told.batch

    for b, (retrieved, _) in enumerate(ASKED):
        assert read(told, batch.question[b]) == retrieved.question
        slots = batch.filled[b].nonzero()[:, 0]
        assert [read(told, batch.story[b, i]) for i in slots] == [each.key for each in retrieved.memories]
        assert [read(told, batch.values[b, i]) for i in slots] == [each.value for each in retrieved.memories]
    assert not batch.ages.any()


def test_every_distinct_text_stands_in_a_batch_once() -> None:
    told = every(data())

    texts = [read(told, row) for row in torch.arange(len(told.batch.sentences))]
    assert len(texts) == len(set(texts)) == 3 + 4 + 3, "three questions, four keys, three values"


def test_where_names_are_numbered_every_distinct_text_of_a_question_stands_there_once() -> None:
    told = every(data([(DIRECTED, ()), (DIRECTED, ())], IDS))

    texts = [read(told, row) for row in torch.arange(len(told.batch.sentences))]
    assert [texts.count(text) for text in set(texts)] == [2] * 6
    assert set(told.batch.story[0].tolist()).isdisjoint(told.batch.story[1].tolist())


def test_only_the_first_memories_are_kept() -> None:
    told = every(data(memory=1))

    assert told.batch.filled.tolist() == [[True], [True], [False]]
    assert read(told, told.batch.values[0, 0]) == (ADA,)


def test_a_word_is_its_own_vector_and_only_a_name_is_numbered() -> None:
    told = every(data(ids=IDS))

    assert vector(told, 1, "wrote")[:IDS].tolist() == [0] * IDS
    torch.testing.assert_close(vector(told, 1, "wrote")[IDS:], word_vectors(["wrote"], DIM - IDS)[0])
    assert [vector(told, 1, name).nonzero().tolist() for name in (OATS, ADA)] == [[[0]], [[1]]]
    new = [isinstance(token, str) for token in told.names]
    assert told.batch.new_words is not None
    assert told.batch.new_words.tolist() == new
    assert any(new)


def test_without_numbers_a_name_has_the_vector_of_its_text_in_every_question() -> None:
    told = every(data())

    assert told.batch.frozen is not None
    assert len(set(told.names)) == len(told.names)
    for token, each in zip(told.names, told.batch.frozen, strict=True):
        expected = name_vectors([token.text], DIM) if isinstance(token, Name) else word_vectors([token], DIM)
        assert torch.equal(each, expected[0])


def test_the_names_of_one_question_are_at_right_angles() -> None:
    told = every(data(ids=IDS))

    names = torch.stack([vector(told, 0, name) for name in (HAY, ADA, BO, CY)])
    assert torch.equal(names @ names.T, torch.eye(4))


def test_two_questions_number_their_names_on_their_own() -> None:
    told = every(data(ids=IDS))

    assert vector(told, 0, HAY).tolist() == vector(told, 1, OATS).tolist() == [1.0] + [0.0] * (DIM - 1)
    assert told.names.count(ADA) == 2, "once in each question"


def test_names_are_numbered_as_the_memories_tell_them_and_then_the_question() -> None:
    asked = found(("who", CY, HAY, BO), ((HAY, "directed", "by"), ADA), ((BO,), OATS), ((HAY,), BO))

    told = every(data([(WROTE, ("Bo Reed",)), (asked, ("Nobody", "Ada Vole"))], IDS))

    assert [int(vector(told, 1, name).argmax()) for name in (HAY, ADA, BO, OATS, CY)] == [0, 1, 2, 3, 4]


@IN_ONE_SPACE
@pytest.mark.parametrize("rows", [[0], [1], [2], [1, 0], [2, 0, 1, 1]], ids=str)
def test_a_question_has_the_same_vectors_alone_and_in_any_batch_of_any_data(ids: int, rows: list[int]) -> None:
    few = data(ids=ids).batch(torch.tensor(rows))

    for b, row in enumerate(rows):
        alone = every(data([(ASKED[row][0], ())], ids))
        tokens = {t for t in _tokens(ASKED[row][0]) if VOCAB.number(str(t)) == 0}
        assert tokens
        for token in tokens:
            assert torch.equal(vector(few, b, token), vector(alone, 0, token))


def _tokens(retrieved: Retrieved) -> set[Token]:
    return {*retrieved.question, *(token for each in retrieved.memories for token in (*each.key, *each.value))}


def test_of_more_names_than_dimensions_the_rest_are_almost_at_right_angles() -> None:
    people = [Name(f"Person {i}") for i in range(20)]
    told = every(data([(found((HAY,), *(((HAY,), person) for person in people)), ())], IDS, memory=30))

    names = torch.stack([vector(told, 0, name) for name in (HAY, *people)])
    assert torch.equal(names[:IDS] @ names[:IDS].T, torch.eye(IDS))
    torch.testing.assert_close(names.norm(dim=1), torch.ones(21))
    assert torch.equal(names[:, :IDS], numbered(IDS)[:21])


@IN_ONE_SPACE
def test_the_values_in_its_memory_are_a_questions_own_and_the_right_answers_are_gold(ids: int) -> None:
    told = every(data(ids=ids))

    assert told.batch.own is not None
    assert told.batch.ranked is not None
    assert len(told.batch.ranked) == len(told.names)
    own = [sorted(told.names[i].text for i in row.nonzero()[:, 0].tolist()) for row in told.batch.own]  # type: ignore[union-attr]
    gold = [sorted(told.names[i].text for i in row.nonzero()[:, 0].tolist()) for row in told.gold]  # type: ignore[union-attr]
    assert own == [["Ada Vole", "Bo Reed", "Cy Lamb"], ["Ada Vole"], []]
    assert gold == [["Ada Vole"], ["Ada Vole", "Nobody"], []]
    assert (told.gold * told.batch.own).sum(1).tolist() == [1, 1, 0]


@IN_ONE_SPACE
def test_nobody_may_choose_the_name_that_the_question_is_about_unless_there_is_no_other(ids: int) -> None:
    asked = found(("who", HAY, "wrote"), ((HAY,), HAY), ((HAY,), ADA), ((HAY, "wrote"), BO))
    nothing_else = found(("who", HAY), ((HAY,), HAY))

    told = every(data([(asked, ()), (nothing_else, ())], ids))

    assert told.batch.own is not None
    own = [{told.names[i] for i in row.nonzero()[:, 0].tolist()} for row in told.batch.own]  # type: ignore[union-attr]
    assert own == [{ADA, BO}, {HAY}]


@IN_ONE_SPACE
def test_what_is_ranked_is_what_is_read(ids: int) -> None:
    told = every(data(ids=ids))

    assert told.batch.ranked is told.batch.frozen


@IN_ONE_SPACE
def test_drawn_vectors_are_the_same_for_the_same_generator_and_others_for_another(ids: int) -> None:
    drawn_vectors = [every(data(ids=ids), torch.Generator().manual_seed(seed)).batch.frozen for seed in (1, 1, 2)]

    one, again, other = (each for each in drawn_vectors if each is not None)
    assert torch.equal(one, again)
    assert not torch.equal(one, other)
    torch.testing.assert_close(one.norm(dim=1), torch.ones(len(one)))


def test_a_name_that_was_drawn_has_nothing_of_its_own() -> None:
    asked, generator = data(), torch.Generator().manual_seed(0)
    vectors = torch.stack([vector(every(asked, generator), 0, ADA) for _ in range(300)])

    assert float(vectors.mean(0).abs().max()) < 0.06, "of length 1, and at random"


def test_numbers_that_are_drawn_are_a_shuffle_of_the_names() -> None:
    asked, generator = data(ids=IDS), torch.Generator().manual_seed(0)
    numbers = [int(vector(every(asked, generator), 0, HAY).argmax()) for _ in range(200)]

    assert set(numbers) == {0, 1, 2, 3}
    assert min(numbers.count(n) for n in range(4)) > 30


def test_drawn_words_leave_the_names_dimensions_free_and_are_of_length_one() -> None:
    told = every(data(ids=IDS), torch.Generator().manual_seed(0))

    word = vector(told, 1, "wrote")
    assert not word[:IDS].any()
    assert float(word.norm()) == pytest.approx(1)
    names = torch.stack([vector(told, 1, name) for name in (OATS, ADA)])
    assert torch.equal(names @ names.T, torch.eye(2))


def test_vectors_are_drawn_of_signs() -> None:
    vectors = drawn(50, 16, torch.Generator().manual_seed(0))

    assert vectors.dtype == torch.get_default_dtype()
    assert set(vectors.flatten().tolist()) == {0.25, -0.25}


@IN_ONE_SPACE
def test_nothing_found_for_anybody_is_a_batch_without_slots(ids: int) -> None:
    told = every(data([(NOTHING, ()), (found(("who",)), ("Ada Vole",))], ids))

    assert told.batch.filled.shape[0] == 2
    assert not told.batch.filled.any()
    assert told.batch.own is not None
    assert not told.batch.own.any()
    assert [read(told, row) for row in told.batch.question] == [("who", HAY), ("who",)]
