"""What-if without a browser: what the page makes of the board's messages, of links, and of other stories."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from memviz.pages.shared import networks
from memviz.pages.shared.sources import shelf
from memviz.story.changes import Changes
from tests.pages.apps import board, link, run

PAGE = importlib.import_module("memviz.pages.facts.page")
MODEL = "kv-open"
ASKED = 2  # a suggested question

Open = Callable[..., AppTest]


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Open:
    """visit(link parameters) is a new session about films, after its first run. Nothing is loaded behind it."""
    monkeypatch.setattr(PAGE, "warm", lambda: None)

    def open_page(**opened: str) -> AppTest:
        app = AppTest.from_function(_page, default_timeout=60)
        app.query_params.update({"source": "movies", "model": MODEL, "question": str(ASKED)} | opened)
        return run(app)

    return open_page


def _page() -> None:
    import importlib

    importlib.import_module("memviz.pages.facts.page").facts_page()


def asked() -> tuple[Any, Any]:
    films = shelf("movies")
    return films.memory, films.questions[ASKED - 1]


def shown(app: AppTest) -> dict[str, Any]:
    found = board(app)
    assert found is not None
    return found


def send(app: AppTest, n: int = 1, **changes: Any) -> AppTest:
    """The board says that something was changed by hand."""
    message = {"of": shown(app)["whatif"]["of"], "n": n, "muted": [], "overrides": []} | changes
    app.session_state["kv_board"] = {"changes": message}
    return run(app)


def muted(app: AppTest) -> list[int]:
    return [i for i, slot in enumerate(shown(app)["slots"]) if slot.get("muted")]


def said(app: AppTest) -> list[str]:
    return [toast.value.replace("\\", "") for toast in app.toast]


def test_a_muted_slot_is_asked_again_and_kept_in_the_link(visit: Open) -> None:
    app = visit()
    best = int(np.argmax(shown(app)["hops"][-1]["attention"]))
    app = send(app, muted=[best])
    wanted = networks.looked_up(MODEL, *asked(), changes=Changes(frozenset([best])))
    assert muted(app) == [best]
    assert shown(app)["answers"][0]["text"] == wanted.answer
    assert [hop["attention"][best] for hop in shown(app)["hops"]] == [0, 0]
    assert link(app).get("mute") == str(best + 1)
    assert shown(app)["whatif"]["n"] == 1


def test_a_weight_is_given_and_later_hops_follow(visit: Open) -> None:
    app = visit()
    before = shown(app)["hops"]
    after = shown(send(app, overrides=[[0, 0, 0.75]]))["hops"]
    assert after[0]["fixed"] == [0]
    assert after[0]["attention"][0] == pytest.approx(0.75)
    assert after[1] != before[1]
    assert link(app).get("fix") == "1:1:0.75"


def test_a_link_restores_what_was_changed(visit: Open) -> None:
    app = visit(model="kv-chain", question="2", mute="2,3", fix="1:1:0.80")
    assert muted(app) == [1, 2]
    assert shown(app)["hops"][0]["attention"][0] == pytest.approx(0.8)
    assert (link(app).get("mute"), link(app).get("fix")) == ("2,3", "1:1:0.80")
    app = send(app)
    assert muted(app) == []
    assert (link(app).get("mute"), link(app).get("fix")) == (None, None)


@pytest.mark.parametrize(
    "forged",
    [
        {"mute": "999"},
        {"mute": "-1"},
        {"mute": "x"},
        {"mute": ","},
        {"fix": "9:1:0.5"},
        {"fix": "1:1:1.5"},
        {"fix": "1:1:nan"},
        {"fix": "0:1:0.5"},
        {"fix": "1:1"},
        {"mute": "1", "fix": "1:1:0.5"},
    ],
)
def test_a_link_that_fits_nothing_changes_nothing_and_says_so(visit: Open, forged: dict[str, str]) -> None:
    app = visit(**forged)
    assert said(app) == ["This link mutes or fixes something that is not here. Nothing is changed."]
    assert shown(app)["hops"] == shown(visit())["hops"]
    assert (link(app).get("mute"), link(app).get("fix")) == (None, None)
    assert said(run(app)) == []


def test_what_does_not_go_is_said_and_what_went_before_stays(visit: Open) -> None:
    app = send(visit(), n=1, muted=[0])
    app = send(app, n=2, muted=list(range(len(shown(app)["slots"]))))
    assert said(app) == ["Every slot is muted, so nothing is left to look at. Leave at least one as it is."]
    assert muted(app) == [0]
    assert shown(app)["whatif"]["n"] == 2, "the board hears that it was refused"


@pytest.mark.parametrize(
    "message",
    [
        {"muted": "all"},
        {"muted": [0.5]},
        {"muted": [999]},
        {"overrides": [[0, 0]]},
        {"overrides": [[0, 0, "much"]]},
        {"overrides": None},
        {"of": "another story", "muted": [0]},
    ],
)
def test_a_message_that_makes_no_sense_changes_nothing(visit: Open, message: dict[str, Any]) -> None:
    app = visit()
    before = shown(app)["hops"]
    assert shown(send(app, **message))["hops"] == before


def test_another_story_or_question_begins_unchanged(visit: Open) -> None:
    app = send(visit(), muted=[1])
    app = run(app.button(key="kv_another").click())
    assert muted(app) == []
    assert link(app).get("mute") is None
    app.text_input(key="kv_question_movies").set_value("who wrote Vertigo?")
    assert muted(send(run(app), n=5, muted=[2])) == [2]
    app.text_input(key="kv_question_movies").set_value("who wrote Psycho?")
    assert muted(run(app)) == []


def test_before_is_the_unchanged_answer_and_can_be_switched_off(visit: Open) -> None:
    app = visit()
    unchanged = shown(app)
    assert "before" not in unchanged
    assert unchanged["whatif"]["compare"] is None
    app = send(app, n=1, muted=[0])
    assert shown(app)["before"]["attention"] == [hop["attention"] for hop in unchanged["hops"]]
    assert shown(app)["before"]["pairs"] == [[i, i] for i in range(len(unchanged["slots"]))]
    app = send(app, n=2, muted=[0], compare=False)
    assert "before" not in shown(app)
    assert shown(app)["whatif"]["compare"] is False


@pytest.mark.parametrize("model", [MODEL, "kv-chain"])
def test_influence_of_every_fact_is_counted_when_it_is_wanted(visit: Open, model: str) -> None:
    app = visit(model=model, question="2")
    assert "agreement" not in shown(app)
    told = shown(send(app, influence=True))
    drops = np.array([slot["drop"] for slot in told["slots"]])
    seen = np.array([hop["attention"] for hop in told["hops"]]).max(0) >= 0.005
    assert drops[seen].max() > 0.1, "the answer hangs on some of them"
    assert not drops[~seen].any(), "what nobody looks at is not asked about"
    app = run(app.button(key="kv_another").click())
    assert "agreement" in shown(app), "what is switched on stays on"


@pytest.mark.parametrize("model", ["kv-chain", "kv-open"])
def test_memories_that_are_looked_up_are_muted_too(visit: Open, model: str) -> None:
    app = visit(source="movies", model=model)
    first = shown(app)
    best = int(np.argmax(first["hops"][0]["attention"]))
    app = send(app, muted=[best])
    assert muted(app) == [best]
    assert shown(app)["answers"][0]["text"] != first["answers"][0]["text"]
