"""How much of every text is taken in: more than anybody needs, and little enough to be read in seconds.

Whoever types, pastes, uploads, or opens a link or a talk meets these numbers and no others; beyond each stands a
sentence that says so. The largest of each takes, in processor time on one core of a busy server and memory beyond what
the networks need (`python -m benchmarks limits`): a question 0.06 s and 10 MB, a story 0.02 s, an article 4 s and 50 MB
(of names alone 85 MB), a million facts 38 s and 1.1 GB, as many bytes of broken lines 16 s and 0.4 GB, a talk's file
0.3 s and 10 MB, a link 0.01 s.
"""

from __future__ import annotations

from memviz.errors import StoryError
from memviz.language import _
from memviz.story import Question, Story

WORDS, LETTERS = 5_000, 30_000  # of a sentence, or a question; bAbI's longest has 11 words
STORY = 300_000  # letters of a story: some 12,000 sentences of bAbI's kind, of which a memory holds the last 50
NAME_WORDS = 40  # of a name that is linked; the longest film title known to the public data has 23
SENTENCE = 5_000  # letters of an article without a full stop among them that are read as one sentence
ARTICLE = 1_000_000  # bytes: a long novel
FACTS = 20_000_000  # bytes
FACT_COUNT = 1_000_000
FIELD = 300  # letters of a subject, a relation or an object
BROKEN_LINES = 10_000  # whose reasons are kept
LINK = 1_000_000  # bytes that a link may unpack to: its text is a thousandth of that at best
TALK = 5_000_000  # letters of a talk's file
TALK_FACTS = 50_000  # letters of a person's own facts or article that a story of a talk brings along
DIGITS = 9  # of a number that a person or a link names something by


def check_question(text: str) -> None:
    """Raises StoryError for a question that is too long."""
    if _too_long(text):
        message = _("The question is too long: it may have {words} words and {letters} letters. Ask a shorter one.")
        raise StoryError(message.format(words=f"{WORDS:,}", letters=f"{LETTERS:,}"))


def check_story(story: Story, question: Question) -> None:
    """Raises StoryError for a story, a sentence of it, or a question that is too long."""
    check_question(question.text)
    letters = sum(len(slot.key) for slot in story.slots)
    if letters > STORY:
        message = _("The story has {n} letters, and {most} can be read. Use a part of it.")
        raise StoryError(message.format(n=f"{letters:,}", most=f"{STORY:,}"))
    for number, slot in enumerate(story.slots, 1):
        if _too_long(slot.key):
            message = _(
                "Sentence {number} is too long: a sentence may have {words} words and {letters} letters. Break it up."
            )
            raise StoryError(message.format(number=f"{number:,}", words=f"{WORDS:,}", letters=f"{LETTERS:,}"))


def _too_long(text: str) -> bool:
    return len(text) > LETTERS or len(text.split()) > WORDS
