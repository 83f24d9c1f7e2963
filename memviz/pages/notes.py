"""What there is to say of a story that a person writes: honest sentences, and one click that puts things right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from memviz.editor import Draft, Note, Offer
from memviz.errors import MemvizError
from memviz.pages.remarks import quoted
from memviz.speech import suggestions
from memviz.trace import Trace
from memviz.vocab import Vocab, words

LONGEST_TOLD = 11  # words in the longest sentence of bAbI, on which all of these networks were trained
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
    found = [*stopped, *_asides(draft), *_foreign(draft, vocab)]
    if trace:
        found += [*_nonsense(trace), *_new_names(draft, trace, vocab), *_blanks(draft, trace, vocab)]
    found += _long(draft)
    if trace:
        found += [*_beyond(draft, trace), *_unreachable(trace)]
    return tuple(found)


def _asides(draft: Draft) -> Iterator[Note]:
    """Questions among the sentences."""
    for text, told in draft.asides[:_HELPED]:
        when = f"after sentence {told}" if told else "before the first sentence"
        yield Note(
            f"{quoted(text, 60)} is a question. A file of bAbI would ask it {when}; here it is left out of the memory.",
            (Offer("Make it the question", text),),
        )
    if len(draft.asides) > _HELPED:
        yield Note(f"{len(draft.asides) - _HELPED:,} more questions stand among the sentences and are left out.")


def _foreign(draft: Draft, vocab: Vocab) -> Iterator[Note]:
    """Sentences of which the model knows no word."""
    strange: defaultdict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(draft.rows, 1):
        if _is_strange(row, vocab):
            strange[_language(row)].append(i)
    for why, rows in strange.items():
        yield Note(f"{_counted(rows)} {'has' if len(rows) == 1 else 'have'} no word that this model knows. {why}")
    if draft.question and _is_strange(draft.question, vocab):
        yield Note(f"The question has no word that this model knows. {_language(draft.question)}")


def _is_strange(text: str, vocab: Vocab) -> bool:
    said = words(text)
    return bool(said) and not any(map(vocab.number, said))


def _language(text: str) -> str:
    """Why a text is strange to a model of English."""
    if _UNSPACED.search(text):
        return "It reads English only, and knows words by the spaces between them: here it sees one blank or a few."
    if not text.isascii():
        return "It reads English only, and sees blanks there."
    return "It sees blanks there."


def _nonsense(trace: Trace) -> Iterator[Note]:
    """Stories that are mostly blanks."""
    slots = trace.slots[: trace.sentences]
    said = [word for text in (*(slot.key for slot in slots), trace.question.text) for word in words(text)]
    blanks = sum(word in set(trace.unknown) for word in said)
    if len(said) > _MANY and 2 * blanks > len(said):
        yield Note(
            f"{blanks:,} of the {len(said):,} words are unknown to this model. It still names an answer, as it always "
            "does, but that answer means little."
        )


def _new_names(draft: Draft, trace: Trace, vocab: Vocab) -> Iterator[Note]:
    """Words that are read as names, and which of them may be misspelt."""
    names = trace.new_names
    if not names:
        return
    named = _listed(names)
    yield Note(
        f"New to this model, and read as {'names' if len(names) > 1 else 'a name'} of somebody, some place or some "
        f"thing: {named}."
    )
    for name in names:
        alike = get_close_matches(name, suggestions(name, _texts(draft), vocab), cutoff=_ALIKE)
        if alike:
            yield Note(f"Or did you mean, in place of {quoted(name)}:", _offers(name, alike))


def _blanks(draft: Draft, trace: Trace, vocab: Vocab) -> Iterator[Note]:
    """Words that are blanks, each with the nearest that is known."""
    strange = {word for text in _texts(draft) if _is_strange(text, vocab) for word in words(text)}
    blanks = [word for word in trace.unknown if word not in strange]
    for word in blanks[:_HELPED]:
        offers = _offers(word, suggestions(word, _texts(draft), vocab))
        ask = " A word that it knows:" if offers else ""
        yield Note(f"{quoted(word)} is unknown to this model: it sees a blank there.{ask}", offers)
    if rest := blanks[_HELPED:]:
        yield Note(f"So are {_listed(rest)}.")


def _long(draft: Draft) -> Iterator[Note]:
    """Sentences longer than any that the networks were trained on."""
    lengths = {i: len(words(row)) for i, row in enumerate(draft.rows, 1)}
    rows = [i for i, length in lengths.items() if length > LONGEST_TOLD]
    if rows:
        most = max(lengths[i] for i in rows)
        has = f"has {most:,}" if len(rows) == 1 else f"have up to {most:,}"
        yield Note(
            f"{_counted(rows)} {has} words. The longest in training had {LONGEST_TOLD}: shorter ones are read better."
        )


def _beyond(draft: Draft, trace: Trace) -> Iterator[Note]:
    """Sentences that do not fit into the memory."""
    if not trace.forgotten:
        return
    lost = len(draft.facts) - len(trace.question.facts)
    which = f"Sentences 1 to {trace.forgotten:,} are" if trace.forgotten > 1 else "Sentence 1 is"
    gold = f" The right answer needs {lost:,} of them." if lost else ""
    yield Note(
        f"The memory holds the last {trace.sentences:,} sentences. {which} beyond it, where the model cannot "
        f"look.{gold}"
    )


def _unreachable(trace: Trace) -> Iterator[Note]:
    """Right answers that the model cannot give."""
    answer = trace.question.answer
    if answer and answer not in trace.answers:
        yield Note(f"{quoted(answer)} is none of the answers that this model can give, so it cannot be right.")


def _offers(word: str, known: Sequence[str]) -> tuple[Offer, ...]:
    return tuple(Offer(each, word, each) for each in known)


def _texts(draft: Draft) -> list[str]:
    return [*draft.rows, draft.question]


def _listed(found: Sequence[str]) -> str:
    more = f" and {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
    return ", ".join(map(quoted, found[:_NAMED])) + more


def _counted(rows: Sequence[int]) -> str:
    """Sentences by their numbers."""
    if len(rows) == 1:
        return f"Sentence {rows[0]:,}"
    more = f" and {len(rows) - _NAMED:,} more" if len(rows) > _NAMED else ""
    return f"Sentences {', '.join(f'{row:,}' for row in rows[:_NAMED])}{more}"
