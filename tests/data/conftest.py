"""The public bAbI data, for the tests that compare with it; it is not part of the repository."""

import os
from pathlib import Path

import pytest

from memviz.data.babi import data_directory
from memviz.errors import DataError

_BESIDE_THE_REPOSITORY = Path(__file__).parents[3] / "shared" / "data" / "babi"


@pytest.fixture(scope="session")
def public() -> Path:
    """The directory that holds `en`; skips where there is none."""
    try:
        return data_directory(os.environ.get("MEMVIZ_DATA") or str(_BESIDE_THE_REPOSITORY))
    except DataError as error:
        pytest.skip(f"needs the public bAbI data: {error}")
