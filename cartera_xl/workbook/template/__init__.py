"""The empty workbook, drawn from what `tabs` declares; only the build uses it."""
