"""Formulas: reading, valuing and moving them."""
