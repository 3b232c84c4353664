"""The rows of a tab's table: what stands in them, and what will."""
