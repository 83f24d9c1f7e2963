"""Facts or an article of a person's own: typed, pasted or uploaded, and kept for the session alone."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import NamedTuple

import streamlit as st

from memviz.errors import LinkError, MemvizError
from memviz.facts.forms import FORMS
from memviz.language import _, current
from memviz.pages.facts.reading import Read, header, read_article, read_facts, take_header, tell
from memviz.pages.shared.link import pack, unpack
from memviz.pages.shared.messages import plain
from memviz.pages.shared.sources import Shelf
from memviz.story import Question, limits

FACTS, ARTICLE = "Facts", "Article"
_MOST = {FACTS: limits.FACTS // 1_000_000, ARTICLE: limits.ARTICLE // 1_000_000}  # MB
_KINDS = {FACTS: sorted({end for form in FORMS for end in form.files}), ARTICLE: ["txt"]}  # of files
_LONG, _BEGINNING = 200_000, 2_000  # characters
_EXAMPLES = {
    FACTS: """Phobos|planet|Mars
Deimos|planet|Mars
Europa|planet|Jupiter
Ganymede|planet|Jupiter
Titan|planet|Saturn
Triton|planet|Neptune
Phobos|discovered_by|Asaph Hall
Deimos|discovered_by|Asaph Hall
Europa|discovered_by|Galileo Galilei
Ganymede|discovered_by|Galileo Galilei
Titan|discovered_by|Christiaan Huygens
Triton|discovered_by|William Lassell
Titan|year|1655
Triton|year|1846
Asaph Hall|birthplace|Goshen
Galileo Galilei|birthplace|Pisa
Christiaan Huygens|birthplace|The Hague
William Lassell|birthplace|Bolton""",
    ARTICLE: """The Paper Lighthouse
Ada Brandt directed The Paper Lighthouse, a Danish drama of 1987.
Lars Holm plays a keeper who writes letters to passing ships, and Ingrid Vale plays his daughter.
The script was written by Jonas Reed.
Most of it was filmed on the island of Fanø.""",
}
_ASKED_OF_THE_ARTICLE = (  # no such questions can be made of a text alone
    Question("who directed The Paper Lighthouse?", "Ada Brandt"),
    Question("who wrote The Paper Lighthouse?", "Jonas Reed"),
    Question("what did Ada Brandt direct?", "The Paper Lighthouse"),
    Question("who played in The Paper Lighthouse?", "Lars Holm", also=("Ingrid Vale",)),
)
_ASKED_OF_THE_FACTS = (  # in words that no rule finds
    Question("where was the discoverer of Titan born?", "The Hague"),
    Question("where was the man who discovered Triton born?", "Bolton"),
    Question("what else did the discoverer of Phobos discover?", "Deimos"),
)
_LINKED = 1_500  # letters of a link that what is typed may take


class Brought(NamedTuple):
    """A text and what to call it, "" for a pasted one; bytes are a file's."""

    name: str
    content: str | bytes

    @property
    def described(self) -> str:
        """What it is, for a sentence."""
        if isinstance(self.content, bytes):
            return _("What is asked is the file {name}. What you typed stays here.").format(name=self.name)
        lines = f"{self.content.count(chr(10)) + 1:,}"
        return _("What is asked is the pasted text of {n} lines, which begins so.").format(n=lines)

    @property
    def way_back(self) -> str:
        """The words of the button that leads back to the field."""
        return _("Back to what I typed") if isinstance(self.content, bytes) else _("Put it all back into the field")


def own_form() -> str:
    """What the person brings: facts, or an article."""
    return str(st.session_state.setdefault("kv_form", FACTS))


def own_shelf() -> Shelf:
    """What the person brought, read once. Raises MemvizError if it cannot be read."""
    form = own_form()
    name, content = _brought(form)
    digest = blake2b(content if isinstance(content, bytes) else content.encode("utf-8", "replace")).digest()
    at = f"kv_read {form}"
    known = digest, header(), current()  # what is wrong with it is said in a language
    if st.session_state.get(at, (None,))[0] != known:
        st.session_state[at] = (known, _read(form, content, name))
    read: Read = st.session_state[at][1]
    if isinstance(found := read.found, MemvizError):
        raise found
    st.session_state[f"kv_asked {form}"] = found.questions
    return found


def own_questions() -> tuple[Question, ...]:
    """What was suggested for the last text that could be read: a slip in the facts changes nothing else."""
    asked: tuple[Question, ...] = st.session_state.get(f"kv_asked {own_form()}", ())
    return asked


def edit_own() -> None:
    """The fields in which a person types, pastes or uploads."""
    form = own_form()
    brought: Brought | None = st.session_state.get(f"kv_brought {form}")
    key = _text_key(form)
    st.session_state.setdefault(key, _EXAMPLES[form])
    labels = {
        FACTS: _("Facts, one a line: subject | relation | object"),
        ARTICLE: _("An article; its first line may be a title"),
    }
    st.text_area(
        labels[form],
        key=key,
        height=220,
        disabled=brought is not None,
        on_change=_take_long,
        args=(form,),
        persist_state="session",
    )
    read = st.session_state[f"kv_read {form}"][1]  # as own_shelf was asked before
    if brought:
        st.caption(plain(brought.described))
        st.button(brought.way_back, key="kv_put_back", on_click=_put_back, args=(form,), type="tertiary")
        tell(read)
        return
    tell(read)
    _emptier(form)
    with st.expander(_("Or upload a file (at most {n} MB)").format(n=_MOST[form]), key="kv_upload"):
        at = f"kv_uploader_{form}"
        st.file_uploader(
            _("File"), _KINDS[form], key=at, on_change=_take_file, args=(form,), max_upload_size=_MOST[form]
        )


