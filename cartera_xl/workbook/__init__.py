"""The workbook file: built once, then patched part by part."""
