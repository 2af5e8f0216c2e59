"""The analyses of the workbench: each takes a corpus and settings, and gives a table, a picture and sentences."""
