"""The same work, written by hand on what others use."""
