"""Every page's link without a browser: it says what is shown, opens it again, and begins safely when it is broken."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from memviz.browser.deck import Item
from memviz.data.card import names
from memviz.errors import LinkError
from memviz.language import DEFAULT, use
from memviz.pages import PAGES
from memviz.pages.facts import page as facts
from memviz.pages.shared import session_language
from memviz.pages.shared.link import pack
from memviz.pages.shared.sources import shelf
from memviz.pages.talk.items import trace_of
from memviz.story import Story
from tests.pages.apps import bar, board, link, packed, run
from tests.views import views

LOOKUP, HOW, PRESENT = "facts", "how-it-works", "present"
MINE = ("Mary went to the park.\nJohn took the 😀 there.", "Where is Mary?")
FACTS = "Ann Oat|lives_in|Rye\nBo Reed|lives_in|Hay"
NEWER = "This link was made by a newer memviz. This is where we begin."
DAMAGED = "This link is cut or damaged. This is where we begin."

Open = Callable[..., AppTest]

pytestmark = pytest.mark.skipif("kv-open" not in names(), reason="kv-open is not trained yet")


def _page(path: str) -> None:
    from memviz.pages import PAGES
    from memviz.pages.shared.session_language import speak

    speak()
    next(page.draw for page in PAGES if page.path == path)()


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Open:
    """visit(page, link parameters) is a new session after its first run. Nothing is loaded in the background."""
    for page in PAGES:
        monkeypatch.setattr(sys.modules[page.draw.__module__], "warm", lambda: None)

    def open_page(path: str, locale: str | None = None, **opened: str) -> AppTest:
        app = AppTest.from_function(_page, default_timeout=60, kwargs={"path": path})
        app.context = {"locale": locale}
        app.query_params.update(opened)
        return run(app)

    return open_page


@pytest.fixture
def back(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """back(app, address) is the page after somebody went back to that address in the browser."""

    def go(app: AppTest, address: dict[str, str]) -> AppTest:
        with monkeypatch.context() as patch:
            context = SimpleNamespace(is_history_navigation=True)
            patch.setattr("memviz.pages.shared.address.get_script_run_ctx", lambda: context)
            app.query_params.clear()
            app.query_params.update(address)
            return run(app)

    return go


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use(DEFAULT)


def shown(app: AppTest) -> dict[str, Any]:
    """What the board draws, but for what belongs to the session."""
    found = board(app)
    assert found is not None
    return {name: found[name] for name in found if name not in ("id", "whatif")}


def said(app: AppTest) -> list[str]:
    return [toast.value for toast in app.toast]


def send(app: AppTest, key: str, n: int = 1, **changes: Any) -> AppTest:
    """The board says that something was changed by hand."""
    told = views(app)[key]["whatif"]["of"]
    app.session_state[key] = {"changes": {"of": told, "n": n, "muted": [], "overrides": []} | changes}
    return run(app)


def fill(app: AppTest, **fields: str) -> AppTest:
    """Type into fields by the keys of their widgets."""
    for key, text in fields.items():
        (found,) = [each for each in (*app.text_area, *app.text_input) if each.key == key]
        found.set_value(text)
    return run(app)


# ---- what was typed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["movies", "countries", "articles"])
def test_a_typed_question_is_in_the_link_and_back(visit: Open, source: str) -> None:
    other = f"{shelf(source).questions[2].text} please"
    app = fill(visit(LOOKUP, source=source, question="2"), **{f"kv_question_{source}": f"{other} "})
    again = visit(LOOKUP, **link(app))

    assert again.text_input(key=f"kv_question_{source}").value == f"{other} "
    assert shown(again) == shown(app)
    assert shown(again)["question"] == {"text": other, "answer": None}
    assert link(again) == link(app)


@pytest.mark.parametrize("form", ["facts", "article"])
def test_what_a_person_brought_is_in_the_link_and_back(visit: Open, form: str) -> None:
    text = FACTS if form == "facts" else "Rye\nAnn Oat lives in Rye. She is a friend of Bo Reed."
    room = f"kv_question_own_{form.title()}"
    app = visit(LOOKUP, source="own", form=form)
    assert link(app)["form"] == form, "the example has a name"
    app = fill(fill(app, **{f"kv_{form}": text}), **{room: "where is Bo Reed?"})
    again = visit(LOOKUP, **link(app))

    assert (link(app)["own"], bar(app)["note"]) == (pack([form.title(), text]), "")
    assert "form" not in link(app)
    assert again.text_area(key=f"kv_{form}").value == text
    assert again.text_input(key=room).value == "where is Bo Reed?"
    assert shown(again) == shown(app)
    assert link(again) == link(app)
    item = Item.from_dict(bar(again)["item"])
    assert (item.source, item.own) == ("own", (form.title(), text))
    assert trace_of(item).question.text == "where is Bo Reed?", "a talk brings them along"


@pytest.mark.parametrize("number", [400, 10_000], ids=["long", "longer than a field"])
def test_what_is_too_long_for_a_link_is_noted(visit: Open, number: int) -> None:
    facts = "\n".join(f"Ann {i * i * 7919 % 99991} Oat|lives_in|Rye {i * i * 104729 % 99991}" for i in range(number))
    app = fill(visit(LOOKUP, source="own"), kv_facts=facts)

    assert bar(app)["note"] == "What you brought is too long for a link: who opens it finds an example in its place."
    assert "own" not in link(app)
    assert shown(visit(LOOKUP, **link(app)))["question"]["text"] == "where was the discoverer of Titan born?"
    assert bar(fill(visit(LOOKUP, source="own"), kv_facts=FACTS))["note"] == ""


# ---- every page ----------------------------------------------------------------------------------------------------

TYPED = {
    LOOKUP: lambda app: send(fill(app, kv_question_movies="who wrote Vertigo?"), "kv_board", muted=[0]),
    HOW: lambda app: run(app.button(key="how_another").click()),
    PRESENT: lambda app: app,
}


@pytest.mark.parametrize("path", TYPED)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_s_link_opens_it_again(visit: Open, path: str, language: str) -> None:
    use(language)  # the test's thread is the browser here, which reads what the widgets are called
    app = TYPED[path](visit(path, lang=language))
    again = visit(path, **link(app))

    assert link(again) == link(app)
    assert not again.toast
    told, once_more = ({key: data for key, data in views(each).items() if "editor" not in key} for each in (app, again))
    for data in (*told.values(), *once_more.values()):
        data.pop("whatif", None)  # it counts the messages of a session
        data.pop("id", None)
    assert once_more == told


def test_what_goes_into_a_talk_is_what_is_shown(visit: Open) -> None:
    first = shelf("movies").suggested("kv-chain")[0]
    item = Item("kv-chain", Story(()), first, title=first.text, source="movies")
    assert Item.from_dict(bar(visit(LOOKUP))["item"]) == item
    for path in (HOW, PRESENT):
        assert bar(visit(path))["item"] is None


# ---- back and forward ----------------------------------------------------------------------------------------------


def there_and_back(app: AppTest, back: Open, *changes: Callable[[AppTest], AppTest]) -> None:
    """After each of the changes, what was shown before is brought back by going back, step by step, and forward."""
    seen = [(link(app), shown(app))]
    for change in changes:
        app = change(app)
        seen.append((link(app), shown(app)))
    assert len({str(address) for address, _ in seen}) == len(seen), "each of them has an address of its own"

    for address, picture in (*reversed(seen[:-1]), *seen[1:]):
        app = back(app, address)
        assert link(app) == address
        assert shown(app) == picture
        assert not app.toast


def test_an_address_is_not_taken_up_again_without_going_back(visit: Open) -> None:
    app = visit(LOOKUP, source="countries", question="2", mute="1")
    app = run(app.button(key="kv_another").click())

    assert (link(app)["question"], "mute" in link(app)) == ("3", False)


def test_going_back_between_sources_brings_each_back(visit: Open, back: Open) -> None:
    there_and_back(
        visit(LOOKUP),
        back,
        lambda app: fill(app, kv_question_movies="who wrote Vertigo?"),
        lambda app: send(app, "kv_board", muted=[0]),
        lambda app: run(app.button_group(key="kv_source").set_value("own")),
        lambda app: fill(app, kv_facts=FACTS),
        lambda app: run(app.button_group(key="kv_source").set_value("article")),
        lambda app: run(app.button_group(key="kv_source").set_value("countries")),
    )


def test_going_back_in_the_chapter_brings_its_stories_back(visit: Open, back: Open) -> None:
    app = visit(HOW)
    before, drawn = link(app), views(app)
    app = run(app.button(key="how_another").click())
    app.selectbox(key="how_question").set_value(3)
    after = link(run(app))
    assert after != before

    assert views(back(app, before)) == drawn
    assert link(back(app, after)) == after


def test_going_back_brings_the_language_back(visit: Open, back: Open) -> None:
    app = visit(LOOKUP)
    english = link(app)
    app = back(app, english | {"lang": "zh"})
    assert bar(app)["language"] == "zh-CN"
    use("zh")
    app = back(app, english)
    assert bar(app)["language"] == "en"
    use("en")
    assert link(back(app, {"lang": "xx"}))["lang"] == "en", "an unknown one changes none"


# ---- broken links --------------------------------------------------------------------------------------------------


# A version of 5,000 digits, numbers that are none, half a character, ten megabytes in ten kilobytes.
_HARMFUL = (
    "9" * 5_000 + ".AAAA",
    pack({"rows": ["a"], "question": "b", "answer": "", "facts": [math.inf]}),
    pack([math.nan, "b"]),
    pack(["a", 10**400]),
    packed('["\\ud800", "b"]'),
    packed('{"rows": ["\\ud800"], "question": "b", "answer": "", "facts": []}'),
    packed(" " * 10**7 + "[]"),
)


def _forged(path: str) -> list[tuple[dict[str, str], str]]:
    """Broken links to a page, and what is said of them."""
    typed = pack([*MINE])
    damaged = ("", typed[:-5], f"1.A{typed[3:]}", "1.AAAA", "<b>", pack(3), pack(["a"] * 9), *_HARMFUL)
    newer = [({"v": "2"}, NEWER), ({"v": "9" * 5000, "typed": "2.abc"}, NEWER)]
    codes = [({"typed": typed.replace("1.", "2.", 1)}, NEWER), *(({"typed": code}, DAMAGED) for code in damaged)]
    more: dict[str, list[tuple[dict[str, str], str]]] = {
        LOOKUP: [
            *codes,
            *(({"source": "own", "own": link["typed"]}, said) for link, said in codes),
            ({"source": "own", "own": pack(["Facts", 3])}, DAMAGED),
        ],
    }
    return newer + more.get(path, [])


_FORGED = [(path, *each) for path in (LOOKUP, HOW) for each in _forged(path)]
_READ: dict[str, Callable[[dict[str, str]], object]] = {LOOKUP: facts._read}


@pytest.mark.parametrize(
    ("path", "forged", "sentence"), [each for each in _FORGED if "v" not in each[1]], ids=lambda each: str(each)[:60]
)
def test_a_code_that_cannot_be_read_is_refused(path: str, forged: dict[str, str], sentence: str) -> None:
    with pytest.raises(LinkError) as refused:
        _READ[path](forged)

    assert str(refused.value) == sentence


def _opened() -> Iterator[Any]:
    """Every broken link to every page. One of each kind is opened in the quick tests: the test above reads them all."""
    known = set()
    for path, forged, sentence in _FORGED:
        kind = (path, sentence, *sorted({*forged} - {"typed", "own"}), forged.get("source"), "own" in forged)
        yield pytest.param(path, forged, sentence, marks=pytest.mark.slow if kind in known else ())
        known.add(kind)


@pytest.mark.parametrize(("path", "forged", "sentence"), [*_opened()], ids=lambda each: str(each)[:60])
def test_a_link_that_cannot_be_read_begins_safely_and_says_so_once(
    visit: Open, path: str, forged: dict[str, str], sentence: str
) -> None:
    app = visit(path, **forged)

    assert said(app) == [sentence]
    assert link(app) == link(visit(path))
    assert said(run(app)) == []


def test_the_talk_takes_no_notice_of_a_link(visit: Open) -> None:
    assert views(visit(PRESENT, v="2", typed="1.cut")) == views(visit(PRESENT))


@pytest.mark.parametrize("version", ["", "0", "1", "-1", "1.0", "x", "²"])
def test_no_other_version_is_newer(visit: Open, version: str) -> None:
    app = visit(LOOKUP, v=version, source="countries", question="2")

    assert not app.toast
    assert (link(app)["question"], link(app)["v"]) == ("2", "1")


def test_a_broken_link_that_somebody_went_back_to_begins_safely(visit: Open, back: Open) -> None:
    app = fill(visit(LOOKUP), kv_question_movies="who wrote Vertigo?")
    app = back(app, {"typed": "1.cut"})

    assert said(app) == [DAMAGED]
    assert link(app) == link(visit(LOOKUP))


def test_facts_that_a_link_brings_can_be_taken_back(visit: Open, back: Open) -> None:
    app = fill(visit(LOOKUP, source="own"), kv_facts=FACTS)
    app = back(app, {"source": "own", "own": pack(["Facts", "Rye|county|Sussex"])})
    assert app.text_area(key="kv_facts").value == "Rye|county|Sussex"

    app = run(fill(app, kv_facts="").button(key="kv_unempty").click())
    assert app.text_area(key="kv_facts").value == FACTS, "what was here before the link"


def test_facts_that_no_link_holds_stay_when_somebody_goes_back(visit: Open, back: Open) -> None:
    facts = "\n".join(f"Ann {i * i * 7919 % 99991} Oat|lives_in|Rye {i * i * 104729 % 99991}" for i in range(400))
    app = fill(visit(LOOKUP, source="own"), kv_facts=facts)
    before = link(app)
    app = back(run(app.button_group(key="kv_source").set_value("movies")), before)

    assert app.text_area(key="kv_facts").value == facts


# ---- languages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("named", "locale", "spoken"),
    [
        (None, None, "en"),
        (None, "en-GB", "en"),
        (None, "zh-CN", "zh-CN"),
        (None, "zh", "zh-CN"),
        (None, "de-DE", "en"),
        (None, "", "en"),
        ("zh", "en-US", "zh-CN"),
        ("en", "zh-CN", "en"),
        ("xx", "zh-CN", "zh-CN"),
        ("<b>", "de", "en"),
        ("", None, "en"),
    ],
)
def test_the_link_s_language_goes_before_the_browser_s(
    visit: Open, named: str | None, locale: str | None, spoken: str
) -> None:
    app = visit(LOOKUP, locale, **({} if named is None else {"lang": named}))

    assert bar(app)["language"] == spoken
    assert link(app)["lang"] == spoken[:2]
    assert bar(app)["other"] == (["zh", "简体中文"] if spoken == "en" else ["en", "English"])


@pytest.mark.parametrize("path", [LOOKUP, HOW, PRESENT])
def test_the_switch_changes_the_language_of_the_session_and_its_link(visit: Open, path: str) -> None:
    app = visit(path)
    key = next(key for key in views(app) if key.endswith("_share"))
    app.session_state["lang"] = _chosen(key, "zh")
    app = run(app)
    use("zh")

    assert (bar(app)["language"], link(app)["lang"], bar(app)["other"]) == ("zh-CN", "zh", ["en", "English"])
    assert link(run(app))["lang"] == "zh", "and the next click keeps it"
    assert link(visit(path, "en-US", **link(app)))["lang"] == "zh"


def _chosen(key: str, language: object) -> object:
    """What a page's session holds after the share bar has told the language that is wanted."""

    state: dict[str, Any] = {key: {"language": language}}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session_language.st, "session_state", state)
        session_language.choose(state[key]["language"])
    return state.get("lang")


@pytest.mark.parametrize("language", ["xx", "", None, 3, ["zh"], {}])
def test_a_browser_that_wants_what_nobody_speaks_changes_nothing(language: object) -> None:
    assert _chosen("share", language) is None
