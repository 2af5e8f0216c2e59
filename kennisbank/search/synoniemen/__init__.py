"""Words that mean the same, when searching."""
