"""What there is to say of a story that a person writes: honest sentences, and one click that puts things right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from memviz.browser.editor import Draft, Note, Offer
from memviz.errors import MemvizError
from memviz.language import _, counted
from memviz.pages.shared.messages import quoted
from memviz.simulate.speech import suggestions
from memviz.story.form import words
from memviz.story.vocab import Vocab
from memviz.trace import Trace

LONGEST_TRAINED = 11  # words in the longest sentence of bAbI, on which all of these networks were trained
_ALIKE = 0.75
_NAMED = 8  # words named in a sentence
_HELPED = 4  # words that get buttons of their own
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # Thai, Japanese, Chinese
_MANY = 5  # known words are few below this


def notes(draft: Draft, trace: Trace | None, error: MemvizError | None, vocab: Vocab) -> tuple[Note, ...]:
    """Everything worth saying of a draft and its answer, what stops an answer first.

    vocab: the words of the model, as they were before any new name stood among them.
    """
    stopped = (Note(str(error), stops=True),) if error else ()
    if not draft.rows and not draft.question and not draft.asides:
        return ()
    found = [*stopped, *asides(draft), *_foreign(draft, vocab)]
    if trace:
        found += [*_nonsense(trace), *_new_names(draft, trace, vocab), *_blanks(draft, trace, vocab)]
    found += _long(draft)
    if trace:
        found += [*beyond(draft, trace), *_unreachable(trace)]
    return tuple(found)


def asides(draft: Draft) -> Iterator[Note]:
    """Questions among the sentences."""
    for text, place in draft.asides[:_HELPED]:
        after = _(
            "{question} is a question. A file of bAbI would ask it after sentence {told}; here it is left out of the "
            "memory."
        )
        first = _(
            "{question} is a question. A file of bAbI would ask it before the first sentence; here it is left out of "
            "the memory."
        )
        message = (after if place else first).format(question=quoted(text, 60), told=place)
        yield Note(message, (Offer(_("Make it the question"), text),))
    if (more := len(draft.asides) - _HELPED) > 0:
        yield Note(
            counted(
                "{n} more question stands among the sentences and is left out.",
                "{n} more questions stand among the sentences and are left out.",
                more,
            )
        )


def _foreign(draft: Draft, vocab: Vocab) -> Iterator[Note]:
    """Sentences of which the model knows no word."""
    strange: defaultdict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(draft.rows, 1):
        if _is_strange(row, vocab):
            strange[_language(row)].append(i)
    for why, rows in strange.items():
        message = counted(
            "Sentence {rows} has no word that this model knows.",
            "Sentences {rows} have no word that this model knows.",
            len(rows),
            rows=numbered(rows),
        )
        yield Note(f"{message} {why}")
    if draft.question and _is_strange(draft.question, vocab):
        yield Note(f"{_('The question has no word that this model knows.')} {_language(draft.question)}")


def _is_strange(text: str, vocab: Vocab) -> bool:
    its_words = words(text)
    return bool(its_words) and not any(map(vocab.number, its_words))


def _language(text: str) -> str:
    """Why a text is strange to a model of English."""
    if _UNSPACED.search(text):
        return _("It reads English only, and knows words by the spaces between them: here it sees one blank or a few.")
    if not text.isascii():
        return _("It reads English only, and sees blanks there.")
    return _("It sees blanks there.")


def _nonsense(trace: Trace) -> Iterator[Note]:
    """Stories that are mostly blanks."""
    slots = trace.slots[: trace.sentences]
    its_words = [word for text in (*(slot.key for slot in slots), trace.question.text) for word in words(text)]
    blanks = sum(word in set(trace.unknown) for word in its_words)
    if len(its_words) > _MANY and 2 * blanks > len(its_words):
        text = _(
            "{blanks} of the {said} words are unknown to this model. It still names an answer, as it always does, but "
            "that answer means little."
        )
        yield Note(text.format(blanks=f"{blanks:,}", said=f"{len(its_words):,}"))


def _new_names(draft: Draft, trace: Trace, vocab: Vocab) -> Iterator[Note]:
    """Words that are read as names, and which of them may be misspelt."""
    names = trace.new_names
    if not names:
        return
    yield Note(
        counted(
            "New to this model, and read as a name of somebody, some place or some thing: {names}.",
            "New to this model, and read as names of somebody, some place or some thing: {names}.",
            len(names),
            names=_listed(names),
        )
    )
    for name in names:
        alike = get_close_matches(name, suggestions(name, _texts(draft, trace), vocab), cutoff=_ALIKE)
        if alike:
            text = _("Or did you mean, in place of {name}:").format(name=quoted(name))
            yield Note(text, _offers(name, alike))


def _blanks(draft: Draft, trace: Trace, vocab: Vocab) -> Iterator[Note]:
    """Words that are blanks, each with the nearest that is known."""
    strange = {word for text in _texts(draft, trace) if _is_strange(text, vocab) for word in words(text)}
    blanks = [word for word in trace.unknown if word not in strange]
    for word in blanks[:_HELPED]:
        offers = _offers(word, suggestions(word, _texts(draft, trace), vocab))
        parts = [_("{word} is unknown to this model: it sees a blank there.").format(word=quoted(word))]
        if offers:
            parts.append(_("A word that it knows:"))
        yield Note(" ".join(parts), offers)
    if rest := blanks[_HELPED:]:
        text = counted("So is {words}.", "So are {words}.", len(rest), words=_listed(rest))
        yield Note(text)


def _long(draft: Draft) -> Iterator[Note]:
    """Sentences longer than any that the networks were trained on."""
    lengths = {i: len(words(row)) for i, row in enumerate(draft.rows, 1)}
    rows = [i for i, length in lengths.items() if length > LONGEST_TRAINED]
    if rows:
        message = counted(
            "Sentence {rows} has {most} words. The longest in training had {longest}: shorter ones are read better.",
            "Sentences {rows} have up to {most} words. The longest in training had {longest}: shorter ones are read "
            "better.",
            len(rows),
            rows=numbered(rows),
            most=f"{max(lengths[i] for i in rows):,}",
            longest=LONGEST_TRAINED,
        )
        yield Note(message)


def beyond(draft: Draft, trace: Trace) -> Iterator[Note]:
    """Sentences that do not fit into the memory."""
    if not trace.forgotten:
        return
    parts = [
        _("The memory holds the last {n} sentences.").format(n=f"{trace.sentences:,}"),
        counted(
            "Sentence 1 is beyond it, where the model cannot look.",
            "Sentences 1 to {n} are beyond it, where the model cannot look.",
            trace.forgotten,
        ),
    ]
    if lost := len(draft.facts) - len(trace.question.facts):
        parts.append(_("The right answer needs {n} of them.").format(n=f"{lost:,}"))
    yield Note(" ".join(parts))


def _unreachable(trace: Trace) -> Iterator[Note]:
    """Right answers that the model cannot give."""
    answer = trace.question.answer
    if answer and answer not in trace.answers:
        text = _("{answer} is none of the answers that this model can give, so it cannot be right.")
        yield Note(text.format(answer=quoted(answer)))


def _offers(word: str, known: Sequence[str]) -> tuple[Offer, ...]:
    return tuple(Offer(each, word, each) for each in known)


def _texts(draft: Draft, trace: Trace) -> list[str]:
    """What the model reads: sentences beyond its memory are none of it."""
    return [*draft.rows[-trace.sentences :], draft.question]


def _listed(found: Sequence[str]) -> str:
    """Words in quotation marks, the first of them where they are many."""
    return _first(tuple(map(quoted, found)))


def numbered(rows: Sequence[int]) -> str:
    """Sentences by their numbers."""
    return _first([f"{row:,}" for row in rows])


def _first(found: Sequence[str]) -> str:
    shown = ", ".join(found[:_NAMED])
    more = len(found) - _NAMED
    return _("{list} and {n} more").format(list=shown, n=f"{more:,}") if more > 0 else shown
