"""Work that goes on in the background while a page is looked at, and can be stopped. Fragments of Streamlit cannot be
interrupted: whoever works inside of one is deaf to a button."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextvars import copy_context


class _StoppedError(Exception):
    """Ends the work from within."""


class Job:
    """Makes bytes; begins at once. `share` of it is done."""

    def __init__(self, make: Callable[[Callable[[int, int], None]], bytes]) -> None:
        self.share = 0.0
        self._made: bytes = b""
        self._error: Exception | None = None
        self.stopped = False
        self._make = make
        self._ended = threading.Event()
        context = copy_context()  # with the language
        threading.Thread(target=lambda: context.run(self._work), daemon=True).start()

    def stop(self) -> None:
        """End it at its next step; nobody has to wait for that."""
        self.stopped = True

    def wait(self, seconds: float) -> bool:
        """Whether it has come to its end, within so many seconds."""
        return self._ended.wait(seconds)

    def result(self) -> bytes:
        """What it has made, once it has come to its end. Raises what its work has raised."""
        if self._error:
            raise self._error
        return self._made

    def _work(self) -> None:
        try:
            self._made = self._make(self._progress)
        except _StoppedError:
            pass
        except Exception as error:  # raised where somebody looks, as no one looks here
            self._error = error
        finally:
            self._ended.set()

    def _progress(self, done: int, total: int) -> None:
        if self.stopped:
            raise _StoppedError
        self.share = done / total
