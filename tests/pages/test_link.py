"""A story in a link: back as it was, short, and never half of it."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memviz.data.babi import TASKS
from memviz.errors import LinkError
from memviz.pages.shared.link import pack, unpack
from memviz.simulate.gallery import entry

STORY = ["Where is the milk?", "Mary went to the kitchen.", "玛丽 “took” the milk there."]


@given(st.recursive(st.text() | st.integers(-9, 9), lambda inner: st.lists(inner, max_size=5), max_leaves=20))
@settings(deadline=None)
def test_what_is_packed_comes_back(data: Any) -> None:
    assert unpack(pack(data)) == data


def test_a_code_needs_no_escape_in_an_address() -> None:
    assert pack(STORY).replace("-", "").replace("_", "").replace(".", "").isalnum()


@pytest.mark.parametrize("task", TASKS)
def test_a_hundred_sentences_fit_into_a_link(task: int) -> None:
    told = [slot.key for number in range(1, 60) for slot in entry(task, number).story.slots]
    assert len(told) >= 100
    assert len(pack(told[:100])) < 900


@pytest.mark.parametrize("kept", [0, 1, 2, 3, 10, -10, -1])
def test_a_cut_code_is_refused(kept: int) -> None:
    with pytest.raises(LinkError, match="cut or damaged"):
        unpack(pack(STORY)[:kept])


def test_any_other_letter_is_noticed() -> None:
    code = pack(STORY)
    for at in range(2, len(code) - 1):
        forged = f"{code[:at]}{'A' if code[at] != 'A' else 'B'}{code[at + 1 :]}"
        with pytest.raises(LinkError):
            unpack(forged)


@given(st.text(max_size=80))
def test_anything_else_is_refused_in_words(code: str) -> None:
    with pytest.raises(LinkError):
        unpack(code)


def test_a_newer_version_is_named() -> None:
    with pytest.raises(LinkError, match="newer memviz"):
        unpack(pack(STORY).replace("1.", "2.", 1))


def test_a_code_that_would_fill_the_memory_is_refused() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    text = json.dumps("a" * 50_000_000).encode()
    packed = zlib.crc32(text).to_bytes(4, "big")[:3] + packer.compress(text) + packer.flush()
    with pytest.raises(LinkError):
        unpack(f"1.{base64.urlsafe_b64encode(packed).decode().rstrip('=')}")
