"""Afterwards: looking the conclusions over and making a gesprek of them."""
