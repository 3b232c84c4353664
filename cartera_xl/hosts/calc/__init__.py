"""LibreOffice Calc as a live host: an xlwings engine over UNO.

What speaks xlwings' public API runs here as it runs in Excel. `engine.start()` starts
a LibreOffice of its own and returns it as an `xlwings.App`.
"""
