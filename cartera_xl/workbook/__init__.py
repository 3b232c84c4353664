"""The parts of an .xlsx package: built once, then patched."""
