"""The page “How it works”: the chapter, live."""
