"""Pages in which tests visit the running app, one after another: a page of its own costs each of them two seconds."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from tests.chromium import PATIENCE

NOWHERE = "/_stcore/health"  # of the same origin, and nothing of the app

# As if the server were started anew: what is sent next finds nobody, and who comes then knows nothing of the session.
ANEW = """() => {
  const { prototype } = WebSocket, { send } = prototype;
  class Later extends WebSocket { constructor(url, names) { super(url, names.slice(0, 2)); } }
  prototype.send = function (message) { this instanceof Later ? send.call(this, message) : this.close(); };
  window.WebSocket = Later;
}"""

# Whether the page has been drawn: Streamlit's run is over, every view has its code, and three frames look the same.
_RESTED = """() => {
  const app = document.querySelector(".stApp");
  const views = [...(globalThis.memvizViews ?? new Map()).values()];
  const boxes = [...document.querySelectorAll(".stElementContainer, [class*=st-key-]")].map((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return [x, y, width, height];
  });
  const seen = JSON.stringify(boxes);
  globalThis.sameFrames = seen === globalThis.framesBefore ? globalThis.sameFrames + 1 : 0;
  globalThis.framesBefore = seen;
  return app?.dataset.testScriptState === "notRunning" && document.fonts.status === "loaded"
    && !document.querySelector("[data-testid=stSkeleton]") && views.every(({ view }) => view)
    && globalThis.sameFrames >= 3;
}"""


def rested(page: Any) -> None:
    """Wait until a page of the app has been drawn and lies still: places on it can be measured and pressed."""
    page.wait_for_function(_RESTED)


class Watch:
    """What pages ask the network for, and what they complain of."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def elsewhere(self, server: str) -> list[str]:
        """Requests to anywhere but the server."""
        here = urlsplit(server).netloc
        inline = ("data", "blob", "about")
        return [url for url in self.requests if urlsplit(url).scheme not in inline and urlsplit(url).netloc != here]


class Seat:
    """A page that visitors have one after another; what it asks for and complains of goes to the last one's watch."""

    def __init__(self, context: Any, server: str) -> None:
        context.set_default_timeout(PATIENCE)
        self.server, self.watch = server, Watch()
        self.page = context.new_page()
        self.page.on("request", lambda request: self.watch.requests.append(request.url))
        self.page.on("websocket", lambda websocket: self.watch.requests.append(websocket.url))
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.watch.complaints.append(str(error)))
        self._devtools = context.new_cdp_session(self.page)

    def visit(
        self,
        path: str,
        watch: Watch,
        width: int,
        height: int,
        color_scheme: str,
        reduced_motion: str,
    ) -> Any:
        """The page at this address of the app, for a visitor who has never been here."""
        self.leave()
        self.watch = watch
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)
        self.page.goto(self.server + path, wait_until="commit")
        return self.page

    def leave(self) -> None:
        """Go away, and forget what the browser has kept for the app. Who stays costs time even when nothing moves."""
        self.watch = Watch()
        self.page.context.set_offline(False)
        self.page.goto(self.server + NOWHERE)
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self._devtools.send("Page.resetNavigationHistory")

    def _console(self, message: Any) -> None:
        """Streamlit asks below a page's own address for its server first, and the browser reports that it is not."""
        if message.type == "error" and not re.search(r"/[a-z-]+/_stcore/", message.location["url"]):
            self.watch.complaints.append(message.text)
