"""Where the workbook lives: a closed file now, live programs later."""
