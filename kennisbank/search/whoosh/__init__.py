"""A modelsearch backend on Whoosh's files. Knows nothing of this site's models; see `backend.py` for its parameters."""

from kennisbank.search.whoosh.backend import WhooshSearchBackend as SearchBackend

__all__ = ["SearchBackend"]
