"""Other programs that read, judge or compile the workbook's macros and ribbon."""

from __future__ import annotations

import base64
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.requirements import require

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartera_xl.workbook.vba.module import Module

_JARS: Final = tuple(
    f"/usr/share/java/{name}.jar"
    for name in ("poi", "poi-ooxml", "commons-collections4", "commons-codec")
)
_READ_MACROS: Final = Path(__file__).parent / "ReadMacros.java"
_RIBBON: Final = "customUI"


def by_olevba(project: bytes) -> dict[str, str]:
    """Return the text of every module as olevba reads it, by name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of pyparsing, in oletools
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser("vbaProject.bin", data=project)
        try:
            found = list(parser.extract_macros())
        finally:
            parser.close()
    return {name.rpartition(".")[0]: text for _, _, name, text in found}


def by_poi(workbook: Path) -> dict[str, str]:
    """Return the text of every module as Apache POI reads it, by name."""
    require(shutil.which("javac"), "un compilador de Java (default-jdk-headless)")
    require(all(map(Path.exists, map(Path, _JARS))), "Apache POI (libapache-poi-java)")
    command = ("java", "-cp", ":".join(_JARS), str(_READ_MACROS), str(workbook))
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    lines = (line.split(" ") for line in answer.stdout.splitlines())
    return {name: base64.b64decode(text).decode() for name, text in lines}


def by_pyvbaanalysis(workbook: Path, *only: str) -> list[str]:
    """Return what pyvbaanalysis finds in the macros of a workbook, or in some."""
    from pyvbaanalysis import analyze_office_file

    found = analyze_office_file(str(workbook), only=only or None)
    return [
        f"{module}: {problem.code}: {problem.message}"
        for module, problems in found.items()
        for problem in problems
    ]


def by_vbalidator(modules: Iterable[Module], folder: Path) -> list[str]:
    """Return what vbalidator finds in modules."""
    from vbalidator import precheck

    for one in modules:
        (folder / f"{one.name}.bas").write_text(one.source, "utf-8")
    result: Any = precheck(folder, host="excel")
    return [str(finding) for finding in (*result.errors, *result.warnings)]


def by_openxml_audit(workbook: Path) -> list[str]:
    """Return what openxml-audit finds in a workbook's ribbon."""
    from openxml_audit import OpenXmlValidator

    result: Any = OpenXmlValidator(max_errors=0).validate(workbook)
    return [
        error.description
        for error in result.errors
        if _RIBBON in (error.part_uri or "")
    ]


def expected(
    modules: Iterable[Module], this_workbook: str, sheets: Iterable[str]
) -> dict[str, str]:
    """Return what every reader must find: the sources, below what Excel itself adds."""
    code = this_workbook.replace("\n", "\r\n")
    return {
        **{one.name: one.text for one in modules},
        "ThisWorkbook": _document("ThisWorkbook", "00020819") + code,
        **{name: _document(name, "00020820") for name in sheets},
    }


def _document(name: str, class_id: str) -> str:
    """Return the head that Excel writes for the module of a workbook or a sheet."""
    lines = (
        f'VB_Name = "{name}"',
        f'VB_Base = "0{{{class_id}-0000-0000-C000-000000000046}}"',
        "VB_GlobalNameSpace = False",
        "VB_Creatable = False",
        "VB_PredeclaredId = True",
        "VB_Exposed = True",
        "VB_TemplateDerived = False",
        "VB_Customizable = True",
    )
    return "".join(f"Attribute {line}\r\n" for line in lines)
