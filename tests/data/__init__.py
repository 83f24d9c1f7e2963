"""Tests of the readers, the download and the gallery."""
