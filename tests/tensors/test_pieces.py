"""Words and their pieces."""

from memviz.tensors.pieces import CLS, PAD, SEP, UNK, Pieces, folded, split

TABLE = (PAD, UNK, CLS, SEP, "walk", "##ed", "##s", "a", "'", "s", "anna", "##w", "cafe")


def test_words_keep_their_letters_and_their_place() -> None:
    text = "Anna's café, again"
    assert [word.text for word in split(text)] == ["Anna", "'", "s", "café", ",", "again"]
    assert all(text[word.start : word.end] == word.text for word in split(text))


def test_accents_and_capitals_are_folded() -> None:
    assert folded("CAFÉ") == "cafe"


def test_the_longest_piece_is_taken_first() -> None:
    pieces = Pieces(TABLE)
    assert [TABLE[i] for i in pieces.of("Walked")] == ["walk", "##ed"]
    assert [TABLE[i] for i in pieces.of("walks")] == ["walk", "##s"]


def test_a_word_that_no_pieces_make_up_is_unknown() -> None:
    assert Pieces(TABLE).of("walkx") == (TABLE.index(UNK),)
    assert Pieces(TABLE).of("a" * 50) == (TABLE.index(UNK),)
