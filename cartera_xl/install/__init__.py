"""Putting Cartera XL on a machine, taking it off, and finding what is wrong."""
