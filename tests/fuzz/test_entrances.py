"""Whatever comes in: an answer, or an error with a sentence for the person. Seeded; ten thousand cases are slow."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner

from memviz.answer import anyone
from memviz.answer.asking import ask
from memviz.answer.looking_up import look_up
from memviz.browser.deck import Deck, Item
from memviz.browser.editor import Draft
from memviz.cli import main
from memviz.data.babi import parse
from memviz.errors import MemvizError
from memviz.facts.documents import detect_names, parse_document
from memviz.facts.hashing import FactIndex
from memviz.facts.library import Library
from memviz.facts.triples import parse_triples
from memviz.models import checkpoint
from memviz.models.checkpoint import Trained
from memviz.models.english_checkpoint import TrainedEnglish, load_english
from memviz.pages.facts.lookup import Lookup
from memviz.pages.shared.choice import Pick, typed_texts
from memviz.pages.shared.link import pack, unpack
from memviz.pages.stories.asked import _typed
from memviz.simulate.gallery import FIRST, entry
from memviz.story import Question, Story, sentences
from memviz.story.changes import Changes, Override
from memviz.trace import Trace
from tests.fuzz.nasty import COUNTS, changed, damaged, metered, text, written
from tests.pages.apps import packed

_MODELS = ("memn2n-3hop", "kv-open")
_FACTS = (
    "Alien|directed_by|Ridley Scott\nHeat|directed_by|Michael Mann\n",
    "subject,relation,object\nAlien,directed_by,Ridley Scott\n",
    '["Alien", "directed_by", "Ridley Scott"]\n{"subject": "a", "relation": "b", "object": "c"}\n',
    "1 Kismet directed_by William Dieterle, Somebody\n\n1 Alien in_language English\n",
)
_ARTICLE = "Alien\nAlien is a film by Ridley Scott of 1979. Sigourney Weaver plays Ellen Ripley.\n"
_BABI = "1 Mary went to the kitchen.\n2 John got the milk.\n3 Where is Mary? \tkitchen\t1\n1 Ann left.\n"
_DECK = Deck(
    (
        Item("memn2n-3hop", entry(*FIRST).story, entry(*FIRST).question),
        Item(
            "kv-open", Story.of("Mary went."), Question("Where is Mary?"),
            Changes(frozenset({1}), (Override(0, 0, 0.25),)), "title", "notes", "movies",
        ),
    )
)  # fmt: skip

_LOAD = checkpoint.load  # the command line's is replaced below
Enter = Callable[[Random], Any]


@cache
def model(name: str) -> Trained:
    return _LOAD(name)


@cache
def everyday() -> TrainedEnglish:
    return load_english("memn2n-english")


@pytest.fixture(autouse=True, scope="module")
def _ready() -> None:
    """What is read and told once, at the first question, is no work of the case that happens to ask it."""
    for name in ("memn2n-3hop", "memn2n-open"):
        ask(model(name), Story.of("Zorb went to the kitchen."), "Where is Zorb?")
    look_up(model("kv-open"), FactIndex.build(parse_triples(_FACTS[0], "f")), "who directed Alien?")
    anyone.ask(everyday(), Story.of("Zorb went to the kitchen."), "Where is Zorb?")


def each(count: int, enter: Enter) -> None:
    """Every case from its own seed, which a failure names."""
    for seed in range(count):
        try:
            with metered(seed), suppress(MemvizError):
                enter(Random(seed))
        except Exception as error:
            raise AssertionError(f"case {seed}") from error


def _story(r: Random) -> None:
    told = damaged(r, "Mary went to the kitchen.\nJohn got the milk there.\n") if r.random() < 0.5 else text(r)
    trace = ask(model(r.choice(("memn2n-3hop", "memn2n-open"))), Story.of(*sentences(told)), text(r, 8))
    trace.to_json()


def _facts(r: Random) -> None:
    told = damaged(r, r.choice(_FACTS) * r.randrange(1, 4)) if r.random() < 0.8 else text(r)
    content = told.encode(errors="replace") if r.random() < 0.3 else told
    look_up(model("kv-open"), FactIndex.build(parse_triples(content, "f")), f"who directed Alien {text(r, 4)}")


def _article(r: Random) -> None:
    document = parse_document(damaged(r, _ARTICLE) + text(r) * r.randrange(4), "a")
    look_up(model("kv-open"), Library((document,), detect_names(document)), f"who plays Alien {text(r, 4)}")


def _links(r: Random) -> None:
    typed: Any = {"rows": ["Mary went."], "question": "Where?", "answer": "", "facts": [0]}
    data = typed if r.random() < 0.6 else ["Mary went.", "Where is Mary?"]
    code = packed(written(r, data)) if r.random() < 0.7 else damaged(r, pack(changed(r, data)))
    parameters = {name: text(r, 3) for name in ("task", "story", "model", "question", "source") if r.random() < 0.5}
    offered = {"movies": ("kv-open",), "story": ("kv-babi",)}
    for read in (
        lambda: unpack(code),
        lambda: _typed(code).slots,
        lambda: typed_texts({"typed": code}, 2),
        lambda: Pick.from_link(parameters, _MODELS),
        lambda: Lookup.from_link(parameters, offered, lambda _source, _model: 3),
    ):
        with suppress(MemvizError):
            read()


def _editor(r: Random) -> None:
    state = {"rows": ["Mary went."], "question": "Where?", "answer": "", "facts": [0], "asides": [["What?", 1]]}
    draft = Draft.from_state(changed(r, state | {"done": "", "turn": 3}))
    if draft:
        pack([draft.rows, draft.question, draft.story.questions[-1:] and draft.asked.answer])


def _deck(r: Random) -> None:
    deck = Deck.from_json(
        written(r, {"format": "memviz talk", "version": 1, "items": [i.to_dict() for i in _DECK.items]})
    )
    assert Deck.from_json(deck.to_json()) == deck


def _babi(r: Random) -> None:
    told = damaged(r, _BABI * r.randrange(1, 4)) if r.random() < 0.8 else text(r)
    parse(told.encode(errors="replace") if r.random() < 0.3 else told, "b", complete=r.random() < 0.5)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("enter", [_story, _facts, _article, _links, _editor, _deck, _babi])
def test_an_entrance_takes_anything(enter: Enter, count: int) -> None:
    each(count, enter)


@pytest.mark.parametrize("count", COUNTS)
def test_the_json_of_a_trace_takes_anything(trace: Trace, kv_trace: Trace, count: int) -> None:
    told = [json.loads(example.to_json()) for example in (trace, kv_trace)]
    each(count, lambda r: Trace.from_json(written(r, r.choice(told))).to_json())


@pytest.mark.parametrize("count", COUNTS)
def test_the_command_line_takes_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    (tmp_path / "story.txt").write_text("Mary went to the kitchen.\nJohn got the milk.\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(checkpoint, "load", lambda name, _directory: model(name if name in _MODELS else _MODELS[0]))
    monkeypatch.setattr(anyone, "load_english", lambda _name, _directory: everyday())

    def enter(r: Random) -> None:
        result = CliRunner().invoke(main, _arguments(r))
        assert result.exit_code in {0, 1, 2}
        assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)

    each(count, enter)


def _arguments(r: Random) -> list[str]:
    """What could be typed after python -m memviz; nothing in it writes a file."""
    number = r.choice(("1", "2", "0", "-1", "nothing", "9" * 5_000, "²", "٣", text(r, 2)))
    hop, weight = r.choice(("1", "9" * 5_000, text(r, 1))), r.choice(("0.5", "nan", "1e999", text(r, 1)))
    given = {
        "--mute": number,
        "--attend": f"{hop}:{number}={weight}",
        "--swap": f"{r.choice(('Mary', number))}={text(r, 2)}",
        "--model": text(r, 1),
    }
    chosen = [part for pair in given.items() if r.random() < 0.3 for part in pair]
    if r.random() < 0.3:
        sized = f"{r.choice(('people', 'path', text(r, 1)))}={number}"
        return ["simulate", "--task", r.choice(("1", "19", number)), "--questions", "1", "--set", sized]
    asked = r.choice((["story.txt", text(r, 6)], ["story.txt", "Where is Mary?"], [text(r, 2)]))
    switches = r.sample(("--influence", "--words", "--json"), r.randrange(3))
    return ["ask", *chosen, *switches, "--", *asked]
