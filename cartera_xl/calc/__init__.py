"""Cartera for people who work in LibreOffice: an extension, and what it calls.

`package` builds the extension (.oxt) from tabs/functions.py and tabs/ribbon.py. What is
in `component` runs inside LibreOffice, in its own Python and without our package: a
cell's question goes to `worker`, a click to `press`, each in a process of this Python.
`installing` puts the extension into a user's LibreOffice, `opening` opens a workbook.
"""
