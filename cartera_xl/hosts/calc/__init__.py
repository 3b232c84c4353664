"""LibreOffice Calc as a live host: an xlwings engine over UNO.

What speaks xlwings' public API runs here as it runs in Excel. `engine.start()` starts
a LibreOffice of its own and returns it as an `xlwings.App`; `engine.attach(pipe)`
drives one that a person works in.

From the outside in: `engine` is what xlwings is given; `apps`, `app`, `books`, `book`,
`sheets`, `sheet`, `ranges` (of `contents`, `looks`, `lines`), `tables`, `table`,
`names`, `name` are its objects, each guarded by `guard`; `reading`, `writing`,
`formula_cells`, `filling` move blocks of cells, which `values`, `serials`, `cleaning`
and `formulas` translate without UNO; `office`, `process`, `watchdog` and `leftovers`
keep the program alive and leave nothing behind; `bridge` is UNO.
"""
