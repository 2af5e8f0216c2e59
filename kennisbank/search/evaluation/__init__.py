"""How well the search finds what people ask for, measured against other ways to search the same texts."""
