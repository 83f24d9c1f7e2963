"""Documents as key-value memories: windows of words around the names in them (Miller et al. 2016, section 3.2)."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from memviz.data.text import text_of
from memviz.errors import DataError
from memviz.facts.linking import Names, NameTable, key, link
from memviz.facts.naming import names_in
from memviz.language import _
from memviz.story import Slot
from memviz.story.form import plain, seen, whole, words
from memviz.story.limits import ARTICLE, SENTENCE
from memviz.story.retrieval import KeyValue, Name, Token
from memviz.story.splitter import ends_sentence, split_line

Form: TypeAlias = Literal["window", "centre", "title"]
"""How a window becomes a key: a bag of words; left and right told apart; that, and the title (section 3.2)."""

SIZE = 11  # of a window, in words: five on either side. The paper's 7 end before the verb of half of our sentences
_REACH = 30  # tokens on either side of a window's centre, names and all
WINDOW, TITLE = "_window_", "_title_"  # extra words of a key: its value is the window's centre, or the title
_CHUNK = re.compile(r"\S+")


@dataclass(frozen=True)
class Document:
    """A text of sentences under a title, which is "" where there is none."""

    title: str
    sentences: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", whole(self.title))
        object.__setattr__(self, "sentences", tuple(map(whole, self.sentences)))


def parse_document(text: str | bytes, name: str) -> Document:
    """A typed, pasted or uploaded text as a document; `name` stands in the errors.

    The first line is the title if more lines follow and it is no sentence that ends with a full stop.
    A sentence longer than story.limits.SENTENCE is cut into pieces.
    Raises DataError for a text that is empty, longer than story.limits.ARTICLE, or no text.
    """
    lines = [line.strip() for line in text_of(text, name, ARTICLE).splitlines() if seen(line)[0].strip()]
    if not any(words(line) for line in lines):
        raise DataError(_("{name} has no words; expected a title and, below it, sentences.").format(name=name))
    first = seen(lines[0])[0].rstrip()
    titled = len(lines) > 1 and not (first.endswith(".") and ends_sentence(first))
    title, body = (lines[0], lines[1:]) if titled else ("", lines)
    sentences = (piece for line in body for sentence in split_line(line) for piece in _pieces(sentence))
    return Document(title, tuple(sentences))


def _pieces(sentence: str) -> Iterator[str]:
    """A sentence as it is; what has no full stop for pages, in pieces of whole words: a window sees few of them."""
    while len(sentence) > SENTENCE:
        space = sentence.rfind(" ", 1, SENTENCE)
        end = space if space > 0 else SENTENCE
        yield sentence[:end].rstrip()
        sentence = sentence[end:].lstrip()
    if sentence:
        yield sentence


def detect_names(document: Document) -> tuple[str, ...]:
    """What looks like a name in a document that comes without a list of names: see naming.names_in. As it was typed,
    without the signs that nobody sees."""
    return names_in(seen(document.title)[0], [seen(sentence)[0] for sentence in document.sentences])


@dataclass(frozen=True)
class Passage:
    """A document as tokens. Token k is characters starts[k] to ends[k] of `text`; `centres` are the names' places."""

    title: str
    text: str
    tokens: tuple[Token, ...]
    starts: Sequence[int]
    ends: Sequence[int]
    centres: Sequence[int]
    sentences: Sequence[int]

    def window(self, centre: int, size: int) -> range:
        """The places of the tokens around one: half of `size` words on either side, within its sentence.

        Names between do not count: in a list of ten actors, the last still sees what the list is of.
        """
        first, last = max(0, centre - _REACH), min(len(self.tokens), centre + _REACH + 1)
        left = self._reach(centre, range(centre - 1, first - 1, -1), size // 2)
        return range(left, self._reach(centre, range(centre + 1, last), size // 2) + 1)

    def _reach(self, centre: int, places: range, words: int) -> int:
        """The furthest of the places, one after the other, that a window of so many words on this side has."""
        reached = centre
        for k in places:
            words -= not isinstance(self.tokens[k], Name)
            if words < 0 or self.sentences[k] != self.sentences[centre]:
                break
            reached = k
        return reached

    def memories(self, centre: int, size: int, form: Form) -> tuple[KeyValue, ...]:
        """The memories of one window: a second one, whose value is the title, where the form has it."""
        key, name = self._key(centre, size, form), self.tokens[centre]
        shown = self._shown(centre, size)
        value = name.text if isinstance(name, Name) else name
        if form != "title" or not self.title:
            return (KeyValue(Slot(shown, value), key, (name,)),)
        title = Name(self.title)
        about = key if title in key else (*key, title)
        window = KeyValue(Slot(shown, value), (*about, WINDOW), (name,))
        return (
            (window,)
            if name == title
            else (window, KeyValue(Slot(f"{shown} · title", self.title), (*about, TITLE), (title,)))
        )

    def _key(self, centre: int, size: int, form: Form) -> tuple[Token, ...]:
        around = self.window(centre, size)
        if form == "window":
            return tuple(self.tokens[k] for k in around)
        return tuple(token for k in around for token in _sided(self.tokens[k], k - centre))

    def _shown(self, centre: int, size: int) -> str:
        """The window in the document's own words, its centre in square brackets."""
        around = self.window(centre, size)
        first, last = around[0], around[-1]
        start = 0 if first == 0 else self.starts[first]
        end = len(self.text) if last == len(self.tokens) - 1 else self.ends[last]
        middle = self.text[self.starts[centre] : self.ends[centre]]
        before, after = self.text[start : self.starts[centre]], self.text[self.ends[centre] : end]
        return f"{'… ' * bool(start)}{before}[{middle}]{after}{' …' * (end < len(self.text))}"


def windows(
    documents: Iterable[Document], names: Collection[str], size: int = SIZE, form: Form = "title"
) -> tuple[KeyValue, ...]:
    """The windows around every name in the documents as memories, in the order of the documents.

    A window is `size` words of one sentence around a name; names between do not count. Its value is the name in the
    middle, and in the form "title" there is a second memory whose value is the title.
    """
    return tuple(
        memory
        for passage in passages(documents, NameTable(names))
        for centre in passage.centres
        for memory in passage.memories(centre, size, form)
    )


def passages(documents: Iterable[Document], names: Names) -> Iterator[Passage]:
    """The documents as tokens, one after the other. Equal words and names are one object: a library holds millions."""
    shared: dict[str, Name] = {}
    for document in documents:
        tokens: list[Token] = []
        starts, ends, sentences = array("I"), array("I"), array("I")
        offset = 0
        for number, sentence in enumerate(document.sentences):
            for token, start, end in _tokens(sentence, names):
                tokens.append(shared.setdefault(token.text, token) if isinstance(token, Name) else sys.intern(token))
                starts.append(offset + start)
                ends.append(offset + end)
                sentences.append(number)
            offset += len(sentence) + 1
        centres = array("I", (k for k, token in enumerate(tokens) if isinstance(token, Name)))
        title = _same(document.title, names)
        yield Passage(title, " ".join(document.sentences), tuple(tokens), starts, ends, centres, sentences)


def _same(title: str, names: Names) -> str:
    """The name that a title is, as it is spelled among the names; the title itself if it is none of them."""
    spelt = key(title)
    return next((name for name in names.known([spelt]).get(spelt, ()) if plain(name) == plain(title)), title)


def _tokens(sentence: str, names: Names) -> Iterator[tuple[Token, int, int]]:
    """The tokens of a sentence and the characters they stand at. Of two spellings in one place the first counts."""
    end = 0
    for each in link(sentence, names):
        if each.start >= end:
            yield from _words(sentence, end, each.start)
            yield Name(each.name), each.start, each.end
            end = each.end
    yield from _words(sentence, end, len(sentence))


def _words(sentence: str, start: int, end: int) -> Iterator[tuple[Token, int, int]]:
    for chunk in _CHUNK.finditer(sentence, start, end):
        for word in words(chunk[0]):
            yield word, chunk.start(), chunk.end()


def _sided(token: Token, place: int) -> tuple[Token, ...]:
    """A word with the mark of its side of the centre. A name stays as it is; one without capitals beside the centre,
    such as the tag “writing”, may be meant as a word and is its words, too."""
    if not isinstance(token, Name):
        return (f"‹{token}" if place < 0 else f"{token}›",)
    if place == 0 or token.text != token.text.lower():
        return (token,)
    return (token, *(f"‹{word}" if place < 0 else f"{word}›" for word in words(token.text)))


def bare(token: Token) -> Token:
    """A token without the mark of its side."""
    return token if isinstance(token, Name) else token.strip("‹›")
