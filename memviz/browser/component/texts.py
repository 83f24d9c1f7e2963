"""The texts of a script in another language."""

from __future__ import annotations

import json
import re

from memviz.language import DEFAULT, _, current, form

_LITERAL = r'("(?:[^"\\\n]|\\.)+")'
_TEXT = re.compile(rf"\bt\(\s*{_LITERAL}")
_COUNTED = re.compile(rf"\bcounted\(\s*{_LITERAL},\s*{_LITERAL}")


def spoken(script: str) -> str:
    """A script with component/language.js among its modules, as it speaks the current language."""
    if current() == DEFAULT:
        return script
    return f"{script}\nspeak({json.dumps(texts(script), ensure_ascii=False)});\n"


def texts(script: str) -> dict[str, str]:
    """The script's texts that are translated, by the English ones."""
    found = {text: _(text) for text in map(json.loads, _TEXT.findall(script))}
    for one, many in _COUNTED.findall(script):
        pair = json.loads(one), json.loads(many)
        found |= {text: form(*pair, n) for n, text in enumerate(pair, 1)}
    return {text: translated for text, translated in found.items() if translated != text}
