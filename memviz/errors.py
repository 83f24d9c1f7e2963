"""The one family of errors that a person can cause: what happened, and what to do about it."""


class MemvizError(Exception):
    """Something that the person at the keyboard can put right; the message is a sentence for them."""


class StoryError(MemvizError):
    """A story or a question that cannot be asked about."""


class NothingFoundError(StoryError):
    """A question that shares no name and no rare word with any memory."""


class DataError(MemvizError):
    """A data file that is missing or broken; names the file and, where there is one, the line."""


class CheckpointError(MemvizError):
    """A model that is missing, unreadable or of another version."""


class TraceError(MemvizError):
    """A trace whose parts do not fit together."""


class ExportError(MemvizError):
    """A file that cannot be made, or not written where it was wanted."""


class DeckError(MemvizError):
    """A talk, or the file of one, that cannot be opened."""


class LinkError(MemvizError):
    """A link that says what cannot be read."""
