"""The sections of what is published now, each to be found by itself."""
