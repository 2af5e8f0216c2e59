"""De plaat: a living picture drawn from the data."""
