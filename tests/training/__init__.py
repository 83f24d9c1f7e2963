"""The training loop, the sweep over restarts, and what they write."""
