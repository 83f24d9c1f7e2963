"""Files of HTML that hold everything they need and ask nobody for anything; the page of one answer."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from memviz.browser import bundle
from memviz.browser.board import SCRIPT, STYLE, board_data
from memviz.browser.component import spoken
from memviz.language import _, tag
from memviz.picture.look import Look, Progress
from memviz.picture.rows import slot_texts
from memviz.story.line import clean
from memviz.trace import Trace

_HERE = Path(__file__).parent
_FRAME = """<!doctype html>
<html lang="{language}" data-theme="{theme}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
<script type="application/json" id="data">{data}</script>
<script type="module">{script}</script>
</body>
</html>
"""
_PAGE = """<main>
{heading}<p class="from">{model}</p>
<noscript><p>{scriptless}</p></noscript>
<div id="board"></div>
<details><summary>{summary}</summary><div class="table">{numbers}</div></details>
</main>"""


def page(trace: Trace, look: Look, progress: Progress) -> bytes:
    """One answer as an HTML file: the board with its steps and hovers, and a table of all numbers."""
    title = look.title or trace.question.text
    heading = f'<h1 dir="auto">{_escaped(look.title)}</h1>\n' if look.title else ""
    body = _PAGE.format(
        heading=heading,
        model=_escaped(trace.model),
        scriptless=_escaped(_("Stepping through the hops needs JavaScript; all numbers are below.")),
        summary=_escaped(_("All numbers")),
        numbers=_numbers(trace),
    )
    made = html_file(title, look, body, board_data(trace), ["page"])
    progress(1, 1)
    return made


def html_file(title: str, look: Look, body: str, data: Any, names: Sequence[str]) -> bytes:
    """A page with the board in it: the last of `names` is its script, all of them are styles. No other script may run,
    and nothing may be fetched."""
    script = spoken(SCRIPT) + bundle.script([_HERE / f"{names[-1]}.js"])  # it speaks before the last part draws
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = f"script-src 'sha256-{digest}'; style-src 'unsafe-inline'"
    whole = _FRAME.format(
        language=tag(),
        theme=look.theme,
        policy=f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'",
        title=_escaped(title),
        style=STYLE + bundle.style([_HERE / f"{name}.css" for name in names]),
        body=body,
        data=json.dumps(data, separators=(",", ":")).replace("<", "\\u003c"),  # no text can end the element it is in
        script=script,
    )
    return whole.encode()


def _numbers(trace: Trace) -> str:
    """A table of every slot's attention, and one of every listed answer's probability, hop by hop."""
    texts = enumerate(slot_texts(trace))
    slots = [(str(i + 1), text, [hop.attention[i] for hop in trace.hops]) for i, text in texts]
    order = enumerate(np.argsort(-trace.hops[-1].answer_probs, kind="stable"), 1)
    answers = [(str(n), trace.answers[i], [hop.answer_probs[i] for hop in trace.hops]) for n, i in order]
    hops = len(trace.hops)
    return _table(_("Attention"), hops, slots) + _table(_("Probability of the answer"), hops, answers)


def _table(caption: str, hops: int, rows: Sequence[tuple[str, str, Sequence[Any]]]) -> str:
    names = [_escaped(_("hop {n}").format(n=k + 1)) for k in range(hops)]
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    lines = "".join(
        f'<tr><td>{number}</td><th scope="row" class="sentence" dir="auto">{_escaped(text)}</th>'
        + "".join(f"<td>{share:.4f}</td>" for share in numbers)
        + "</tr>\n"
        for number, text, numbers in rows
    )
    top = f'<caption>{_escaped(caption)}</caption><thead><tr><td></td><td class="sentence"></td>{heads}</tr></thead>'
    return f'<table class="numbers">{top}<tbody>{lines}</tbody></table>'


def _escaped(text: str) -> str:
    return escape(clean(text))
