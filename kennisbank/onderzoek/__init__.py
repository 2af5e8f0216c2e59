"""The workbench of researchers: selections of bouwstenen and what can be seen in them."""
