"""How much of every text is taken in: more than anybody needs, and little enough to be read in seconds.

Whoever types, pastes, uploads, or opens a link or a talk meets these numbers and no others; beyond each stands a
sentence that says so. What the largest of each costs, measured in a process of its own, in seconds of one core of a
server and in memory besides what the process had before; a story or an article is asked about, too:

    question, or one sentence, of 30,000 letters    0.05 s    10 MB
    story of 10 sentences of 29,900 letters         0.3 s     16 MB
    article of 1 MB in invented words               4 s       46 MB
    the same, nine words in ten with a capital      5 s       47 MB
    1,000,000 facts of 19 letters, read and indexed 27 s     670 MB
    20 MB of facts of 86 letters, so 232,000        10 s     190 MB
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
