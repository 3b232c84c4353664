"""Why something could not be used, in Spanish; systems and libraries say it in English.

The causes that people meet, by number or by the library's own name for them; whatever
is not among them is quoted as it came.
"""

from __future__ import annotations

import errno
import stat
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_OF_SYSTEM: Final = {
    errno.ENOENT: "no existe",
    errno.ENOTDIR: "una parte de la ruta no es una carpeta",
    errno.EISDIR: "es una carpeta",
    errno.EEXIST: "ya existe",
    errno.EACCES: "no hay permiso",
    errno.EPERM: "no hay permiso",
    errno.EROFS: "el disco es de solo lectura",
    errno.ENOSPC: "el disco está lleno",
    errno.EDQUOT: "se acabó el cupo de disco",
    errno.EFBIG: "el archivo es demasiado grande para ese disco",
    errno.EIO: "falló el disco",
    errno.EBUSY: "lo usa otro programa",
    errno.ETXTBSY: "lo usa otro programa",
    errno.EMFILE: "hay demasiados archivos abiertos",
    errno.ENFILE: "hay demasiados archivos abiertos",
    errno.ENAMETOOLONG: "el nombre es demasiado largo",
    errno.ELOOP: "el enlace da vueltas sin fin",
    errno.EXDEV: "queda en otro disco",
    errno.ENODEV: "el dispositivo no está",
    errno.ENXIO: "el dispositivo no está",
    errno.ECONNREFUSED: "el servidor no atiende en esa dirección",
    errno.ECONNRESET: "el servidor cortó la conexión",
    errno.EPIPE: "se cortó la conexión",
    errno.ETIMEDOUT: "no respondió a tiempo",
    errno.EHOSTUNREACH: "no se llega al servidor",
    errno.ENETUNREACH: "no hay red",
}
# Primary result codes of SQLite (sqlite.org/rescode.html), which never change.
_OF_SQLITE: Final = {
    3: "no hay permiso",
    5: "otra persona o programa la está usando",
    6: "otra persona o programa la está usando",
    7: "no alcanza la memoria",
    8: "el archivo o la carpeta son de solo lectura",
    9: "se interrumpió",
    10: "falló el disco",
    11: "el archivo está dañado",
    13: "el disco está lleno",
    14: "no se pudo abrir el archivo",
    26: "el archivo no es una cartera o está dañado",
}
_PRIMARY: Final = 0xFF  # the other bits tell more, in numbers
# Faults of libraries by the names of their classes: none is loaded for this.
_BY_NAME: Final = {
    "BadZipFile": "el zip no está completo",
    "LargeZipFile": "el zip es demasiado grande",
    "error": "una parte no se puede descomprimir",  # zlib's
    "EOFError": "termina antes de tiempo",
    "NotImplementedError": "está comprimido de una forma desconocida",
    "XMLSyntaxError": "una parte no es XML válido",
    "UnicodeDecodeError": "tiene letras que no son UTF-8",
    "TOMLDecodeError": "no es TOML válido",
    "MemoryError": "no alcanza la memoria",
}
# What SQLite and PostgreSQL say where they give no number that tells enough.
_BY_WORDS: Final = {
    "malformed": "el archivo está dañado",
    "is not a database": "el archivo no es una cartera o está dañado",
    "disk i/o error": "falló el disco",
    "database or disk is full": "el disco está lleno",
    "unable to open database file": "no se pudo abrir el archivo",
    "connection refused": "el servidor no atiende en esa dirección",
    "password authentication failed": "el usuario o la clave no son válidos",
    "no password supplied": "falta la clave",
    "could not translate host name": "no se encuentra el servidor",
    "failed to resolve host": "no se encuentra el servidor",
    "timeout expired": "el servidor no respondió a tiempo",
    "server closed the connection": "el servidor cortó la conexión",
    "no such file or directory": "no existe",
    "permission denied": "no hay permiso",
}
_KINDS: Final = {
    stat.S_IFDIR: "es una carpeta",
    stat.S_IFIFO: "es una tubería, no un archivo",
    stat.S_IFCHR: "es un dispositivo, no un archivo",
    stat.S_IFBLK: "es un dispositivo, no un archivo",
    stat.S_IFSOCK: "es un conector de programas, no un archivo",
}


def cause(fault: BaseException) -> str:
    """Return why, as words that end a sentence, without its full stop."""
    if isinstance(fault, OSError) and fault.errno in _OF_SYSTEM:
        return _OF_SYSTEM[fault.errno]
    code = getattr(fault, "sqlite_errorcode", 0) & _PRIMARY
    if code in _OF_SQLITE:
        return _OF_SQLITE[code]
    if not isinstance(fault, OSError) and type(fault).__name__ in _BY_NAME:
        return _BY_NAME[type(fault).__name__]
    return said(getattr(fault, "strerror", None) or _first_line(fault))


def said(words: str) -> str:
    """Return what a library said in Spanish; quoted where its words are not known."""
    lower = words.casefold()
    known = (spanish for english, spanish in _BY_WORDS.items() if english in lower)
    return next(known, f"el sistema dice «{words.strip().rstrip('.')}»")


def no_file(path: Path) -> str:
    """Return what stands at a path that is no file; "" for a file, or for nothing.

    Looked at before it is opened: a pipe that nobody writes to would wait for ever,
    and a device never ends.
    """
    try:
        kind = stat.S_IFMT(path.stat().st_mode)
    except (OSError, ValueError):
        return ""
    return _KINDS.get(kind, "")


def _first_line(fault: BaseException) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0]
