"""Statistics on texts and terms. Plain Python and numpy; knows no model."""
