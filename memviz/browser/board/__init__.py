"""The memory board: slots, key addressing and value reading hop by hop, stepped through in the browser alone.

The whole trace goes to the browser once as `board_data`; playing and stepping send nothing back. `SCRIPT` and `STYLE`
know nothing of Streamlit: a page that holds both can call `mountBoard(root).update(data)` itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from memviz.browser import bundle
from memviz.browser.board.data import board_data
from memviz.browser.component import LANGUAGE, View
from memviz.trace import Trace
from memviz.trace.influence import Influence
from memviz.trace.trust import Trust

__all__ = ["SCRIPT", "STYLE", "board_data", "memory_board"]

_HERE = Path(__file__).parent
_MODULES = (  # each imports only earlier ones
    *("../component/spelling", "../component/layout", "chain_words", "lane_words", "what_if", "../component/dom"),
    *("tools", "detail"),
    *(
        "ribbons",
        "slots",
        "chain",
        "answer",
        "flow",
        "funnel",
        "search",
        "lane",
        "lanes",
        "controls",
        "changing",
        "board",
    ),
)
_SHEETS = ("board", "lanes", "chain", "what_if")


SCRIPT = bundle.script([LANGUAGE, *(_HERE / f"{name}.js" for name in _MODULES)])
STYLE = bundle.style(_HERE / f"{name}.css" for name in _SHEETS)
_VIEW = View(SCRIPT + bundle.script([_HERE / "../component/address.js", _HERE / "index.js"]), STYLE)


def memory_board(
    trace: Trace,
    *,
    key: str,
    influence: Influence | None = None,
    before: Trace | None = None,
    what_if: Mapping[str, Any] | None = None,
    trust: Trust | None = None,
) -> None:
    """Draw `trace` at this place of the Streamlit page, with how much the answer falls without each slot, with what
    another trace said before, and with how far to trust the answer, where they are given.

    With `what_if` the memory can be changed by hand. The page says which memory this is (`of`, any text), which
    message of the board it has taken up last (`n`), and what is switched on (`compare`, `influence`; None where there
    is nothing to switch on). The board's state `changes` is its last message, with all that is changed: {of, n, muted:
    [slot, ...], overrides: [[hop, slot, weight], ...], compare, influence}. The board shows what the page makes of it.
    """
    callbacks: dict[str, Any] = {} if what_if is None else {"on_changes_change": lambda: None}
    _VIEW.draw(
        board_data(trace, influence=influence, before=before, what_if=what_if, trust=trust), key=key, **callbacks
    )
