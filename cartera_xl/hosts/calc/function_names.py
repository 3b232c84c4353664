"""Names of our functions in a file that LibreOffice wrote, so that Excel knows them.

LibreOffice writes a function of an add-in under the add-in's own name, and one that it
does not know in small letters; Excel knows neither.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

# Where formulas stand in a part: cells, names, formats and validations.
_FORMULAS: Final = re.compile(
    r"<(?:xm:)?f[ >].*?</(?:xm:)?f>|<definedName.*?</definedName>"
    r"|<formula\d?>.*?</formula\d?>|<calculatedColumnFormula.*?</calculatedColumnFormula>",
    re.DOTALL,
)


def restore_names(path: Path, names: Mapping[str, str]) -> int:
    """Give functions in a workbook Excel's names back; return how many there were.

    `names` has LibreOffice's name of each, in any case, and Excel's.
    """
    if not names:
        return 0
    renamed = 0
    rename = _renaming(names)
    beside = path.with_name(f"{path.name}.names")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(
        beside, "w", zipfile.ZIP_DEFLATED
    ) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename.startswith("xl/") and part.filename.endswith(".xml"):
                text, count = rename(content.decode())
                content, renamed = text.encode() if count else content, renamed + count
            new.writestr(part, content)
    beside.replace(path)
    return renamed


def _renaming(names: Mapping[str, str]) -> Callable[[str], tuple[str, int]]:
    found = {name.upper(): excel for name, excel in names.items()}
    known = "|".join(map(re.escape, sorted(found, key=len, reverse=True)))
    call = re.compile(rf"(?<![\w.])(?:{known})(?=\()", re.IGNORECASE)

    def rename(xml: str) -> tuple[str, int]:
        count = 0

        def formula(match: re.Match[str]) -> str:
            nonlocal count
            text, here = call.subn(lambda name: found[name[0].upper()], match[0])
            count += here
            return text

        return _FORMULAS.sub(formula, xml), count

    return rename
