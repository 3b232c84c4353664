"""Where the workbook lives: a closed file, or a program that a person looks at."""