def own_link() -> tuple[dict[str, str], str]:
    """What the page's address says of them, and a word to who copies it where they are too long for that."""
    form = own_form()
    brought: Brought | None = st.session_state.get(f"kv_brought {form}")
    text = st.session_state.get(_text_key(form), _EXAMPLES[form])
    if not brought and text == _EXAMPLES[form]:
        return {"form": form.lower()}, ""
    taken = [[*header()]] if form == FACTS and header() else []
    code = "" if brought or len(text) > _LONG else pack([form, text, *taken])
    if code and len(code) <= _LINKED:
        return {"own": code}, ""
    return {"form": form.lower()}, _(
        "What you brought is too long for a link: who opens it finds an example in its place."
    )


def own_text() -> tuple[str, ...]:
    """The form, the text and the names of its header, as a talk holds them; nothing of a file or a long text."""
    form = own_form()
    _name, content = _brought(form)
    if not isinstance(content, str) or len(content) > limits.TALK_FACTS:
        return ()
    return (form, content, *(header() if form == FACTS else ()))


def open_own(link: Mapping[str, str]) -> None:
    """Take up what a link says of them; what was here before can be brought back. Raises LinkError."""
    form, text = link.get("form", "").capitalize(), None
    if "own" in link:
        found = unpack(link["own"])
        form, text = _of_link(found)
    if form in _EXAMPLES:
        st.session_state.kv_form = form
        too_long = bool(own_link()[1])  # no link brings that back: it stays until a link brings something else
        text = _EXAMPLES[form] if text is None and not too_long else text
        if text is not None and st.session_state.get(_text_key(form)) != text:
            st.session_state.setdefault(_text_key(form), _EXAMPLES[form])
            _swap(form, text)


def _of_link(found: object) -> tuple[str, str]:
    """The form and the text that a link holds; names that it takes for a header are taken for one. Raises LinkError."""
    match found:
        case [str() as form, str() as text]:
            take_header(())
        case [str() as form, str() as text, [*names]] if all(isinstance(name, str) for name in names):
            take_header([str(name) for name in names])
        case _:
            raise LinkError(_("This link is cut or damaged. This is where we begin."))
    return form, text


def _emptier(form: str) -> None:
    """Room for another text, and back. A browser takes minutes to paste 100,000 lines over what is selected, and
    seconds to paste them into an empty field."""
    if st.session_state[_text_key(form)]:
        st.button(_("Empty this field"), key="kv_empty", on_click=_swap, args=(form, ""), type="tertiary")
    else:
        before = st.session_state.get(f"kv_before {form}", _EXAMPLES[form])
        st.button(_("Bring back what was here"), key="kv_unempty", on_click=_swap, args=(form, before), type="tertiary")


def _swap(form: str, text: str) -> None:
    key = _text_key(form)
    st.session_state[f"kv_before {form}"], st.session_state[key] = st.session_state[key], text


def _brought(form: str) -> Brought:
    """The file or the long text that was brought, else the text in the field."""
    text = st.session_state.get(_text_key(form), _EXAMPLES[form])
    typed = Brought(_("The text") if form == FACTS else _("The article"), text)
    brought: Brought = st.session_state.get(f"kv_brought {form}", typed)
    return brought if brought.name else brought._replace(name=_("The pasted text"))


def _read(form: str, content: str | bytes, name: str) -> Read:
    if form == FACTS:
        return read_facts(content, name, _ASKED_OF_THE_FACTS if content == _EXAMPLES[FACTS] else ())
    return read_article(content, name, _ASKED_OF_THE_ARTICLE if content == _EXAMPLES[ARTICLE] else ())


def _take_file(form: str) -> None:
    """Keep what was uploaded: the widget forgets it as soon as another source is looked at."""
    file = st.session_state[f"kv_uploader_{form}"]
    if file is not None:
        st.session_state[f"kv_brought {form}"] = Brought(file.name, file.getvalue())


def _take_long(form: str) -> None:
    """Take a long text out of its field: a browser needs seconds for every click while it holds megabytes."""
    state, key = st.session_state, _text_key(form)
    if len(state[key]) > _LONG:
        state[f"kv_brought {form}"] = Brought("", state[key])
        state[key] = state[key][:_BEGINNING] + " …"


def _put_back(form: str) -> None:
    brought: Brought = st.session_state.pop(f"kv_brought {form}")
    if isinstance(brought.content, str):
        st.session_state[_text_key(form)] = brought.content


def _text_key(form: str) -> str:
    return f"kv_{form.lower()}"
