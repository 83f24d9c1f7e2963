"""The page “Stories”: a story that is told or typed, and the hops that answer a question about it."""
