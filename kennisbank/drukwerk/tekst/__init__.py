"""A Markdown text as a tree, and that tree as Typst data and as Word."""
