"""The workbook's VBA and ribbon: hand-written sources, and what `tabs` generates."""
