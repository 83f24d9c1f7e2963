"""How it works without a browser: what the page says and draws, in both languages."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from memviz.data.babi import TASKS
from memviz.language import DEFAULT, use
from memviz.pages.how.frame import ADJACENT, LAYER_WISE, ONE_HOP
from memviz.pages.shared import networks
from memviz.simulate.gallery import ONE_LOOK, TWO_FACTS, entry
from tests.pages.apps import link, run
from tests.views import views

ROOT = Path(__file__).parents[2]
PAGE = importlib.import_module("memviz.pages.how.page")
VIEWS = (  # in their order on the page
    *("growth", "modules", "look", "single", "walk"),
    *("one_look", "looks", "stacked", "tying", "encoding"),
    *("funnel", "facts", "chain"),
)

Open = Callable[..., AppTest]


def _page() -> None:
    import importlib

    from memviz.pages.shared.session_language import speak

    speak()
    importlib.import_module("memviz.pages.how.page").how_it_works()


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Open:
    """visit(link parameters) is a new session after its first run. Nothing is loaded in the background."""
    monkeypatch.setattr(PAGE, "warm", lambda: None)

    def open_page(**opened: str) -> AppTest:
        app = AppTest.from_function(_page, default_timeout=60)
        app.query_params.update(opened)
        return run(app)

    return open_page


@pytest.fixture(autouse=True)
def _english_again() -> Any:
    yield
    use(DEFAULT)


def drawn_by(app: AppTest) -> dict[str, dict[str, Any]]:
    """What each view is told to draw."""
    told = [data for key, data in views(app).items() if key != "how_share"]
    return dict(zip(VIEWS, told, strict=True))


def said(app: AppTest) -> str:
    return "\n".join(each.value for each in (*app.subheader, *app.markdown, *app.caption))


# ---- the first picture ---------------------------------------------------------------------------------------------

_FIRST_RUN = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
import tests.pages.test_how_it_works_app as tests
tests.PAGE.warm = lambda: None
app = tests.AppTest.from_function(tests._page, default_timeout=60).run()
assert not app.exception, app.exception
print(len(tests.drawn_by(app)), "torch" in sys.modules)
"""


def test_the_first_pictures_need_no_torch() -> None:
    command = [sys.executable, "-W", "ignore", "-c", _FIRST_RUN]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert output.splitlines()[-1] == f"{len(VIEWS)} False"


def test_every_section_is_there_and_nothing_is_complained_of(visit: Open) -> None:
    app = visit()
    assert [each.value.split(" · ")[0] for each in app.subheader] == [
        *("1", "2", "3", "4", "Layers as blocks, and the tables that they share", "5"),
        *("6", "Key hashing, key addressing, value reading", "7", "References"),
    ]
    assert not app.info
    assert not app.toast
    for paper in ("1410.3916", "1503.08895", "1606.03126", "1502.05698", "1409.0473", "neco.1997"):
        assert paper in said(app)


# ---- two languages -------------------------------------------------------------------------------------------------


def test_the_link_says_the_language_and_keeps_it(visit: Open) -> None:
    english, chinese = visit(), visit(lang="zh")

    assert "Why a memory" in said(english)
    assert "为什么需要记忆" in said(chinese)
    assert (link(english)["lang"], link(chinese)["lang"]) == ("en", "zh")
    use("zh")  # a browser names a choice by its words, and AppTest finds them in the thread of the test
    assert "为什么需要记忆" in said(run(chinese.button(key="how_another").click())), "and so does the next click"


def test_a_language_that_nobody_speaks_here_is_english(visit: Open) -> None:
    assert "Why a memory" in said(visit(lang="<xx>"))


