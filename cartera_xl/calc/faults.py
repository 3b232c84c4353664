"""What can go wrong for people who work in LibreOffice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartera_xl.errors import REFUSED, CarteraError

if TYPE_CHECKING:
    from pathlib import Path


class RootRefusedError(CarteraError):
    """LibreOffice gives extensions to people only, not to the system's root."""

    def __init__(self) -> None:
        super().__init__(
            "LibreOffice no instala extensiones para el usuario root: entre con el "
            "usuario que va a trabajar y repita."
        )


class OfficeInUseError(CarteraError):
    """LibreOffice runs with the profile that is to be changed, or says so."""

    def __init__(self, lock: Path) -> None:
        super().__init__(
            "LibreOffice está abierto: cierre todas sus ventanas y repita. Si ya están "
            f"cerradas, borre el archivo «{lock}»."
        )


class ProfileClosedError(CarteraError):
    """The profile is where nothing can be written; LibreOffice would wait for ever."""

    def __init__(self, profile: Path) -> None:
        super().__init__(
            f"No se puede escribir en el perfil «{profile}»: revise la carpeta, o diga "
            "otra con «--perfil»."
        )


class ExtensionFailedError(CarteraError):
    """LibreOffice did not take the extension, or did not let it go."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"LibreOffice no aceptó el cambio ({reason}): cierre sus ventanas y repita."
        )


class ExtensionMissingError(CarteraError):
    """A workbook is to be opened where LibreOffice does not have the buttons."""

    def __init__(self) -> None:
        super().__init__(
            "LibreOffice no tiene todavía los botones de Cartera: instálelos con "
            "«cartera calc instalar»."
        )


class NotACopyError(CarteraError):
    """A button was pressed in the workbook that belongs to Excel."""

    exit_code = REFUSED

    def __init__(self, name: str) -> None:
        super().__init__(
            f"«{name}» es el libro de Excel, y LibreOffice lo guardaría sin sus "
            "macros. Ciérrelo sin guardar y use «cartera calc abrir», que trabaja en "
            "una copia."
        )


class NotAWorkbookError(CarteraError):
    """What is to be opened is no workbook of Excel's."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"«{path}» no es un libro de Cartera (.xlsm).")
