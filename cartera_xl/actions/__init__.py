"""One module for each thing that a person can ask for."""
