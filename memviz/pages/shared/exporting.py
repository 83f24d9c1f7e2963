"""The dialogue in which a person chooses a file of what a page shows. A long one can be stopped."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from memviz.errors import ExportError
from memviz.language import _
from memviz.pages.shared.job import Job
from memviz.pages.shared.messages import plain
from memviz.pages.shared.session_language import speak
from memviz.picture import PICTURES
from memviz.trace import Trace

if TYPE_CHECKING:
    from memviz.picture.exports import Export, Look, Theme

_JOB = "export job"
_MOMENT, _AGAIN = 0.8, 0.3  # seconds: what most files take, and between two looks at how far one is
_PREVIEWED = "image/"


@dataclass(frozen=True)
class Offer:
    """Something to export: what it is called, what is written and in which formats, and how it is to look.

    what, formats  called when the dialogue is opened: whoever exports nothing loads and makes nothing for it
    """

    name: str
    what: Callable[[], Any]
    formats: Callable[[], Mapping[str, Export[Any]]]
    picture: str = "board"
    file: str = "memviz"


Offers = tuple[Offer, ...]


def board_offer(trace: Trace, name: str) -> Offer:
    """A trace's memory board, in every format."""
    return Offer(name, lambda: trace, _formats, file=f"{trace.model} {trace.question.text}")


def pictures(trace: Trace) -> Offers:
    """What there is to export of an answer: the board in every format, other pictures as pictures."""
    board, *others = (picture for picture in PICTURES.values() if picture.fits(trace))
    first = board_offer(trace, board.label)
    return first, *(replace(first, name=each.label, formats=_drawn, picture=each.name) for each in others)


def _formats() -> Mapping[str, Export[Any]]:
    from memviz.picture.exports import EXPORTS

    return EXPORTS


def _drawn() -> Mapping[str, Export[Any]]:
    return {name: each for name, each in _formats().items() if each.drawn}


def offer_export(offers: Offers) -> None:
    """Open the dialogue."""
    _forget()
    st.dialog(_("Export"), width="medium")(_choose)(offers)


def _choose(offers: Offers) -> None:
    """The dialogue: what, as what, how it looks, and the file."""
    speak()  # a dialogue runs again without its page
    names = {offer.name: offer for offer in offers}
    chosen = names[st.selectbox(_("What"), list(names), key="export_what")] if len(offers) > 1 else offers[0]
    formats = chosen.formats()
    extension = st.selectbox(
        _("Format"), list(formats), format_func=lambda each: formats[each].label, key=f"export_format_{len(formats)}"
    )
    look = _look(chosen)
    with st.container(key="export_file"):
        _file(chosen, formats[extension], look)


def _look(chosen: Offer) -> Look:
    from memviz.picture.exports import Look

    themes: dict[Theme, str] = {"light": _("Light"), "dark": _("Dark")}
    shown: Theme = "dark" if st.context.theme.type == "dark" else "light"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(_("Title"), placeholder=_("none"), max_chars=200, key="export_title")
        theme = st.segmented_control(
            _("Theme"), list(themes), format_func=themes.__getitem__, default=shown, required=True, key="export_theme"
        )
    return Look(theme=theme or shown, title=title.strip(), picture=chosen.picture)


def _file(chosen: Offer, export: Export[Any], look: Look) -> None:
    """The file. What is not made in a moment is looked after in a fragment of its own, which runs again and again."""
    soon = _job(chosen, export, look).wait(_MOMENT)
    st.fragment(_show, run_every=None if soon else _AGAIN)(chosen, export, look)


def _job(chosen: Offer, export: Export[Any], look: Look) -> Job:
    """What makes the file; begun if it is another one than before."""
    wanted = (chosen, export.extension, look)
    known: tuple[object, Job] | None = st.session_state.get(_JOB)
    if known and known[0] == wanted:
        return known[1]
    _forget()
    job = Job(lambda progress: export.write(chosen.what(), look, progress))
    st.session_state[_JOB] = wanted, job
    return job


def _forget() -> None:
    """Stop what is being made."""
    _wanted, job = st.session_state.pop(_JOB, (None, None))
    if job:
        job.stop()


def _show(chosen: Offer, export: Export[Any], look: Look) -> None:
    """The file, how far it is, or what keeps it from being made."""
    speak()
    job = _job(chosen, export, look)
    if job.stopped:
        st.button(_("Make the file"), key="export_make", type="primary", on_click=_forget)
    elif not job.wait(0):
        st.progress(job.share, _("Writing …"))
        st.button(_("Cancel"), key="export_cancel", on_click=job.stop)
    else:
        try:
            _hand_over(job.result(), export, chosen.file)
        except ExportError as error:
            st.info(plain(str(error)), icon=":material/edit_note:")


def _hand_over(content: bytes, export: Export[Any], name: str) -> None:
    size = f"{len(content) / 1e3:,.0f} KB"
    words = "-".join(re.findall(r"\w+", name.lower()))[:60]
    st.download_button(
        _("Download · {size}").format(size=size),
        content,
        f"memviz-{words}.{export.extension}",
        export.mime,
        type="primary",
        on_click="ignore",
        icon=":material/download:",
        key="export_download",
    )
    if export.mime.startswith(_PREVIEWED):
        st.image(content if export.extension != "svg" else content.decode())
