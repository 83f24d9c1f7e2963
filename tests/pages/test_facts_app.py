"""Facts without a browser: what the page draws and says for what a person does."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from memviz.answer.looking_up import look_up
from memviz.data.card import Card
from memviz.data.wikimovies import WikiMovies
from memviz.facts.cache import cached
from memviz.models.checkpoint import Trained, build, config_of
from memviz.models.kv_memnn import KVMemNNConfig
from memviz.pages.shared import networks, sources
from memviz.pages.shared.sources import shelf
from memviz.story import Question
from memviz.story.vocab import Vocab
from tests.pages.apps import board, link, run

PAGE = importlib.import_module("memviz.pages.facts.page")  # memviz.pages.facts.page itself is the function
SOURCES = ["Films", "Countries", "Own facts", "Articles", "Own article"]
FIGURES = {
    "wikimovies-kb": {"hits_at_1": 97.1, "f1": 97.4},
    "invented-kb": {"hits_at_1": 99.8, "f1": 99.4},
    "movies, wordings learnt": {"hits_at_1": 99.9, "f1": 99.7},
    "movies, wordings held out": {"hits_at_1": 81.6, "f1": 82.4},
}

Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def untrained() -> dict[str, Trained]:
    """Two networks that have learned nothing, one of either kind that looks things up."""
    import torch

    torch.manual_seed(20)
    vocab = Vocab.of(["who what is the of in by directed wrote capital films"])
    configs = {
        "kv-open": KVMemNNConfig(dim=24, answers="memory", readout="value"),
        "kv-movies": KVMemNNConfig(dim=24, answers="names", readout="value"),
    }
    return {
        name: Trained(name, build(config, vocab, ()).eval().requires_grad_(False), vocab, ())
        for name, config in configs.items()
    }


@pytest.fixture
def visit(untrained: dict[str, Trained], monkeypatch: pytest.MonkeyPatch) -> Open:
    """visit(link parameters) is a new session after its first run, with these networks and those that ship; nothing is
    loaded in the background, and the public movies have not been fetched."""
    cards = {
        name: Card(name, "kv-memnn", config_of(each.network), each.vocab.words, (), {}, {}, dict(FIGURES), {})
        for name, each in untrained.items()
    }
    cards["kv-movies"].metrics.clear()
    told = {name: card for name, card in networks.cards().items() if name not in cards}
    real, examples = networks._trained, networks._examples
    first = shelf("movies").questions[0]
    shown = look_up(untrained["kv-open"], shelf("movies").memory, first)
    monkeypatch.setattr(networks, "cards", lambda: told | cards)
    monkeypatch.setattr(networks, "_trained", lambda name: untrained.get(name) or real(name))
    monkeypatch.setattr(networks, "_examples", lambda name: (shown,) if name in untrained else examples(name))
    monkeypatch.setattr(PAGE, "cards", lambda: told | cards)
    monkeypatch.setattr(PAGE, "warm", lambda: None)
    monkeypatch.setattr(PAGE, "wikimovies_is_here", lambda: False)

    def open_page(**opened: str) -> AppTest:
        app = AppTest.from_function(_page, default_timeout=60)
        app.query_params.update(opened)
        return run(app)

    return open_page


def _page() -> None:
    import importlib

    importlib.import_module("memviz.pages.facts.page").facts_page()


def drawn(app: AppTest) -> dict[str, Any]:
    data = board(app)
    assert data is not None
    return data


def said(app: AppTest) -> list[str]:
    """The page's messages as they are read: without Markdown's backslashes."""
    return [re.sub(r"[\\\u2068\u2069]", "", message.value) for message in (*app.info, *app.warning)]


def choose(app: AppTest, source: str) -> AppTest:
    """Choose a source by its name in the address."""
    app.button_group(key="kv_source").set_value(source)
    return run(app)


def ask(app: AppTest, room: str, question: str) -> AppTest:
    app.text_input(key=f"kv_question_{room}").set_value(question)
    return run(app)


def look(app: AppTest, room: str = "movies") -> AppTest:
    """Open the drawer."""
    app.session_state[f"kv_about_{room}"] = True
    return run(app)


def tell(app: AppTest, text: str, form: str = "facts") -> AppTest:
    app.text_area(key=f"kv_{form}").set_value(text)
    return run(app)


def has(app: AppTest, button: str) -> bool:
    return button in [each.key for each in app.button]


def tables(app: AppTest) -> list[str]:
    return [each.value.replace("\\", "") for each in app.markdown if each.value.startswith("| ")]


# ---- what is offered -----------------------------------------------------------------------------------------------


FIRST = "which films did the director of Vertigo make?"


def test_the_first_page_asks_a_question_of_two_steps_and_knows_the_right_answers(visit: Open) -> None:
    app = visit()

    assert drawn(app)["question"]["text"] == FIRST
    assert drawn(app)["several"] == "5 films"
    assert drawn(app)["hops"][1]["found"] == (
        "5 of 11,988 memories (5,994 facts, each both ways) share Alfred Hitchcock. 5 names are read."
    )
    assert drawn(app)["trust"]["kind"] == "sure"
    assert app.text_input(key="kv_question_movies").value == FIRST
    assert app.button_group(key="kv_source").options == SOURCES
    assert app.button_group(key="kv_question_movies chips").value == FIRST
    assert said(app) == []


def test_the_first_page_needs_no_network(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "_trained", lambda name: pytest.fail(f"{name} is loaded"))

    assert drawn(visit())["question"]["answer"] == "Notorious"


def test_the_drawer_holds_the_facts_the_network_and_the_record(visit: Open) -> None:
    app = look(visit())

    models = ["kv-chain · 3 hops", "kv-open · 2 hops", "kv-movies · 2 hops"]
    assert app.selectbox(key="kv_model_movies").options == models
    assert "5,994 facts" in app.caption[0].value
    assert app.caption[-1].value.startswith("How far to trust it")


@pytest.mark.parametrize(
    ("source", "offered"),
    [
        ("movies", ["kv-chain", "kv-open", "kv-movies"]),
        ("countries", ["kv-chain", "kv-open"]),
        ("articles", ["kv-open"]),
        ("own", ["kv-chain", "kv-open"]),
        ("wikimovies", ["kv-chain", "kv-movies", "kv-open"]),
    ],
)
def test_only_models_that_fit_a_source_are_offered_the_default_first(
    visit: Open, source: str, offered: list[str]
) -> None:
    visit()

    assert list(networks.lookup_models(source)) == offered


@pytest.mark.parametrize("source", ["movies", "countries", "articles"])
def test_suggested_questions_are_many_and_differ_and_have_right_answers_in_memory(source: str) -> None:
    asked = shelf(source).questions

    assert len({each.text for each in asked}) == len(asked) == 30
    for question in asked:
        assert len(question.answers) <= 8, "a verdict can name them"
        found = {memory.slot.value for memory in shelf(source).memory.retrieve(question.text).memories}
        assert found & set(question.answers), question


@pytest.mark.parametrize("source", ["countries", "articles", "own", "article"])
def test_every_source_answers_its_first_question(visit: Open, source: str) -> None:
    app = choose(visit(), source)

    room = {"own": "own_Facts", "article": "own_Article"}.get(source, source)
    assert drawn(app)["question"]["text"] == app.text_input(key=f"kv_question_{room}").value
    assert drawn(app)["question"]["answer"]
    more = {"own": {"form": "facts"}, "article": {"form": "article"}}.get(source, {})
    model = "kv-open" if "article" in source else "kv-chain"
    told = {"source": room.split("_")[0], "model": model, "question": "1"}
    assert link(app) == {"v": "1", **told, **more, "lang": "en"}


def test_the_public_movies_are_read_where_they_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "kb.txt").write_text("1 Rye Field directed_by Ann Oat\n2 Rye Field release_year 1950\n")
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "wiki-entities_qa_test.txt").write_text("1 who directed Rye Field?\tAnn Oat\n")
    monkeypatch.setattr(sources, "cached", lambda path: cached(path, tmp_path / "cache"))

    found = sources._wikimovies(WikiMovies(tmp_path / "kb.txt", tmp_path / "questions"))

    assert found.size() == "2 facts"
    assert found.questions == (Question("who directed Rye Field?", "Ann Oat"),)
    assert found.about("")[0] == ("Rye Field", "directed by", "Ann Oat")


def test_how_far_to_trust_it_is_about_questions_like_these(visit: Open) -> None:
    def record(room: str, **opened: str) -> str:
        return str(look(visit(**opened), room).caption[-1].value)

    assert record("movies", model="kv-open") == (
        "How far to trust it · right on 99.9 % of questions worded as in its training. Right on 81.6 % of questions "
        "worded otherwise."
    )
    assert "99.8 % of questions about invented names" in record("own_Facts", source="own", model="kv-open")
    assert "97.1 % of the public WikiMovies test" in record("countries", source="countries", model="kv-open")
    assert record("movies", model="kv-movies") == "How far to trust it · not measured yet."


# ---- questions -----------------------------------------------------------------------------------------------------


def test_another_question_is_the_next_one_and_after_the_last_comes_the_first(visit: Open) -> None:
    app = visit(model="kv-open", question="29")
    seen = []
    for _ in range(3):
        seen.append((app.button_group(key="kv_question_movies chips").value, drawn(app)["question"]["text"]))
        app = run(app.button(key="kv_another").click())

    asked = shelf("movies").questions
    assert seen == [(asked[i].text, asked[i].text) for i in (28, 29, 0)]
    assert link(app)["question"] == "2"


def test_a_suggestion_is_asked_by_one_press_and_typing_leaves_none_marked(visit: Open) -> None:
    app = visit()
    chips = app.button_group(key="kv_question_movies chips")
    chips.set_value(chips.options[1])
    app = run(app)
    assert drawn(app)["question"] == {"text": "who directed Casablanca?", "answer": "Michael Curtiz"}

    app = ask(app, "movies", "who wrote Vertigo?")
    assert app.button_group(key="kv_question_movies chips").value is None, "no stale mark"
    assert drawn(app)["question"] == {"text": "who wrote Vertigo?", "answer": None}


def test_a_link_opens_what_it_names(visit: Open) -> None:
    app = visit(source="countries", model="kv-open", question="3")

    assert drawn(app)["question"]["text"] == shelf("countries").questions[2].text
    assert not app.toast


@pytest.mark.parametrize("broken", [{"source": "gone"}, {"model": "memn2n-3hop"}, {"question": "99"}], ids=str)
def test_a_broken_link_says_so_once_and_begins_at_the_beginning(visit: Open, broken: dict[str, str]) -> None:
    app = visit(**broken)

    assert [toast.value for toast in app.toast] == [
        "This link names something that is not here. This is where we begin."
    ]
    assert drawn(app)["question"]["text"] == FIRST
    assert not run(app.button(key="kv_another").click()).toast


def test_a_typed_question_has_no_verdict_and_stays_while_others_are_looked_at(visit: Open) -> None:
    app = ask(visit(), "movies", "who wrote Vertigo?")
    assert drawn(app)["question"] == {"text": "who wrote Vertigo?", "answer": None}

    app = choose(choose(app, "countries"), "movies")
    assert drawn(app)["question"]["text"] == "who wrote Vertigo?", "every source keeps its question"


def test_the_same_question_with_white_space_around_it_keeps_its_verdict(visit: Open) -> None:
    assert drawn(ask(visit(), "movies", " who directed Casablanca?  "))["question"]["answer"] == "Michael Curtiz"


def test_another_model_is_asked_the_same_typed_question(visit: Open) -> None:
    app = look(ask(visit(), "movies", "who wrote Vertigo?"))
    app.selectbox(key="kv_model_movies").set_value("kv-movies")
    app = run(app)

    assert (drawn(app)["model"], drawn(app)["question"]["text"]) == ("kv-movies", "who wrote Vertigo?")
    assert link(app)["model"] == "kv-movies"


@pytest.mark.parametrize(
    ("model", "reason"),
    [
        ("kv-open", "Nothing here shares a name or a rare word with this question."),
        ("kv-chain", "No name in this question is known."),
    ],
)
def test_nothing_found_is_said_calmly_with_names_to_try_and_no_old_answer_stays(
    visit: Open, model: str, reason: str
) -> None:
    app = ask(visit(model=model), "movies", "xyzzy hums?")

    (message,) = said(app)
    assert message.startswith(reason)
    assert "Names that are here: " in message
    assert board(app) is None


@pytest.mark.parametrize("question", ["", "  ", "?!", "😀 ..."])
def test_no_question_is_said(visit: Open, question: str) -> None:
    app = ask(visit(), "movies", question)

    assert said(app)[0].startswith(("There is no question.", "Nothing here shares"))
    assert board(app) is None


def test_ten_thousand_characters_are_a_question(visit: Open) -> None:
    app = ask(visit(), "movies", "who directed Casablanca? " + "and so on " * 1000)

    assert drawn(app)["hashing"]["links"][0]["name"] == "Casablanca"


# ---- looking through -----------------------------------------------------------------------------------------------


def test_facts_about_a_name_are_found_by_a_part_of_it_whatever_its_case() -> None:
    movies = shelf("movies")

    assert movies.about("")[0] == ("The Cabinet of Dr. Caligari", "directed by", "Robert Wiene")
    assert len(movies.about("")) == sources.SHOWN
    assert ("Casablanca", "directed by", "Michael Curtiz") in movies.about(" casab ")
    assert movies.about("amelie") == movies.about("Amélie"), "accents may be left out of a whole name"
    assert movies.about("xyzzy") == []


def test_sentences_about_a_name_are_found() -> None:
    (first, *_) = shelf("articles").about("hayao")

    assert first[0].startswith("My Neighbor Totoro · ")
    assert shelf("articles").about("xyzzy") == []


# ---- facts of one's own --------------------------------------------------------------------------------------------

MINE = "Ann Oat|lives_in|Rye\nBo Reed|lives_in|Hay\nAnn Oat|mother|Cy Lamb"


def test_own_facts_are_asked_in_their_relations_words(visit: Open) -> None:
    app = tell(visit(source="own"), MINE)

    assert app.button_group(key="kv_question_own_Facts chips").options == [
        "what does Ann Oat live in?",
        "who is the mother of Ann Oat?",
        "what does Bo Reed live in?",
    ]
    assert drawn(app)["question"] == {"text": "what does Ann Oat live in?", "answer": "Rye"}
    assert drawn(app)["hashing"]["total"] == 6
    assert "3 facts." in [each.value.replace("\\", "") for each in look(app, "own_Facts").caption]


def test_broken_lines_are_shown_with_their_numbers_and_nothing_else_is_lost(visit: Open) -> None:
    app = tell(visit(source="own"), MINE)
    app = ask(app, "own_Facts", "who is in Rye?")
    app = tell(app, MINE + "\n<b>no</b> fact|*here*\n|x|y")

    assert said(app) == ["2 lines are not read as a fact. Nothing is asked until they are put right or taken out."]
    (shown,) = tables(app)
    assert "| 4 | expected subject, relation and object with | between them, found “<b>no</b> fact|*here*”. |" in shown
    assert "| 5 | expected a subject, found nothing. |" in shown
    assert board(app) is None
    assert app.text_input(key="kv_question_own_Facts").value == "who is in Rye?"

    app = tell(app, MINE)
    assert drawn(app)["question"]["text"] == "who is in Rye?"


def test_marks_in_a_broken_line_are_read_as_they_were_typed(visit: Open) -> None:
    app = tell(visit(source="own"), "a|b|c\n<img src=x>**x**$y$")

    (shown,) = [each.value for each in app.markdown if each.value.startswith("| ")]
    assert r"\<img src=x\>\*\*x\*\*\$y\$" in shown


def test_of_many_broken_lines_the_first_fifty_are_shown(visit: Open) -> None:
    app = tell(visit(source="own"), "a|b|c\n" + "no fact\n" * 1234)

    assert said(app)[0].startswith("1,234 lines are not read")
    assert tables(app)[0].count("\n") == 1 + 50
    assert "And 1,184 more." in [each.value for each in app.caption]


@pytest.mark.parametrize(
    ("form", "sentence"), [("facts", "The text holds no facts;"), ("article", "The article has no")]
)
def test_an_empty_text_is_said_and_can_be_put_right(visit: Open, form: str, sentence: str) -> None:
    app = tell(visit(source="own", form=form), " \n ", form)
    assert said(app)[0].startswith(sentence)

    app = run(app.button(key="kv_empty").click())
    assert app.text_area(key=f"kv_{form}").value == ""
    app = run(app.button(key="kv_unempty").click())
    assert app.text_area(key=f"kv_{form}").value == " \n "


def test_facts_of_one_s_own_come_back_after_another_source_was_looked_at(visit: Open) -> None:
    app = ask(tell(visit(source="own"), MINE), "own_Facts", "who is in Rye?")
    app = choose(choose(app, "movies"), "own")

    assert app.text_area(key="kv_facts").value == MINE
    assert drawn(app)["question"] == {"text": "who is in Rye?", "answer": None}


def test_facts_are_indexed_once_for_each_text(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    own = importlib.import_module("memviz.pages.facts.upload")
    read, texts = own._read, []
    monkeypatch.setattr(own, "_read", lambda form, content, name: (texts.append(content), read(form, content, name))[1])
    app = tell(visit(source="own"), MINE)
    app = run(run(app.button(key="kv_another").click()).button(key="kv_another").click())
    app = tell(choose(choose(app, "movies"), "own"), MINE + "\nRye|county|Sussex")

    assert [text.count("\n") for text in texts[1:]] == [2, 3]


def test_fewer_facts_have_fewer_questions(visit: Open) -> None:
    app = visit(source="own", question="14")

    assert drawn(tell(app, MINE))["question"]["text"] == "what does Ann Oat live in?"


def test_an_article_of_one_s_own_is_read(visit: Open) -> None:
    app = choose(visit(), "article")
    assert drawn(app)["question"] == {"text": "who directed The Paper Lighthouse?", "answer": "Ada Brandt"}

    app = tell(app, "Rye\nAnn Oat lives in Rye. She is a friend of Bo Reed.", "article")
    assert "Ann Oat" in {value["text"] for value in drawn(app)["values"]}
    assert drawn(app)["question"]["answer"] is None
    assert drawn(choose(app, "own"))["question"]["text"] == "where was the discoverer of Titan born?"


def test_a_long_text_is_taken_out_of_its_field_and_can_be_put_back(visit: Open) -> None:
    text = "\n".join(f"Person {i}|likes|Thing {i}" for i in range(10_000))
    app = tell(visit(source="own"), text)

    assert app.text_area(key="kv_facts").disabled
    assert len(app.text_area(key="kv_facts").value) < 3_000
    assert "What is asked is the pasted text of 10,000 lines" in app.caption[0].value.replace("\\", "")
    assert drawn(app)["hashing"]["total"] == 20_000
    app = run(app.button(key="kv_put_back").click())
    assert app.text_area(key="kv_facts").value == text
    assert not app.text_area(key="kv_facts").disabled


def upload(app: AppTest, name: str, content: bytes) -> AppTest:
    """As if the person had uploaded a file: the test of the browser does."""
    own = importlib.import_module("memviz.pages.facts.upload")
    app.session_state["kv_brought Facts"] = own.Brought(name, content)
    return run(app)


def test_a_file_is_asked_and_what_was_typed_stays(visit: Open) -> None:
    app = upload(tell(visit(source="own"), MINE), "a<b>.csv", b'subject,relation,object\n"Rye, East",county,Sussex\n')

    assert drawn(app)["question"]["text"] == "what is the county of Rye, East?"
    assert app.text_area(key="kv_facts").value == MINE
    assert r"a\<b\>\.csv" in app.caption[0].value
    app = run(app.button(key="kv_put_back").click())
    assert drawn(app)["hashing"]["total"] == 6


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xff\x00", "facts.csv, line 1: expected UTF-8 text, found byte 0xff."),
        (b"\xff\xfe\x00", "facts.csv, line 1: expected UTF-16 text"),
        (b"", "facts.csv holds no facts;"),
        (b"a,b,c\n" * 3_400_000, "facts.csv is larger than 20 MB."),
    ],
    ids=["no text", "no UTF-16", "empty", "too large"],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(visit: Open, content: bytes, sentence: str) -> None:
    app = upload(visit(source="own"), "facts.csv", content)

    assert said(app)[0].startswith(sentence)
    assert board(app) is None


@pytest.mark.parametrize("name", ["<img/src=x>", "**bold**", "$x^2$", "玛丽", "مريم", "a_b_c"])
def test_marks_in_names_are_read_as_they_were_typed(visit: Open, name: str) -> None:
    app = tell(visit(source="own"), f"{name}|likes|{name} too")

    assert drawn(app)["slots"][0]["key"] == f"{name} → likes"
    assert drawn(app)["values"][0]["text"] == f"{name} too"


@pytest.mark.parametrize("picture", ["Heat map", "Answer after each hop", "Path of the state"])
def test_every_picture_is_drawn(visit: Open, picture: str) -> None:
    app = look(visit(question="4"))
    app.button_group(key="more").set_value(picture)

    assert run(app).get("plotly_chart")


def test_a_slip_beside_a_name_is_mended_by_one_press_and_stays(visit: Open) -> None:
    app = ask(visit(), "movies", "which films did the director of Vertigoo and Alien make?")
    assert app.button(key="kv_meant_0").label == "Did you mean Vertigo?"

    app = run(app.button(key="kv_meant_0").click())
    assert drawn(app)["question"]["text"] == "which films did the director of Vertigo and Alien make?"
    assert not has(app, "kv_meant_0")
