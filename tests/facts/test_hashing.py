"""Key hashing finds what a plain search over every memory finds, on disk as in memory, from many threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memviz.errors import DataError
from memviz.facts import hashing
from memviz.facts.hashing import FactIndex, cached, memories_of
from memviz.facts.linking import NameTable, link, question_tokens
from memviz.facts.triples import Triple
from memviz.story import Slot
from memviz.story.retrieval import Link, Memory, Name, Retrieved
from memviz.story.vocab import words

FACTS = (
    Triple("Kismet", "directed_by", "William Dieterle"),
    Triple("Kismet", "release_year", "1944"),
    Triple("Blade Runner", "directed_by", "Ridley Scott"),
    Triple("Blade Runner", "starred_actors", "Sean Young"),
    Triple("Blade", "directed_by", "Stephen Norrington"),
    Triple("Alien", "directed_by", "Ridley Scott"),
    Triple("Alien", "shot_in", "Shepperton"),
)


def index(frequency: int = 4) -> FactIndex:
    """With these facts “directed” is in 8 keys, the words of the other relations in 2."""
    return FactIndex.build(FACTS, frequency=frequency)


def slots(found: Retrieved) -> list[str]:
    return [f"{memory.slot.key}: {memory.slot.value}" for memory in found.memories]


def test_a_fact_is_two_memories() -> None:
    found = index().retrieve("Kismet or William Dieterle")

    assert found.memories[:2] == (
        Memory(
            Slot("Kismet → directed by", "William Dieterle"),
            (Name("Kismet"), "directed", "by"),
            (Name("William Dieterle"),),
        ),
        Memory(
            Slot("William Dieterle ← directed by", "Kismet"),
            (Name("William Dieterle"), "←", "directed", "by"),
            (Name("Kismet"),),
        ),
    )


def test_a_name_finds_the_memories_whose_key_it_is_in_and_the_report_says_so() -> None:
    found = index().retrieve("who directed Blade Runner?")

    assert found.question == ("who", "directed", Name("Blade Runner"))
    assert slots(found) == ["Blade Runner → directed by: Ridley Scott", "Blade Runner → starred actors: Sean Young"]
    report = found.hashing
    assert report.links == (Link(13, 25, "Blade Runner"),)
    assert (report.words, report.common, report.unknown) == ((), ("directed",), ())
    assert (report.total, report.found, report.kept) == (14, 2, 2)


def test_what_is_retrieved_is_what_a_fact_is_made_into() -> None:
    assert index().retrieve("Shepperton").memories == memories_of(FACTS[-1])[1:]
    assert index().retrieve("shot").memories == memories_of(FACTS[-1])


def test_a_name_finds_reversed_memories() -> None:
    assert slots(index().retrieve("what did Ridley Scott direct?")) == [
        "Ridley Scott ← directed by: Blade Runner",
        "Ridley Scott ← directed by: Alien",
    ]


def test_a_rare_word_finds_both_directions_and_a_common_one_nothing() -> None:
    found = index().retrieve("what was shot and directed where?")

    assert slots(found) == ["Alien → shot in: Shepperton", "Shepperton ← shot in: Alien"]
    assert (found.hashing.words, found.hashing.common) == (("shot",), ("directed",))


def test_a_word_is_common_from_the_frequency_on() -> None:
    assert index(frequency=9).retrieve("who directed?").hashing.found == 8
    common = index(frequency=8).retrieve("who directed?").hashing
    assert (common.words, common.common) == ((), ("directed",))


def test_words_of_names_are_asked_only_when_nothing_else_helps() -> None:
    facts = FactIndex.build([*FACTS, Triple("Sling Blade", "release_year", "1996")], frequency=4)
    found = facts.retrieve("who directed runner and sling?")

    assert slots(found) == [
        "Blade Runner → directed by: Ridley Scott",
        "Blade Runner → starred actors: Sean Young",
        "Sling Blade → release year: 1996",
    ]
    assert found.hashing.words == ("runner", "sling")
    assert found.hashing.unknown == ()
    assert facts.retrieve("runner of Kismet").hashing.words == ()
    assert facts.retrieve("runner shot").hashing.words == ("shot",)


def test_what_says_nothing_of_a_name_does_not_find_it() -> None:
    facts = FactIndex.build([Triple("Republic of the Congo", "has_currency", "franc")], frequency=2)

    assert facts.retrieve("where is the middle of Atlantis?").memories == ()
    assert facts.retrieve("the republic?").memories


def test_a_common_word_of_names_finds_nothing() -> None:
    facts = FactIndex.build([Triple(f"Blade {n}", "made_in", "1998") for n in range(4)], frequency=4)

    assert facts.retrieve("a blade?").memories == ()
    assert len(FactIndex.build(FACTS, frequency=4).retrieve("scott?").memories) == 2


def test_what_is_unknown_finds_nothing_and_is_said() -> None:
    found = index().retrieve("Where is Mary?")

    assert found.memories == ()
    assert found.hashing.unknown == ("mary",)
    assert (found.hashing.total, found.hashing.found, found.hashing.kept) == (14, 0, 0)
    assert index().retrieve("").memories == ()


def test_of_too_many_those_are_kept_that_share_most_in_the_files_order() -> None:
    facts = FactIndex.build(
        [Triple("Drama", "seen_in", "Rome"), *(Triple(f"Film {n}", "has_genre", "Drama") for n in range(30)), *FACTS]
    )
    found = facts.retrieve("Is Kismet a Drama, and seen, like Ridley Scott?", limit=6)

    assert slots(found) == [
        "Drama → seen in: Rome",  # a name and a rare word
        "Drama ← has genre: Film 0",  # a name in 31 keys: one is left after the names in two keys
        "Kismet → directed by: William Dieterle",
        "Kismet → release year: 1944",
        "Ridley Scott ← directed by: Blade Runner",
        "Ridley Scott ← directed by: Alien",
    ]  # and no “Rome ← seen in: Drama”: a word without a name comes last
    assert found.hashing.found == 31 + 2 + 2 + 1
    assert found.hashing.kept == 6


def test_two_spellings_find_the_memories_of_both() -> None:
    facts = FactIndex.build([*FACTS, Triple("Alien 3", "has_tags", "alien")], frequency=4)

    assert slots(facts.retrieve("who directed alien?")) == [
        "Alien → directed by: Ridley Scott",
        "Alien → shot in: Shepperton",
        "alien ← has tags: Alien 3",
    ]


_NAMES = ("Ann", "ann", "Bo", "Bo Lee", "Lee", "X-Y", "Éva", "it")
_WORDS = ("knows", "is_in", "knows_of", "is")
_TRIPLES = st.builds(Triple, st.sampled_from(_NAMES), st.sampled_from(_WORDS), st.sampled_from(_NAMES))


@given(st.lists(_TRIPLES, max_size=12), st.lists(st.sampled_from(_NAMES + _WORDS + ("who",)), max_size=4))
def test_what_is_found_is_what_a_search_over_every_memory_finds(triples: list[Triple], said: list[str]) -> None:
    question = " ".join(said).replace("_", " ")
    memories = [memory for triple in triples for memory in both(triple)]
    links = link(question, NameTable(name for triple in triples for name in (triple.subject, triple.object)))
    shared = {Name(each.name) for each in links} | {
        word
        for word in question_tokens(question, links)
        if isinstance(word, str) and 0 < sum(word in memory.key for memory in memories) < 5
    }
    plain = [memory for memory in memories if shared & set(memory.key)]

    found = FactIndex.build(triples, frequency=5).retrieve(question)

    if shared:
        assert list(found.memories) == plain
        assert found.hashing.found == len(plain)
    assert found.hashing.total == len(memories)


def both(triple: Triple) -> tuple[Memory, Memory]:
    relation = triple.relation.replace("_", " ")
    subject, value = Name(triple.subject), Name(triple.object)
    return (
        Memory(Slot(f"{subject.text} → {relation}", value.text), (subject, *words(relation)), (value,)),
        Memory(Slot(f"{value.text} ← {relation}", subject.text), (value, "←", *words(relation)), (subject,)),
    )


def test_names_and_facts_are_listed() -> None:
    facts = index()

    assert facts.names()[:3] == ("1944", "Alien", "Blade")
    assert facts.names() is facts.names(), "read once: whoever ranks all names asks for them with every question"
    assert set(facts.values()) == {name for each in FACTS for name in (each.subject, each.object)}
    assert facts.facts_of("Ridley Scott") == (FACTS[2], FACTS[5])
    assert facts.facts_of("Ridley Scott", limit=1) == (FACTS[2],)
    assert facts.facts_of("Mary") == ()
    assert len(facts) == 14
    assert len(FactIndex.build([])) == 0


@pytest.mark.parametrize("question", ["\ud800 Kismet", "Kismet\0", "'; DROP TABLE facts; --Kismet", "Kismet " * 3000])
def test_no_question_breaks_the_index(question: str) -> None:
    facts = index()

    assert len(facts.retrieve(question).memories) == 2
    assert len(facts.retrieve("Kismet").memories) == 2


def test_an_index_on_disk_answers_as_one_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "folder of facts?" / "kb.sqlite"
    built = FactIndex.build(iter(FACTS), path, frequency=4)
    opened = FactIndex.open(path)

    for question in ("who directed Blade Runner?", "shot where?", "scott", "zebra"):
        assert opened.retrieve(question) == built.retrieve(question) == index().retrieve(question)
    assert list(path.parent.iterdir()) == [path]


def test_a_file_larger_than_one_batch_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memviz.facts.factfile._BATCH", 2)

    assert [index().facts_of(each.subject) for each in FACTS] == [
        tuple(other for other in FACTS if other.subject == each.subject) for each in FACTS
    ]


def test_a_file_that_is_no_index_is_named(tmp_path: Path) -> None:
    text, empty = tmp_path / "text.sqlite", tmp_path / "empty.sqlite"
    text.write_text("Kismet|directed_by|William Dieterle\n" * 100)
    empty.touch()

    for path in (text, empty, tmp_path / "missing.sqlite"):
        with pytest.raises(DataError, match=path.name):
            FactIndex.open(path)


def test_many_threads_read_one_index(tmp_path: Path) -> None:
    facts = FactIndex.build(FACTS, tmp_path / "kb.sqlite", frequency=4)
    questions = [f"who directed {each.subject}?" for each in FACTS] * 20
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(facts.retrieve, questions))

    assert together == [facts.retrieve(question) for question in questions]


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    path = tmp_path / "kb.txt"
    path.write_text("".join(f"{each.subject}|{each.relation}|{each.object}\n" for each in FACTS))
    return path


def test_the_cache_is_built_once_for_one_content(kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cached(kb, tmp_path / "cache")
    with monkeypatch.context() as patched:
        patched.setattr(hashing, "parse_triples", None)  # would fail if the facts were read again
        again = cached(kb, tmp_path / "cache")
    kb.write_text("Kismet|release_year|1944\n")
    changed = cached(kb, tmp_path / "cache")

    assert again.retrieve("Kismet") == first.retrieve("Kismet")
    assert len(changed) == 2
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_a_broken_file_in_the_cache_is_made_anew(kb: Path, tmp_path: Path) -> None:
    cached(kb, tmp_path / "cache").close()
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(b"no database" * 100)

    assert len(cached(kb, tmp_path / "cache")) == 14
    assert len(FactIndex.open(kept)) == 14


def test_without_a_writable_cache_the_index_lies_in_memory(kb: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").touch()

    assert len(cached(kb, tmp_path / "cache")) == 14
    with pytest.raises(DataError, match=r"cannot be written to .*kb\.sqlite"):
        FactIndex.build(FACTS, tmp_path / "cache" / "kb.sqlite")
    with pytest.raises(DataError, match=r"none\.txt cannot be read"):
        cached(tmp_path / "none.txt", tmp_path / "cache")
