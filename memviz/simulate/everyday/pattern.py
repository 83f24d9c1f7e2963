"""Patterns of sentences: one line of text, compiled once.

    [A] <hand|pass> [X] to [B.o] (|with a (smile|grin))

`[A]` is what plays the role A, in the way that is written after a dot: `[A.o]` him, `[A.his]` his or Anna's, `[A.own]`
his (never the name), `[A.self]` himself, `[P.to]` to the kitchen, `[P.at]`, `[P.from]`, `[X.bare]` without an article,
`[X.name]` never a pronoun. `<go>` is a verb in the tense of the clause, which agrees with the role before it;
`<go.n>` gone, `<go.g>` going, `<go.i>` go, `<go.d>` went, `<go.z>` goes, `<not go>` did not go; `<be:X>` agrees with X,
`<be:Z>` is singular and `<be:W>` plural. `(a|b)` is one or the other.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, TypeAlias

from memviz.simulate.everyday import lexicon
from memviz.simulate.everyday.lexicon import Pool


class Ref(NamedTuple):
    """A place for whoever plays a role, and how it is said."""

    role: str
    case: str = ""


class Verb(NamedTuple):
    """One of several verbs; `form` is empty for the tense of the clause, and `subject` is the role it agrees with."""

    lemmas: Pool[str]
    form: str
    subject: str
    negated: bool


class Choice(NamedTuple):
    """One of several."""

    options: tuple[Nodes, ...]


Node: TypeAlias = "str | Ref | Verb | Choice"
Nodes: TypeAlias = "tuple[Node, ...]"


class Pattern(NamedTuple):
    """A compiled pattern.

    `opens` is the role that it begins with, if it begins with one; `is_past` says that it fits no other tense,
    `is_long` that it is a sentence of its own.
    """

    nodes: Nodes
    opens: str
    is_past: bool = False
    is_long: bool = False


_ROLE = re.compile(r":(\w+)")
_PAST = re.compile(
    r"\b(?:was|were|had|did|could|saw|thought|knew|found|said|told|left|yesterday|last night|last week|this morning)\b"
)
_SAID = ("V", "M", "K")  # roles that may be a verb in words
_ASKS = re.compile(r"\b(?:[Dd]id|[Dd]oes|[Dd]o|[Ii]s|[Ww]as|[Aa]re|[Cc]an|[Ww]ill|[Hh]ad|[Ss]hould|[Mm]ust) $")
_AFTER = re.compile(r"\b(?:of|for|to|with|from|by|at|about|on) $")
_VERBS = """used turned is was has had would could can will cannot cost became live lives lived grew went wanted took
bought got chose asked came thinks said looked painted almost overslept does did know really always never just gave
keeps plays
prefers runs eats takes spends belongs"""
_FINITE = re.compile(rf" (?:{'|'.join(_VERBS.split())})\b")
_TOKEN = re.compile(r"\[[^\]]+\]|<[^>]+>|[(|)]|[^\[<(|)]+")


@cache
def compiled(line: str) -> Pattern:
    """The pattern of a line."""
    tokens = _TOKEN.findall(line)
    subject = next((token[1:-1].partition(".")[0] for token in tokens if token[0] == "["), "")
    nodes = _sequence(tokens[::-1], subject)
    first = nodes[0] if nodes else ""
    opens = first.role if isinstance(first, Ref) and not first.case else ""
    return Pattern(nodes, opens, bool(_PAST.search(_literals(line))), bool(re.search(r",|\band\b|\"", line)))


def _sequence(left: list[str], subject: str) -> Nodes:
    """Nodes up to the end, or up to a bar or a closing parenthesis, which is left; takes tokens from the end of `left`.

    A verb agrees with the role that stands before it, or else with the subject of the verb before.
    """
    found: list[Node] = []
    while left and left[-1] not in ("|", ")"):
        token = left.pop()
        if token[0] == "(":
            found.append(_choice(left, _said_before(found) or subject))
        elif token[0] == "[":
            found.append(Ref(*token[1:-1].split(".")))
        elif token[0] == "<":
            subject = _said_before(found) or subject
            found.append(_verb(token[1:-1], subject))
        else:
            found.append(token)
    return tuple(_with_case(found, i) for i in range(len(found)))


def _said_before(nodes: list[Node]) -> str:
    """The role that stands right before, but for adverbs."""
    before = [node for node in nodes[-3:] if node != " " and not isinstance(node, Choice)]
    last = before[-1] if before else None
    return last.role if isinstance(last, Ref) and not last.case else ""


def _with_case(nodes: list[Node], i: int) -> Node:
    """A role in the case that its place asks for: an object, unless the pattern begins with it or a verb follows."""
    node = nodes[i]
    if i == 0 or not isinstance(node, Ref) or node.case:
        return node
    if isinstance(nodes[i - 1], str) and _AFTER.search(str(nodes[i - 1])):
        return Ref(node.role, "o")
    if isinstance(nodes[i - 1], str) and _ASKS.search(str(nodes[i - 1])):
        return node
    if i > 1 and nodes[i - 1] == " " and isinstance(before := nodes[i - 2], Verb) and before.subject == node.role:
        return node
    after = [each for each in nodes[i + 1 : i + 4] if each != " "]
    if after and isinstance(after[0], Choice):
        starts = [option[0] for option in after[0].options if option]
        if any(isinstance(start, str) and _FINITE.match(f" {start}") for start in starts):
            return node
        after = after[1:]
    if after and isinstance(after[0], Verb) and after[0].subject == node.role:
        return node
    if after and isinstance(after[0], Ref) and after[0].role in _SAID and not node.role.startswith(("X", "P")):
        return node
    if after and isinstance(after[0], str) and _FINITE.match(after[0]):
        return node
    return Ref(node.role, "o")


def _choice(left: list[str], subject: str) -> Choice:
    options = [_sequence(left, subject)]
    while left.pop() == "|":
        options.append(_sequence(left, subject))
    return Choice(tuple(options))


def _verb(text: str, subject: str) -> Verb:
    lemmas, _, form = text.partition(".")
    role = found[1] if (found := _ROLE.search(lemmas)) else ""
    lemmas = _ROLE.sub("", lemmas)
    negated = lemmas.startswith("not ")
    words = [word for lemma in lemmas.removeprefix("not ").split("|") for word in _group(lemma)]
    return Verb(lexicon.pool(words), form, role or subject, negated)


def _group(lemma: str) -> tuple[str, ...]:
    """The verbs of a group such as $walk, or the verb itself."""
    if not lemma.startswith("$"):
        return (lemma,)
    group = lexicon.lists("verbs")[lemma[1:]]
    return (*group.train, *group.held)


@cache
def patterns(name: str) -> dict[str, Pool[Pattern]]:
    """The patterns of a file by the heading that they stand under, those that are held out (“! …”) apart."""
    return {head: _pool(lines) for head, lines in lexicon.blocks(name).items()}


def _pool(lines: tuple[str, ...]) -> Pool[Pattern]:
    held = {line for line in lines if lexicon.shows_held_out(_literals(line))}
    if len(lines) >= 4:
        held |= {line for line in lines if lexicon.is_held_pattern(line)}
    if len(held) == len(lines):
        held = set()
    held |= {line for line in lines if line.startswith("! ")}
    return Pool(
        tuple(compiled(line) for line in lines if line not in held),
        tuple(compiled(line.removeprefix("! ")) for line in lines if line in held),
    )


def _literals(line: str) -> str:
    """The words that every sentence of this pattern has: its text without roles and without choices of verbs."""
    verbs = re.sub(r"<([^>|$]+)>", lambda found: found[1].partition(".")[0].partition(":")[0], line)
    return re.sub(r"\[[^\]]*\]|<[^>]*>", " ", verbs)
