from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartera_xl.errors import LocationRefusedError
from cartera_xl.store.location import locate, refusal

if TYPE_CHECKING:
    from pathlib import Path

MOUNTS = [
    ("/", "ext4"),
    ("/mnt/nas", "nfs4"),
    ("/mnt/nas/local", "ext4"),
    ("/media/usb", "vfat"),
    ("/srv/empresa", "cifs"),
    ("/home/ana/remoto", "fuse.sshfs"),
    ("/mnt/c", "9p"),
    ("/mnt/ntfs", "fuseblk"),
    ("/srv/dos", "ext4"),
    ("/srv/dos", "nfs"),
]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (r"\\servidor\contabilidad\cartera.db", "red"),
        ("//servidor/contabilidad/cartera.db", "red"),
        (r"\\?\UNC\servidor\contabilidad\cartera.db", "red"),
        (r"C:\Users\Ana\OneDrive\cartera.db", "OneDrive"),
        (r"C:\Users\Ana\OneDrive - Ferretería S.A.S\Cartera\cartera.db", "OneDrive"),
        (r"C:\Users\Ana\onedrive\x\cartera.db", "OneDrive"),
        (r"D:\Empresa\Cartera\cartera.db", "OneDrive"),
        ("/Users/ana/Library/CloudStorage/OneDrive-Personal/cartera.db", "OneDrive"),
        (r"C:\Users\Ana\Dropbox\cartera.db", "Dropbox"),
        ("/home/ana/Dropbox (Empresa)/cartera.db", "Dropbox"),
        (r"G:\Mi unidad\cartera.db", "Google Drive"),
        (r"G:\My Drive\cartera.db", "Google Drive"),
        (r"C:\Users\Ana\Google Drive\cartera.db", "Google Drive"),
        ("/Users/a/Library/CloudStorage/GoogleDrive-a@b.co/c.db", "Google Drive"),
        (r"C:\Users\Ana\iCloudDrive\cartera.db", "iCloud"),
        ("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/c.db", "iCloud"),
        (r"C:\Users\Ana\SharePoint\Cartera\cartera.db", "SharePoint"),
        ("/mnt/nas/cartera.db", "nfs4"),
        ("/srv/empresa/2026/cartera.db", "cifs"),
        ("/home/ana/remoto/cartera.db", "fuse.sshfs"),
        ("/mnt/c/Users/ana/cartera.db", "9p"),
        ("/srv/dos/cartera.db", "nfs"),
    ],
)
def test_network_and_synchronised_folders_are_refused(path: str, reason: str) -> None:
    environment = {"OneDriveCommercial": r"D:\Empresa"}
    assert reason in refusal(path, environment, MOUNTS)


@pytest.mark.parametrize(
    "path",
    [
        r"C:\Users\Ana\AppData\Local\Cartera\cartera.db",
        r"\\?\C:\Users\Ana\cartera.db",
        r"C:\Users\Ana\Documentos\Cartera OneDrive vieja\cartera.db",
        r"D:\Empresa2\cartera.db",
        "/home/ana/cartera.db",
        "/home/ana/dropboxes/cartera.db",
        "/mnt/nas/local/cartera.db",
        "/mnt/nas2/cartera.db",
        "/media/usb/cartera.db",
        "/mnt/ntfs/cartera.db",
    ],
)
def test_folders_of_this_machine_are_not(path: str) -> None:
    assert refusal(path, {"OneDriveCommercial": r"D:\Empresa"}, MOUNTS) == ""


def test_the_sentence_names_path_and_reason_and_offers_postgresql(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "OneDrive - Ferretería"
    with pytest.raises(LocationRefusedError) as fault:
        locate(folder / "cartera.db")
    assert str(folder) in str(fault.value)
    assert "OneDrive la sincroniza" in str(fault.value)
    assert "PostgreSQL" in str(fault.value)


def test_a_link_into_a_synchronised_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "cartera").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(LocationRefusedError, match="Dropbox"):
        locate(tmp_path / "cartera" / "cartera.db")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_an_address_of_a_server_is_no_path(scheme: str) -> None:
    location = locate(f"{scheme}://ana@servidor/cartera")
    assert (location.path, location.url) == (
        None,
        "postgresql://ana@servidor/cartera",
    )


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://ana:se:c/r?e@to@servidor/c", "postgresql://ana:***@servidor/c"),
        ("postgresql://ana@servidor:5432/c", "postgresql://ana@servidor:5432/c"),
        ("postgresql://:clave@/c?host=/tmp", "postgresql://:***@/c?host=/tmp"),
        (
            "postgresql:///c?user=a&password=x&b=1",
            "postgresql:///c?user=a&password=***&b=1",
        ),
        ("mysql://ana:secreta@servidor/c", "mysql://ana:***@servidor/c"),
    ],
)
def test_an_address_is_shown_without_its_password(url: str, shown: str) -> None:
    assert str(locate(url)) == shown
