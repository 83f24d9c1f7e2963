"""A sentence of everyday English as the network reads it: words, their pieces, and which is the same as which."""

from __future__ import annotations

from dataclasses import dataclass

from memviz.tensors.pieces import CLS, SEP, Pieces, Word, split

_LONGEST = 60  # words of a sentence that are read
_SPELLED = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty""".split()  # noqa: SIM905
NUMERALS = {**{word: str(i) for i, word in enumerate(_SPELLED)}, "none": "0"}
_FUNCTION = frozenset(
    """a an the and or but of in on at to from with by for into onto out up down off over under near as than that this
    these those is are was were be been being am do does did done has have had having will would can could shall
    should may might must not no nor so then there here now he she it they him her them his hers its their theirs i
    me my mine we us our you your who whom whose what which where when why how if because after before while until
    again also too very just only still s t d ll re ve m first next one ones some any each every all both few more
    most other""".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Sentence:
    """A sentence as the network reads it.

    first     where each word's first piece stands among the pieces
    stems     what makes a word the same as another, "" for one that names nothing
    capitals  0 none, 1 at the beginning of the sentence, 2 elsewhere
    """

    words: tuple[Word, ...]
    pieces: tuple[int, ...]
    first: tuple[int, ...]
    stems: tuple[str, ...]
    capitals: tuple[int, ...]

    @property
    def named(self) -> list[int]:
        """Which words name something. The others of a question speak through the mark at its beginning."""
        return [i for i, each in enumerate(self.stems) if each]


def sentence(text: str, pieces: Pieces, longest: int) -> Sentence:
    """A sentence's words and at most `longest` pieces; what is longer than the network reads is cut off."""
    numbers, first, kept = [pieces.number[CLS]], [], []
    for word in split(text)[:_LONGEST]:
        own = pieces.of(word.text)
        if len(numbers) + len(own) >= longest:
            break
        first.append(len(numbers))
        numbers.extend(own)
        kept.append(word)
    numbers.append(pieces.number[SEP])
    capitals = tuple((1 if i == 0 else 2) if word.text[0].isupper() else 0 for i, word in enumerate(kept))
    return Sentence(tuple(kept), tuple(numbers), tuple(first), tuple(stem(word.text) for word in kept), capitals)


def stem(word: str) -> str:
    """What stands for a word and its plural; "" for words that name nothing (articles, pronouns, signs)."""
    word = word.lower()
    if word in _FUNCTION or not word[0].isalnum():
        return ""
    word = NUMERALS.get(word, word)
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + instead
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")) else word
