"""Figures against peers: the same work, in the same run, agreed to the cent."""
