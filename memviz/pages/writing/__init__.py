"""The page “Your story”: a story that is typed."""
