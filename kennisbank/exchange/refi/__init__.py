"""REFI-QDA, the exchange format of software for qualitative research: `.qdpx` (project) and `.qdc` (codebook).

`model` is a project as plain data; `writer` and `package` make files of it, `reader` reads them, `rules` and `check`
judge them. Those know no models of ours; `compose` and `families` (out), `matching` and `services` (in) do.
"""
