"""Accounts receivable (cartera) behind an Excel workbook."""

__version__ = "0.1.0"
