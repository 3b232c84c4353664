"""The extension as one file, byte for byte the same from the same sources."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from cartera_xl import __version__
from cartera_xl.calc.identity import EXTENSION
from cartera_xl.calc.parts import PARTS
from cartera_xl.calc.signatures import SAVED_NAMES, as_data
from cartera_xl.calc.type_library import idl
from cartera_xl.hosts.calc import function_names, rebinding
from cartera_xl.tabs.ribbon import BUTTONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MARK: Final = "cartera.json"  # what the component knows; its digest tells it apart
_COMPONENT: Final = Path(__file__).with_name("component")
_SHARED: Final = (function_names, rebinding)  # the same code on both sides
_MODULE: Final = "cartera_component.py"
_IDL: Final = "XCartera.idl"
_CONFIGURATION: Final = "application/vnd.sun.star.configuration-data"
_KINDS: Final = {
    _IDL: "application/vnd.sun.star.uno-typelibrary;type=RDB",
    _MODULE: "application/vnd.sun.star.uno-component;type=Python",
} | dict.fromkeys(PARTS, _CONFIGURATION)
_DAY: Final = (2026, 1, 1, 0, 0, 0)


def build(python: str) -> bytes:
    """Return the extension whose processes are of a Python, by its path."""
    files = dict(_files())
    known = _known(python)
    digest = _digest([*files.values(), json.dumps(known).encode()])
    files[MARK] = json.dumps(known | {"digest": digest}, indent=1).encode()
    return _zipped(files)


def digest_of(package: bytes) -> str:
    """Return what tells an extension from others."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        found: str = json.loads(opened.read(MARK))["digest"]
    return found


def _files() -> Iterator[tuple[str, bytes]]:
    yield "META-INF/manifest.xml", _manifest().encode()
    yield "description.xml", _description().encode()
    yield _IDL, idl().encode()
    yield from ((name, part()) for name, part in PARTS.items())
    for path in sorted(_COMPONENT.rglob("*.py")):
        yield path.relative_to(_COMPONENT).as_posix(), path.read_bytes()
    for module in _SHARED:
        path = Path(str(module.__file__))
        yield f"pythonpath/cartera_calc/{path.name}", path.read_bytes()


def _known(python: str) -> dict[str, object]:
    return {
        "python": python,
        "functions": as_data(),
        "saved_names": SAVED_NAMES,
        "buttons": {button.action: button.label for button in BUTTONS},
    }


def _manifest() -> str:
    entries = "".join(
        f" <manifest:file-entry manifest:media-type={quoteattr(kind)}"
        f" manifest:full-path={quoteattr(name)}/>\n"
        for name, kind in _KINDS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest'
        f' xmlns:manifest="http://openoffice.org/2001/manifest">\n{entries}'
        "</manifest:manifest>\n"
    )


def _description() -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<description xmlns="http://openoffice.org/extensions/description/2006">\n'
        f' <identifier value="{EXTENSION}"/>\n <version value="{__version__}"/>\n'
        ' <display-name><name lang="es">Cartera XL</name></display-name>\n'
        "</description>\n"
    )


def _digest(contents: list[bytes]) -> str:
    return hashlib.sha256(b"\0".join(contents)).hexdigest()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return into.getvalue()
