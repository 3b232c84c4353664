"""Where a ledger is: a file of this machine, or a database server."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath
from typing import TYPE_CHECKING, Final

from cartera_xl.errors import LocationRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MOUNTS: Final = Path("/proc/mounts")
# Folders that a program copies behind our back, half-written files included.
_SYNCED_FOLDERS: Final = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mi unidad": "Google Drive",
    "drivefs": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "mobile documents": "iCloud",
    "sharepoint": "SharePoint",
}
# A name that carries an account: «OneDrive - Empresa», «Dropbox (Personal)».
_SYNCED_PREFIXES: Final = {
    "onedrive - ": "OneDrive",
    "onedrive-": "OneDrive",
    "dropbox (": "Dropbox",
    "dropbox-": "Dropbox",
    "googledrive-": "Google Drive",
    "google drive (": "Google Drive",
    "sharepoint-": "SharePoint",
    "sharepoint - ": "SharePoint",
}
_SYNC_VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
# Locks and fsync do not hold there as SQLite needs them (sqlite.org/useovernet.html).
_NETWORK_FILESYSTEMS: Final = frozenset(
    """
    9p afs ceph cifs coda davfs gfs2 glusterfs lustre ncpfs nfs nfs3 nfs4 prl_fs smb
    smb2 smb3 smbfs vboxsf vmhgfs webdav fuse.ceph fuse.cephfs fuse.davfs2
    fuse.glusterfs fuse.google-drive-ocamlfuse fuse.gvfsd-fuse fuse.onedriver
    fuse.rclone fuse.s3fs fuse.smbnetfs fuse.sshfs fuse.vmhgfs-fuse
    """.split()  # noqa: SIM905 - a list of words reads as words
)
_DRIVE_REMOTE: Final = 4  # GetDriveTypeW
_SERVERS: Final = ("postgresql", "postgres", "postgresql+psycopg")
# After the user's name, or among the options.
_PASSWORD: Final = re.compile(r"(://[^:/?@]*:).*(?=@)|([?&]password=)[^&]*")


@dataclass(frozen=True, slots=True)
class Location:
    """A file's path or a server's address, one of the two."""

    path: Path | None
    url: str = ""

    def __str__(self) -> str:
        if self.path:
            return str(self.path)
        return _PASSWORD.sub(r"\1\2***", self.url)


def locate(url_or_path: str | os.PathLike[str]) -> Location:
    """Read how a person names a ledger: a path, or a server's address.

    Raises:
        LocationRefusedError: the file would lie in a network or a synchronised folder.
    """
    text = os.fspath(url_or_path)
    if "://" in text and not text.startswith("sqlite:///"):
        scheme, _, rest = text.partition("://")
        known = scheme in _SERVERS
        return Location(None, f"postgresql://{rest}" if known else text)
    path = Path(text.removeprefix("sqlite:///")).expanduser()
    resolved = path.resolve()
    for candidate in (text.removeprefix("sqlite:///"), str(resolved)):
        if reason := why_not(candidate, os.environ):
            raise LocationRefusedError(path, reason)
    return Location(resolved)


def why_not(path: str, environment: Mapping[str, str]) -> str:
    """Return why nothing of a ledger may lie at a path here; empty where it may."""
    return refusal(path, environment, _mounts()) or _remote_drive(path)


def refusal(
    path: str, environment: Mapping[str, str], mounts: Iterable[tuple[str, str]] = ()
) -> str:
    """Return why a file ledger may not lie at a path; empty where it may.

    A SharePoint library that was synchronised under another name cannot be told from
    any other folder.

    Args:
        path: as this or another system writes it.
        environment: the process's variables; OneDrive names its folders there.
        mounts: mount points with the kind of their file system.
    """
    if _is_unc(path):
        return "es una carpeta de red"
    for part in PureWindowsPath(path).parts:
        if service := _synced(part.casefold()):
            return f"{service} la sincroniza y puede dañarla"
    for variable in _SYNC_VARIABLES:
        if (root := environment.get(variable)) and _inside(path, root):
            return "OneDrive la sincroniza y puede dañarla"
    if (filesystem := _filesystem(path, mounts)) in _NETWORK_FILESYSTEMS:
        return f"es una carpeta de red ({filesystem})"
    return ""


def _is_unc(path: str) -> bool:
    r"""Tell a path on another machine; `\\?\C:\` is this one."""
    start = path.replace("/", "\\")
    if start.startswith(("\\\\?\\", "\\\\.\\")):
        return start[4:8].casefold() == "unc\\"
    return start.startswith("\\\\")


def _synced(part: str) -> str:
    if part in _SYNCED_FOLDERS:
        return _SYNCED_FOLDERS[part]
    named = (s for prefix, s in _SYNCED_PREFIXES.items() if part.startswith(prefix))
    return next(named, "")


def _inside(path: str, root: str) -> bool:
    return PureWindowsPath(path).is_relative_to(PureWindowsPath(root))


def _filesystem(path: str, mounts: Iterable[tuple[str, str]]) -> str:
    """Return the kind of the file system that holds a path.

    The longest mount point wins, and of several on one point the last.
    """
    pure = PurePath(path)
    holding = [
        (len(point), order, kind)
        for order, (point, kind) in enumerate(mounts)
        if pure.is_relative_to(point)
    ]
    return max(holding, default=(0, 0, ""))[2]


def _mounts() -> list[tuple[str, str]]:
    try:
        lines = _MOUNTS.read_text("utf-8", "replace").splitlines()
    except OSError:  # not Linux
        return []
    fields = [line.split(" ") for line in lines]
    return [(f[1].replace("\\040", " "), f[2]) for f in fields if len(f) > 2]


def _remote_drive(path: str) -> str:
    if sys.platform != "win32":
        return ""
    import ctypes

    root = PureWindowsPath(path).anchor
    remote = ctypes.windll.kernel32.GetDriveTypeW(root) == _DRIVE_REMOTE
    return "es una unidad de red" if remote else ""
