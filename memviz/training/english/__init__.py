"""How memn2n-english is trained: everyday stories without end, told as they are needed."""
