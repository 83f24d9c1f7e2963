"""Streamlit, kept from asking the outside world where it is."""

from __future__ import annotations

from streamlit import net_util


def stay_offline() -> None:
    """Whenever a page of another origin knocks, Streamlit asks an address service for this machine's address, to see
    whether that is it. No setting turns this off, but an address once known is not asked for again."""
    net_util._external_ip = "127.0.0.1"
