"""Tests of memviz, laid out as the package is."""
