"""The names under which LibreOffice knows what is ours."""

from __future__ import annotations

from typing import Final

EXTENSION: Final = "org.cartera.xl"
FILE_NAME: Final = "cartera-xl.oxt"
ADDIN: Final = "org.cartera.CarteraAddIn"
HANDLER: Final = "org.cartera.CarteraHandler"
JOB: Final = "org.cartera.CarteraJob"
INTERFACE: Final = "org.cartera.XCartera"
PROTOCOL: Final = "org.cartera.xl:"
MENU: Final = "org.cartera.menu"
SPREADSHEET: Final = "com.sun.star.sheet.SpreadsheetDocument"
