"""The parts of an .xlsx package: read, and patched in place."""
