"""What was typed in a workbook, as verbs: one module per tab, all of the same shape."""
