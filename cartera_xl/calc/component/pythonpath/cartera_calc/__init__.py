"""The part of Cartera that runs inside LibreOffice, in LibreOffice's own Python.

That may be as old as 3.8, and has nothing but the standard library and `uno`.
"""
