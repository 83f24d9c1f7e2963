"""What else a story tells beside people who come and go: each theme tells a sentence whenever it is its turn."""