@pytest.mark.usefixtures("foreign")
def test_every_text_of_the_page_can_be_translated(visit: Open) -> None:
    """Every text that English and another language share is a name, a formula or a sentence of a story."""
    app = visit(lang="zh")
    texts = [each.value for each in (*app.subheader, *app.markdown, *app.caption) if not each.value.startswith("|")]
    references, *_ = [text for text in texts if "arxiv.org" in text]
    for text in texts:
        assert text is references or re.search(r"[ａ-ｚ]", text), text
    for name, data in drawn_by(app).items():
        for text in _words(data):
            assert re.search(r"[ａ-ｚ]", text) or text.startswith("Σ"), f"{name}: {text}"


def _words(data: dict[str, Any]) -> list[str]:
    told = data.get("words", {}).values()
    words = [text for each in told for text in (each if isinstance(each, list) else [each])]
    words += [data[name] for name in ("title", "note", "said") if name in data]
    for symbol in data.get("symbols", {}).values():
        words += [symbol["says"]] if isinstance(symbol["says"], str) else symbol["says"]
    for scheme in data.get("schemes", ()):
        words += [scheme["name"], *(table["says"] for table in scheme["tables"])]
    return words + [card[key] for card in data.get("cards", ()) for key in ("name", "says")]


# ---- the story that the reader chose -------------------------------------------------------------------------------


@pytest.mark.parametrize("task", TASKS)
def test_any_story_is_shown_by_its_own_numbers(visit: Open, task: int) -> None:
    app = visit(task=str(task), story="3", more=f"{task}.3")
    drawn = drawn_by(app)
    story, question = entry(task, 3).story, entry(task, 3).question
    trace = networks.answer(ONE_HOP, story, question)

    assert drawn["walk"]["question"] == question.text
    assert drawn["walk"]["hops"][0]["attention"] == pytest.approx(trace.hops[0].attention, rel=1e-3)
    shown = [slot["text"] for slot in drawn["walk"]["slots"]]
    assert shown == [slot.key for slot in trace.slots]
    assert [each["text"] for each in drawn["encoding"]["sentences"]] == shown[:-1]
    hops = [networks.answer(name, story, question) for name in (ADJACENT, LAYER_WISE)]
    for each in hops:
        assert f"{each.answer} · " in said(app).replace("\\", "")


def test_another_story_is_in_the_link_and_the_link_opens_it(visit: Open) -> None:
    app = run(visit().button(key="how_another").click())

    assert (link(app)["task"], link(app)["story"]) == (str(ONE_LOOK[0]), str(ONE_LOOK[1] + 1))
    again = visit(**link(app))
    assert drawn_by(again)["walk"] == drawn_by(app)["walk"]


def test_a_growing_story_and_a_question_are_in_the_link(visit: Open) -> None:
    app = visit()
    app.selectbox(key="how_grow_task").set_value(2)
    app.selectbox(key="how_question").set_value(2)
    app.selectbox(key="how_chain").set_value(1)
    app = run(run(app).button(key="how_grow_next").click())

    assert (link(app)["grow"], link(app)["question"], link(app)["chain"]) == ("2.2", "3", "2")
    again = drawn_by(visit(**link(app)))
    assert again["growth"] == drawn_by(app)["growth"]
    assert again["facts"]["question"] == drawn_by(app)["facts"]["question"]
    assert again["chain"] == drawn_by(app)["chain"]


@pytest.mark.parametrize(
    "forged",
    [
        {"task": "99"},
        {"story": "0"},
        {"story": "-1"},
        {"task": "<script>"},
        {"grow": "9.9"},
        {"grow": "1"},
        {"grow": "1.99999"},
        {"question": "0"},
        {"question": "9999"},
        {"chain": "9"},
        {"more": "99.1"},
        {"more": "2.<b>"},
        {"model": "none such"},
    ],
)
def test_a_forged_link_begins_safely(visit: Open, forged: dict[str, str]) -> None:
    app = visit(**forged)

    assert tuple(drawn_by(app)) == VIEWS
    assert drawn_by(app)["walk"]["question"] == entry(*ONE_LOOK).question.text
    assert bool(app.toast) == bool({"task", "story", "more"} & set(forged))


