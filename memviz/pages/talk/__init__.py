"""The page “Present”: a talk, hop by hop."""
