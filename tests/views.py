"""What a page under test tells its views to draw."""

from __future__ import annotations

import json
from typing import Any


def views(app: Any) -> dict[str, dict[str, Any]]:
    """The data of every view on the page, by its key; left out is the id of the session, which says nothing of
    the page."""
    protos = [each.proto for each in app.get("bidi_component") if each.proto.component_name == "memviz_shell"]
    found = {proto.id.split("-", 2)[2]: json.loads(proto.bytes[16:]) for proto in protos}
    for data in found.values():
        data.pop("session", None)
    return found
