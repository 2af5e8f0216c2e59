"""A book, described in plain Python, written as PDF, DOCX, EPUB and Markdown."""
