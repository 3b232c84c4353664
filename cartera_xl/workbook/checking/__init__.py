"""Cross-part rules of a workbook's package that no schema states."""
