"""What a question on the command line is put to: facts or an article, read from a file or standard input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from memviz.answer.looking_up import Source


def facts_of(stream: Any, table: bool) -> Source:
    """The facts of an open file; what was made of its header and what was left out is told on standard error.

    table: whether the first line is a header; else it is one where it can be nothing else.
    Raises DataError if they cannot be read.
    """
    from memviz.facts.hashing import FactIndex
    from memviz.facts.triples import parse_facts

    facts = parse_facts(stream.read(), stream.name, table or None)
    for note in facts.notes:
        click.echo(f"{stream.name}: {note}", err=True)
    if facts.offer:
        names = ", ".join(facts.offer)
        click.echo(f"{stream.name}: If its first line is a header ({names}), read it with --table.", err=True)
    return FactIndex.build(facts.triples)


def article_of(stream: Any) -> Source:
    """The article of an open file. Raises DataError if it cannot be read."""
    from memviz.facts.documents import detect_names, parse_document
    from memviz.facts.library import Library

    document = parse_document(stream.read(), stream.name)
    return Library([document], detect_names(document))
