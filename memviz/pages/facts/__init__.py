"""The page “Facts”: facts and articles, looked up."""
