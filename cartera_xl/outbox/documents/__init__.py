"""Documents on paper: what they say, laid out as data for the templates.

Each noun has a module that turns what the ledger holds into a `Paper`; the typesetter
makes a PDF of it. Templates get texts and nothing that could be read as their code.
"""
