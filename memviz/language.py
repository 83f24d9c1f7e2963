"""The language of the interface. Stories stay in the language of the data.

Texts stand in the code in English, inside `_( )`, and in memviz/locale in the other languages (gettext, Babel).
"""

from __future__ import annotations

import gettext
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = {"en": "English", "zh": "简体中文"}
DEFAULT = "en"
_LOCALE = Path(__file__).with_name("locale")
_FOLDERS = {"zh": "zh_CN"}
_TAGS = {"en": "en", "zh": "zh-CN"}
_current: ContextVar[str] = ContextVar("language", default=DEFAULT)  # a session is a thread, and has its own


def use(language: str) -> None:
    """Speak a language of LANGUAGES from here on in this thread."""
    _current.set(language)


def current() -> str:
    """The language that this thread speaks."""
    return _current.get()


def tag() -> str:
    """The current language as browsers name it."""
    return _TAGS[_current.get()]


def _(text: str) -> str:
    """A text of the interface in the current language; itself where nobody has translated it."""
    return _catalogue(_current.get()).gettext(text)


def later(text: str) -> str:
    """A text that is told to the catalogue here, and is put into `_( )` where it is shown."""
    return text


def counted(one: str, many: str, count: int, **values: object) -> str:
    """The form of a text that belongs to a number; {n} in it is the number, other {names} are among the values."""
    return form(one, many, count).format(n=f"{count:,}", **values)


def form(one: str, many: str, count: int) -> str:
    """The same, its {n} not yet filled."""
    return _catalogue(_current.get()).ngettext(one, many, count)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == DEFAULT:
        return gettext.NullTranslations()
    return gettext.translation("memviz", _LOCALE, [_FOLDERS[language]])
