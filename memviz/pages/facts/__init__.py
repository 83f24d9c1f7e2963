"""The page “Key-value memory”: facts and articles, looked up."""
