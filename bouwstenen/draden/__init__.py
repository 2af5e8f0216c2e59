"""Rode draden: what returns in many bouwstenen, told by the redactie; and de plaat, the picture of all of it."""