def test_one_look_is_right_first_and_then_is_not_enough(visit: Open) -> None:
    text = said(visit())
    assert "Here it answers “kitchen”, >99 %, which is right." in text
    assert "**One look** answers “bedroom”, 36 %. **Three looks** answer “kitchen”, >99 %. " in text
    assert "The story says “kitchen”." in text
    assert "102°" in text, "what H does to the first state"
    assert "Here it answers “bedroom”, 36 %, but the story says “kitchen”" in said(visit(task="2", story="42"))


def test_what_is_ours_and_not_the_paper_s_is_said(visit: Open) -> None:
    app = visit()
    assert "$W^T = C^K$" in said(app)
    assert "There only adjacent tying ties $W$." in said(app)
    assert "ours, not the paper's" in drawn_by(app)["tying"]["schemes"][1]["tables"][2]["says"]
    assert "frequency is below 1,000" in said(app)
    assert "**Why generalisation?**" in said(app)


def test_the_blocks_hold_the_numbers_of_the_story(visit: Open) -> None:
    drawn = drawn_by(visit())
    story = entry(*ONE_LOOK)
    hop = networks.answer(ONE_HOP, story.story, story.question).hops[0]
    (picture,) = drawn["single"]["pictures"]
    blocks = {each["id"]: each for each in picture["nodes"]}
    best = int(hop.attention.argmax())
    pairs = {"u": hop.state_in, "m": hop.keys[best], "c": hop.values[best], "o": hop.readout, "s": hop.state_out}
    for name, vector in pairs.items():
        assert blocks[name]["vector"] == pytest.approx(vector, rel=1e-3, abs=1e-6), name
    assert blocks["p"]["rows"][0]["share"] == pytest.approx(hop.attention[best])

    more = entry(*TWO_FACTS)
    for picture, name in zip(drawn["stacked"]["pictures"], (ADJACENT, LAYER_WISE), strict=True):
        blocks = {each["id"]: each for each in picture["nodes"]}
        for k, each in enumerate(networks.answer(name, more.story, more.question).hops, 1):
            assert blocks[f"u{k + 1}"]["vector"] == pytest.approx(each.state_out, rel=1e-3, abs=1e-6)
            assert blocks[f"p{k}"]["rows"][0]["share"] == pytest.approx(each.attention.max())
    for picture in (*drawn["single"]["pictures"], *drawn["stacked"]["pictures"]):
        ids = {each["id"] for each in picture["nodes"]}
        assert {end for edge in picture["edges"] for end in (edge["from"], edge["to"])} == ids, "each has an arrow"


# ---- keys and values -----------------------------------------------------------------------------------------------


def test_the_film_question_is_answered_by_the_network(visit: Open) -> None:
    facts = drawn_by(visit())["facts"]

    assert facts["question"] == "who directed Casablanca?"
    assert len(facts["hops"]) == 2
    first = facts["slots"][0]
    assert (first["text"], first["value"]) == ("Casablanca → directed by", "Michael Curtiz")
    assert facts["answers"][0]["text"] == "Michael Curtiz"
    assert np.argmax(facts["hops"][-1]["attention"]) == 0


def test_how_the_facts_were_hashed_is_shown(visit: Open) -> None:
    app = visit()
    funnel = drawn_by(app)["funnel"]
    assert funnel["hashing"] == {"total": 11_988, "found": 21, "kept": 21}
    assert funnel["said"].startswith("Hashed by: “Casablanca”. Too common: “directed”.")
    tables = [each.value.replace("\\", "") for each in app.markdown if each.value.startswith("| key")]
    assert "Michael Curtiz ← directed by | Casablanca" in tables[0], "a fact is there in both directions"
    assert "[Michael Curtiz] directed Casablanca" in tables[1], "a window is a key, its centre the value"


def test_a_chain_hashes_by_what_it_has_read(visit: Open) -> None:
    columns = drawn_by(visit())["chain"]["chain"]["columns"]
    assert [each["names"][:2] for each in columns[:3]] == [["Alien"], ["Ridley Scott"], ["Blade Runner", "Gladiator"]]
