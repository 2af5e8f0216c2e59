"""The scripts behind the Makefile. Python's standard library only: they run before anything is installed."""
