"""Pictures made on the server: accessible SVG with the table beside it. Plain Python.

`figures` makes them from the outcomes of kennisbank.analysis; `network`, `matrix`, `lines` and `bars` from anything.
"""
