"""What can go wrong with LibreOffice, each with the sentence that a person reads."""

from __future__ import annotations

from cartera_xl.errors import INTERNAL, CarteraError


class CalcError(CarteraError):
    """Base of what is wrong with LibreOffice or with what it was asked."""


class OfficeMissingError(CalcError):
    """There is no LibreOffice on this machine, or not where it was said to be."""

    def __init__(self) -> None:
        super().__init__(
            "No encuentro LibreOffice: instálelo, o diga en CARTERA_SOFFICE dónde "
            "está su programa soffice."
        )


class BridgeMissingError(CalcError):
    """LibreOffice's bridge is not there for this Python."""

    def __init__(self) -> None:
        super().__init__(
            "Este Python no puede hablar con LibreOffice: instale su puente (en "
            "Debian y Ubuntu, el paquete python3-uno)."
        )


class OfficeStartError(CalcError):
    """LibreOffice ended, or did not answer, before it could be used."""

    exit_code = INTERNAL

    def __init__(self, reason: str) -> None:
        super().__init__(f"LibreOffice no arrancó ({reason}): ciérrelo y repita.")


class OfficeUnreachableError(CalcError):
    """The LibreOffice that is to be driven is not there, or does not listen."""

    def __init__(self) -> None:
        super().__init__(
            "No encuentro la ventana de LibreOffice: ábrala otra vez con «cartera calc "
            "abrir»."
        )


class OfficeDiedError(CalcError):
    """LibreOffice ended in the middle of a call."""

    exit_code = INTERNAL

    def __init__(self) -> None:
        super().__init__(
            "LibreOffice se cerró en plena acción: abra el libro otra vez y "
            "actualícelo."
        )


class OfficeHungError(CalcError):
    """A call took longer than it may, and LibreOffice was ended."""

    exit_code = INTERNAL

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"LibreOffice no respondió en {seconds:g} s y se cerró: abra el libro "
            "otra vez y actualícelo."
        )


class BookClosedError(CalcError):
    """What was used belongs to a workbook that is no longer open."""

    def __init__(self) -> None:
        super().__init__("El libro ya no está abierto en LibreOffice: ábralo otra vez.")


class CalcFaultError(CalcError):
    """LibreOffice gave a fault of its own."""

    exit_code = INTERNAL

    def __init__(self, kind: str, message: str) -> None:
        detail = f"{kind}: {message}" if message else kind
        super().__init__(f"LibreOffice respondió con una falla ({detail}).")


class SheetProtectedError(CalcError):
    """A protected sheet does not take the change."""

    def __init__(self, sheet: str) -> None:
        super().__init__(f"La hoja «{sheet}» está protegida: desprotéjala y repita.")


class BookUnreadableError(CalcError):
    """Calc could not open a file as a workbook."""

    def __init__(self, path: object) -> None:
        super().__init__(f"LibreOffice no pudo abrir «{path}»: ¿está dañado?")


class FormatUnknownError(CalcError):
    """A workbook was to be saved under an extension that is none of a workbook."""

    def __init__(self, path: object, known: str) -> None:
        super().__init__(f"No sé guardar «{path}»: use una de las extensiones {known}.")


class BookNotSavedError(CalcError):
    """Calc or the operating system did not write the file; an old one is as it was."""

    def __init__(self, path: object, reason: object) -> None:
        super().__init__(
            f"No se pudo guardar «{path}» ({reason}): revise la carpeta, el espacio "
            "en disco y los permisos."
        )


class NotACellValueError(CalcError):
    """No cell can hold the value."""

    def __init__(self, value: object) -> None:
        super().__init__(f"Una celda no puede contener {value!r}.")


class FormulaUnreadableError(CalcError):
    """A text that begins with «=» is no formula."""

    def __init__(self, formula: str) -> None:
        super().__init__(f"La fórmula «{formula[:80]}» no se entiende.")


class MacroMissingError(CalcError):
    """The workbook has no macro of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"El libro no tiene la macro «{name}».")


class AlertUnansweredError(CalcError):
    """A question was asked where nobody can answer it."""

    def __init__(self, prompt: str) -> None:
        super().__init__(f"Nadie respondió «{prompt}»: no se hizo nada.")
