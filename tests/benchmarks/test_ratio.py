"""What the ratios assume of the page."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.ratio import DEBOUNCE
from memviz.browser import editor


def test_the_editor_waits_as_long_as_is_taken_off() -> None:
    script = Path(editor.__file__).with_name("editor.js").read_text("utf-8")

    assert re.findall(r"^const QUIET = (\d+);", script, re.MULTILINE) == [f"{DEBOUNCE:.0f}"]
