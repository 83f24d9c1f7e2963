"""The forms in which facts are read. A new one is its own file and a line here."""

from __future__ import annotations

from memviz.facts.forms.json_values import JSON_ARRAY, JSON_LINES
from memviz.facts.forms.numbered import NUMBERED
from memviz.facts.forms.separated import BARS, COMMAS, SEMICOLONS, TABS

FORMS = (  # the first that recognises a text reads it
    JSON_ARRAY,
    JSON_LINES,
    BARS,
    TABS,
    NUMBERED,
    SEMICOLONS,
    COMMAS,  # which takes everything
)
