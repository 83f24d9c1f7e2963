"""From the pattern of a statement to the patterns of questions about it."""

from __future__ import annotations

import re
from functools import cache

from memviz.simulate.everyday.pattern import Choice, Node, Nodes, Pattern, Ref, Verb


@cache
def asked(pattern: Pattern, word: str) -> Pattern | None:
    """“Why did she …”, “When was she …”, “Did she …” (no word): None if the pattern is not so simple."""
    turned = _split(pattern)
    if turned is None:
        return None
    subject, verb, rest = turned
    if verb.lemmas.train == ("be",):
        no: Nodes = (" not",) if verb.negated else ()
        return Pattern((f"{word} ", Verb(verb.lemmas, "past", subject.role, False), " ", subject, *no, *rest), "")
    bare = tuple(_bare(node, subject.role, "i") for node in (verb, *rest))
    no = (" not ",) if verb.negated else (" ",)
    return Pattern((f"{word} did ", subject, *no, *bare), "")


@cache
def who(pattern: Pattern) -> Pattern | None:
    """“Who painted the fence”."""
    turned = _split(pattern)
    if turned is None or turned[1].negated or _speaks_of(turned[2], turned[0].role):
        return None
    subject, verb, rest = turned
    return Pattern(("Who ", *(_bare(node, subject.role, "d") for node in (verb, *rest))), "")


def _split(pattern: Pattern) -> tuple[Ref, Verb, Nodes] | None:
    """The subject, the verb and the rest."""
    nodes = pattern.nodes
    if len(nodes) < 3 or nodes[1] != " ":
        return None
    subject, verb, rest = nodes[0], nodes[2], nodes[3:]
    if not isinstance(subject, Ref) or subject.case or not isinstance(verb, Verb) or verb.form:
        return None
    if verb.subject != subject.role or any(_other_subject(node, subject.role) for node in rest):
        return None
    return subject, verb, rest


def _other_subject(node: Node, role: str) -> bool:
    if isinstance(node, Verb):
        return node.subject != role or node.form not in ("", "g", "n", "i")
    if isinstance(node, Choice):
        return any(_other_subject(each, role) for option in node.options for each in option)
    return isinstance(node, Ref) and node.role == role and not node.case


def _speaks_of(nodes: Nodes, role: str) -> bool:
    return any(isinstance(node, Ref) and node.role == role for node in nodes)


def _bare(node: Node, role: str, form: str) -> Node:
    """A node with its finite verbs in another form."""
    if isinstance(node, Verb) and not node.form and node.subject == role:
        if form == "d" and node.lemmas.train == ("be",):
            return Verb(node.lemmas, "past", "Z", False)
        return Verb(node.lemmas, form, role, False)
    if isinstance(node, Choice):
        return Choice(tuple(tuple(_bare(each, role, form) for each in option) for option in node.options))
    return node


def short_time(time: str) -> str:
    """A time without its preposition, as people answer: “Monday”, “noon”, “morning”."""
    return re.sub(r"^(?:on|at|in) (?:the (?=\w+$))?", "", time)
