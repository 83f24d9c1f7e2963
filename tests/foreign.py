"""A language whose texts are the English ones in wide letters, Ｕｎｄｏ: what stands in others cannot be translated."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from typing import Any

import pytest

from memviz import language

_WIDE = {code: code + 0xFEE0 for code in (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1))}

# Everything that a person reads or hears below a node: texts, names, hints, what is written in fields and by the style.
_SHOWN = """(root) => {
  const names = ["aria-label", "aria-description", "title", "placeholder", "alt"];
  return [root, ...root.querySelectorAll("*")].flatMap((node) => {
    const texts = [...node.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data);
    const drawn = ["::before", "::after"].map((part) => getComputedStyle(node, part).content);
    const told = [...names.map((name) => node.getAttribute(name)), ...texts, node.value];
    return [...told, ...drawn.filter((content) => content.startsWith('"'))].filter((text) => typeof text === "string");
  });
}"""


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This test speaks that language."""
    monkeypatch.setattr(language, "_catalogue", lambda _language: _Wide())
    language.use("zh")
    yield
    language.use(language.DEFAULT)


def wide(text: str) -> str:
    """A text in wide letters, but for its {places}."""
    parts = re.split(r"(\{\w+\})", text)
    return "".join(part if part.startswith("{") else part.translate(_WIDE) for part in parts)


def english(text: str) -> list[str]:
    """The words of a text that are not in wide letters; a single letter may be a symbol."""
    return re.findall(r"[A-Za-z]{2,}", text)


def untranslated(node: Any, acts: str = "() => [() => {}]") -> set[str]:
    """What is shown of a node of a page and has English words, after each of some acts.

    acts  a function in JavaScript, of the node, that gives functions
    """
    after_each = f"(node) => [...new Set(({acts})(node).flatMap((act) => (act(), ({_SHOWN})(node))))]"
    return {text for text in node.evaluate(after_each) if english(text)}


class _Wide(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return wide(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return wide(msgid1 if n == 1 else msgid2)
