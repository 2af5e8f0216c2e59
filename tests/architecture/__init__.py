"""Rules of the house that no linter knows. A rule takes the root of a tree and returns its problems as sentences."""
