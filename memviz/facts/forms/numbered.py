"""The published form of WikiMovies, `1 Kismet directed_by William Dieterle, Another Name`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from memviz.facts.forms.row import Form, Row, shown
from memviz.language import _, later
from memviz.story.limits import FACT_COUNT

_RELATION = re.compile(r"\w*_\w*")  # a word with an underscore


def _recognised(first: Sequence[str]) -> bool:
    number, *words = first[0].split()
    return number.isdecimal() and any(map(_RELATION.fullmatch, words))


def _rows(lines: Sequence[str]) -> Iterator[Row]:
    """A line has several objects with commas between them; a blank line or number 1 begins another movie."""
    for number, line in enumerate(lines, 1):
        words = line.split()
        if not words:
            continue
        places = [i for i in range(2, len(words) - 1) if _RELATION.fullmatch(words[i])]
        if not words[0].isdecimal():
            yield Row(number, broken=_(NUMBERED.expected).format(found=shown(line)))
        elif " has_plot " in line:  # a plot is a text, and neither a name nor a list of names
            yield Row(number, left_out=_("a plot (has_plot)"))
        elif len(places) > 1:
            expected = _("expected one relation, a word with an underscore; more than one could be it in {found}.")
            yield Row(number, broken=expected.format(found=shown(line)))
        elif not places:
            expected = _("expected one relation, a word with an underscore; there is none in {found}.")
            yield Row(number, broken=expected.format(found=shown(line)))
        else:
            subject, objects = " ".join(words[1 : places[0]]), " ".join(words[places[0] + 1 :])
            for each in objects.split(", ", FACT_COUNT):
                yield Row(number, (subject, words[places[0]], each))


NUMBERED = Form(
    "numbered",
    _recognised,
    _rows,
    later("expected a number, a subject, a relation and objects, found {found}."),
)
