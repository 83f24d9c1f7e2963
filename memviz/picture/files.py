"""Writing a file so that there is either all of it or none, whatever happens in between."""

from __future__ import annotations

import secrets
from pathlib import Path

from memviz.errors import ExportError


def write(path: Path, content: bytes) -> None:
    """Write a whole file, in place of an older one. Raises ExportError where the place cannot be written to."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with unfinished.open("xb") as file:
            file.write(content)
        unfinished.replace(path)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        unfinished.unlink(missing_ok=True)
