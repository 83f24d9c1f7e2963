"""What a person wrote, as a code that fits into a link: short, of a known version, and whole or not at all."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from typing import Any

from memviz.errors import LinkError
from memviz.language import _

VERSION = 1
_CODE = re.compile(r"(\d+)\.([\w-]+)", re.ASCII)
_RAW = -15  # deflate without a header; the check beside it is shorter than zlib's own
_MOST = 1_000_000  # bytes of text: more than any story, and little enough for a forged code to be harmless


def pack(data: Any) -> str:
    """JSON data as letters, digits, "-", "_" and a dot; `unpack` gives it back."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, _RAW)
    packed = _check(text) + packer.compress(text) + packer.flush()
    return f"{VERSION}.{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"


def unpack(code: str) -> Any:
    """What `pack` was given. Raises LinkError for a code that is cut, forged or of a newer version."""
    found = _CODE.fullmatch(code)
    if found and int(found[1]) > VERSION:
        raise LinkError(_("This link was made by a newer memviz. This is where we begin."))
    try:
        if not found:
            raise ValueError(code)
        packed = base64.urlsafe_b64decode(found[2] + "=" * (-len(found[2]) % 4))
        text = _inflated(packed[3:])
        if _check(text) != packed[:3]:
            raise ValueError(code)
        return json.loads(text)
    except (ValueError, zlib.error, binascii.Error, RecursionError) as error:
        raise LinkError(_("This link is cut or damaged. This is where we begin.")) from error


def _check(text: bytes) -> bytes:
    return zlib.crc32(text).to_bytes(4, "big")[:3]


def _inflated(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(_RAW)
    text = unpacker.decompress(packed, _MOST)
    if not unpacker.eof:
        raise ValueError("cut, or longer than any story")
    return text
