"""The extension says of functions and buttons what tabs says of them."""

from __future__ import annotations

import ast
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from cartera_xl.calc.package import build, digest_of
from cartera_xl.calc.signatures import SAVED_NAMES, SIGNATURES
from cartera_xl.calc.type_library import idl
from cartera_xl.tabs.functions import FUNCTIONS
from cartera_xl.tabs.ribbon import BUTTONS, GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "{http://openoffice.org/2001/registry}name"
PYTHON = "/opt/cartera/bin/python"


@pytest.fixture(scope="module")
def package() -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(io.BytesIO(build(PYTHON))) as opened:
        yield opened


def props(package: zipfile.ZipFile, part: str, name: str) -> list[str]:
    root = ElementTree.fromstring(package.read(part))
    found = [p for p in root.iter("prop") if p.get(NAME) == name]
    return [p.findtext("value") or "" for p in found]


def test_the_same_sources_make_the_same_file_and_others_another() -> None:
    assert build(PYTHON) == build(PYTHON)
    assert digest_of(build(PYTHON)) != digest_of(build("/otro/python"))


def test_every_listed_file_is_there_and_every_python_file_is_readable(
    package: zipfile.ZipFile,
) -> None:
    manifest = package.read("META-INF/manifest.xml").decode()
    listed = re.findall(r'full-path="([^"]+)"', manifest)
    assert set(listed) <= set(package.namelist())
    scripts = [name for name in package.namelist() if name.endswith(".py")]
    assert "pythonpath/cartera_calc/rebinding.py" in scripts
    for name in scripts:  # LibreOffice's own Python may be as old as this
        ast.parse(package.read(name), name, feature_version=(3, 8))


def test_nothing_in_it_needs_our_package(package: zipfile.ZipFile) -> None:
    for name in package.namelist():
        if name.endswith(".py"):
            assert "cartera_xl import" not in package.read(name).decode()
            assert "import cartera_xl" not in package.read(name).decode()


def test_functions_have_their_names_and_their_help_in_spanish(
    package: zipfile.ZipFile,
) -> None:
    names = [function.name for function in FUNCTIONS]
    assert props(package, "functions.xcu", "CompatibilityName") == names
    helps = props(package, "functions.xcu", "Description")
    told = [f.help for f in FUNCTIONS] + [
        a.help for f in FUNCTIONS for a in f.arguments
    ]
    assert sorted(helps) == sorted(told)
    titles = {a.title for f in FUNCTIONS for a in f.arguments}
    assert {*names, *titles} == set(props(package, "functions.xcu", "DisplayName"))


def test_every_button_is_in_the_menu_and_help_is_there_only(
    package: zipfile.ZipFile,
) -> None:
    urls = props(package, "buttons.xcu", "URL")
    actions = [url.partition(":")[2] for url in urls if url.startswith("org.")]
    for button in BUTTONS:
        expected = 1 if button in GROUPS[-1].buttons else 2
        assert actions.count(button.action) == expected
    assert set(props(package, "buttons.xcu", "Title")) >= {b.label for b in BUTTONS}


def test_the_interface_has_a_method_for_each_function_with_its_arguments() -> None:
    methods = re.findall(r"(any(?: > >)?) (cartera\w+)\((.*?)\);", idl())
    assert [name for _, name, _ in methods] == [s.method for s in SIGNATURES]
    for (_, _, given), signature in zip(methods, SIGNATURES, strict=True):
        names = re.findall(r"\] [\w:]+ (\w+)", given)
        assert names == ["libro", *signature.parameters]


def test_every_name_that_libreoffice_writes_leads_to_excel_s() -> None:
    assert set(SAVED_NAMES.values()) == {function.name for function in FUNCTIONS}
    assert SAVED_NAMES["ORG.CARTERA.CARTERAADDIN.CARTERAPORVENCER"] == (
        "CARTERA_POR_VENCER"
    )


def test_the_python_to_call_is_the_one_that_installed(package: zipfile.ZipFile) -> None:
    assert json.loads(package.read("cartera.json"))["python"] == PYTHON
