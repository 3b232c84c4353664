"""What each tab shows: ledger values in, rows in the order of its columns out."""
