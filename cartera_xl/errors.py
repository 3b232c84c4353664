"""Every fault that can stop an action, each with the sentence that a person reads.

A rule that rejects a row is not a fault: it is a value with a status, written beside
the row. Only the entry points turn these into words on a screen; `exit_code` is what a
script sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable

DONE, REFUSED, UNUSABLE, INTERNAL = 0, 1, 2, 3


class CarteraError(Exception):
    """Base of all faults; its text is shown to the user as it stands."""

    exit_code: ClassVar[int] = UNUSABLE


class AmountError(CarteraError):
    """A value that is no amount of money."""

    def __init__(self, text: str, reason: str, *, is_too_large: bool = False) -> None:
        super().__init__(f"El valor «{text}» {reason}.")
        self.reason = reason
        self.is_too_large = is_too_large


class WorkbookError(CarteraError):
    """Base of what is wrong with a workbook's file, before anything is written."""


class WorkbookMissingError(WorkbookError):
    """There is no file where the workbook should be."""

    def __init__(self, path: object) -> None:
        super().__init__(f"No existe el libro «{path}»: revise la carpeta y el nombre.")


class WorkbookIsFolderError(WorkbookError):
    """A folder stands where the workbook should be."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"«{path}» es una carpeta: escriba también el nombre del libro."
        )


class WorkbookNotAFileError(WorkbookError):
    """A pipe or a device stands where the workbook should be."""

    def __init__(self, path: object, what: str) -> None:
        super().__init__(f"«{path}» {what}: escriba el nombre del libro.")


class WorkbookOpenError(WorkbookError):
    """Another program holds the workbook; its lock file says who."""

    def __init__(self, workbook: str, owner: str = "", lock: str = "") -> None:
        by = f" por {owner}" if owner else ""
        stale = (
            f" Si nadie lo tiene abierto, borre el archivo «{lock}»." if lock else ""
        )
        super().__init__(
            f"«{workbook}» está abierto{by}: guárdelo, ciérrelo y repita.{stale}"
        )
        self.owner = owner


class WorkbookChangedError(WorkbookError):
    """Somebody saved the workbook while we were preparing its new content."""

    def __init__(self, workbook: str) -> None:
        super().__init__(
            f"«{workbook}» cambió mientras se actualizaba y no se tocó: repita la "
            "acción."
        )


class WorkbookNotSavedError(WorkbookError):
    """The operating system did not let us write the workbook; it is as it was."""

    def __init__(self, workbook: str, reason: str) -> None:
        super().__init__(
            f"No se pudo guardar «{workbook}» ({reason}); quedó como estaba: revise "
            "el espacio en disco y los permisos de la carpeta."
        )


class ProtectedWorkbookError(WorkbookError):
    """An OLE container: a workbook with a password to open, or an .xls."""

    def __init__(self, workbook: str) -> None:
        super().__init__(
            f"«{workbook}» tiene contraseña de apertura o es un .xls antiguo: quítele "
            "la contraseña o guárdelo como .xlsx o .xlsm."
        )


class NotAWorkbookError(WorkbookError):
    """The file is of another kind (.xlsb, .ods, a document)."""

    def __init__(self, workbook: str) -> None:
        super().__init__(
            f"«{workbook}» no es un libro .xlsx ni .xlsm (¿.xlsb, .ods?): guárdelo "
            "desde Excel como «Libro de Excel habilitado para macros»."
        )


class StrictWorkbookError(WorkbookError):
    """The workbook was saved as Strict Open XML, which has other namespaces."""

    def __init__(self, workbook: str) -> None:
        super().__init__(
            f"«{workbook}» se guardó como «Strict Open XML»: guárdelo como «Libro de "
            "Excel» o «Libro de Excel habilitado para macros»."
        )


class Dates1904Error(WorkbookError):
    """The workbook counts its days from 1904, so every date would be four years off."""

    def __init__(self, workbook: str) -> None:
        super().__init__(
            f"«{workbook}» usa el sistema de fechas 1904: desactívelo en Archivo ▸ "
            "Opciones ▸ Avanzadas ▸ «Usar sistema de fechas 1904»."
        )


class BrokenWorkbookError(WorkbookError):
    """The zip archive or one of its parts cannot be read."""

    def __init__(self, workbook: str, reason: object) -> None:
        super().__init__(
            f"«{workbook}» está dañado o incompleto ({reason}): ábralo en Excel para "
            "repararlo, o use la última copia."
        )


class UnknownXmlError(WorkbookError):
    """A part is valid but written in a form that we do not rewrite safely."""

    def __init__(self, workbook: str, part: str, what: str) -> None:
        super().__init__(
            f"«{workbook}» se guardó con un programa que escribe de otra forma "
            f"({part}: {what}): ábralo en Excel, guárdelo y repita."
        )


class TableMissingError(WorkbookError):
    """A table was deleted, renamed or turned into a range."""

    def __init__(self, table: str, title: str) -> None:
        super().__init__(
            f"No está la tabla {table} de «{title}»: se borró, se cambió de nombre o "
            "se convirtió en rango; deshaga ese cambio o use un libro nuevo."
        )


class TableHeaderMissingError(WorkbookError):
    """The heading row of a table was switched off."""

    def __init__(self, table: str, sheet: str) -> None:
        super().__init__(
            f"La tabla {table} de «{sheet}» no tiene fila de títulos: actívela en "
            "Diseño de tabla ▸ Fila de encabezado."
        )


class ColumnsMissingError(WorkbookError):
    """Columns of a table were renamed or deleted."""

    def __init__(self, sheet: str, titles: Iterable[str]) -> None:
        listed = ", ".join(f"«{title}»" for title in titles)
        super().__init__(
            f"A la tabla de «{sheet}» le faltan las columnas {listed}: devuélvales su "
            "nombre o deshaga el borrado."
        )


class HeadingChangedError(WorkbookError):
    """A heading was typed or pasted over: nobody knows what stands beneath it."""

    def __init__(self, sheet: str, cell: str, title: str, shown: str) -> None:
        super().__init__(
            f"En «{sheet}», el título de la celda {cell} debe ser «{title}» y dice "
            f"«{shown}»: una columna quedó fuera de su lugar; deshaga ese cambio."
        )


class NameMissingError(WorkbookError):
    """A defined name that the workbook needs is gone or points nowhere."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Al libro le falta el nombre definido «{name}»: se borró su hoja o sus "
            "celdas; deshaga ese cambio o use un libro nuevo."
        )


class FormulaWithoutValueError(WorkbookError):
    """A cell that must hold a value holds a formula that nobody has calculated."""

    def __init__(self, name: str, formula: str) -> None:
        super().__init__(
            f"La celda {name} tiene la fórmula «={formula}» sin calcular: escriba en "
            "ella el valor."
        )


class NamedBlockTooSmallError(WorkbookError):
    """A named block has not the room for the rows that belong there."""

    def __init__(self, name: str, rows: int, columns: int) -> None:
        super().__init__(
            f"El bloque «{name}» del libro no alcanza para {rows} filas × {columns} "
            "columnas: el libro es de otra versión; use un libro nuevo."
        )


class MergedCellsError(WorkbookError):
    """Cells of a table's body were merged."""

    def __init__(self, sheet: str, area: str) -> None:
        super().__init__(
            f"En la tabla de «{sheet}» hay celdas combinadas ({area}): descombínelas."
        )


class NoRoomBelowError(WorkbookError):
    """Something stands below a table where the table has to grow."""

    def __init__(self, sheet: str, row: int, needed: int) -> None:
        super().__init__(
            f"En «{sheet}» hay datos o una nota en la fila {row}, debajo de la tabla, "
            f"que debe llegar a la fila {needed}: páselos a otra hoja."
        )


class RepeatedDocumentError(WorkbookError):
    """A document stands twice in a table, both times with something typed."""

    def __init__(self, sheet: str, document: str, rows: Iterable[int]) -> None:
        listed = " y ".join(map(str, rows))
        super().__init__(
            f"En «{sheet}», {document} está en las filas {listed}, ambas con datos "
            "digitados: deje una sola."
        )


class TypedWithoutDocumentError(WorkbookError):
    """Something was typed on a row that belongs to no document."""

    def __init__(self, sheet: str, row: int, titles: Iterable[str]) -> None:
        listed = ", ".join(titles)
        super().__init__(
            f"En «{sheet}», la fila {row} tiene datos digitados ({listed}) pero no "
            "tiene documento: pásela a la fila del documento o bórrela."
        )


class OwnRowError(WorkbookError):
    """A row of a table that no refresh wrote: a person added it."""

    def __init__(self, sheet: str, row: int) -> None:
        super().__init__(
            f"En «{sheet}», la fila {row} se agregó a mano dentro de la tabla: pásela "
            "a otra hoja o debajo de la tabla."
        )


class ThreadedCommentError(WorkbookError):
    """A conversation hangs on a cell of a table's body."""

    def __init__(self, sheet: str, cell: str) -> None:
        super().__init__(
            f"En «{sheet}» hay una conversación en la celda {cell} de la tabla, que no "
            "puede seguir a su documento: páselo a una nota o a otra celda."
        )


class TextTooLongError(WorkbookError):
    """A text longer than a cell can hold."""

    def __init__(self, start: str, length: int) -> None:
        super().__init__(
            f"El texto «{start}…» tiene {length} caracteres y una celda admite 32767: "
            "acórtelo en su origen."
        )


class SourceError(CarteraError):
    """Base of what is wrong with a file to import, before any row is judged."""


class SourceUnreadableError(SourceError):
    """The operating system gives no file: missing, a folder, no permission."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"No se pudo abrir «{file}»: {reason}.")


class NotATableError(SourceError):
    """The file is of another kind: a picture, a PDF, a package, an old workbook."""

    def __init__(self, file: str, what: str) -> None:
        super().__init__(
            f"«{file}» {what}: se importan tablas .xlsx, .xlsm, .csv o .txt."
        )


class DamagedSourceError(SourceError):
    """The file claims to be a table and cannot be read as one."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            f"«{file}» está dañado o incompleto ({reason}): ábralo en Excel y guárdelo "
            "de nuevo."
        )


class SourceTooLargeError(SourceError):
    """The file passes a limit that keeps time and memory bounded."""

    def __init__(self, file: str, what: str, limit: str) -> None:
        super().__init__(f"«{file}» tiene {what}; el límite es {limit}: divídalo.")


class HeadingsNotFoundError(SourceError):
    """No row near the top of the file looks like the headings of a ledger."""

    def __init__(self, rows: int) -> None:
        super().__init__(
            f"En las primeras {rows} filas no hay encabezados de una cartera (número, "
            "cliente, fecha, valor o saldo)."
        )


class LedgerColumnsMissingError(SourceError):
    """The file has headings, and not all that a ledger needs."""

    def __init__(self, missing: list[str], headings: list[str]) -> None:
        shown = ", ".join(f"«{heading}»" for heading in headings[:20])
        more = f" y {len(headings) - 20} más" if len(headings) > 20 else ""
        super().__init__(
            f"Falta la columna de {' y la de '.join(missing)}; el archivo tiene "
            f"{shown}{more}: indíquela con --mapa campo=encabezado."
        )


class UnknownFieldError(SourceError):
    """A column mapping names a field that there is not."""

    def __init__(self, field: str, valid: list[str]) -> None:
        super().__init__(f"«{field}» no es un campo: use {', '.join(valid)}.")


class UnknownConventionError(SourceError):
    """A way of writing amounts or dates that there is not."""

    def __init__(self, text: str, valid: list[str]) -> None:
        super().__init__(f"«{text}» no es una forma: use {' o '.join(valid)}.")


class UnknownHeadingError(SourceError):
    """A column mapping names a heading that the file has not."""

    def __init__(self, heading: str, headings: list[str]) -> None:
        shown = ", ".join(f"«{heading}»" for heading in headings) or "ninguno"
        super().__init__(
            f"El archivo no tiene el encabezado «{heading}»: tiene {shown}."
        )


class StoreError(CarteraError):
    """Base of what is wrong with the ledger on disk, or with reaching it."""


class LedgerMissingError(StoreError):
    """There is no ledger where one was named."""

    def __init__(self, place: object) -> None:
        super().__init__(
            f"No hay cartera en «{place}»: revise la ruta, o cree una con "
            "«cartera iniciar»."
        )


class LedgerExistsError(StoreError):
    """A ledger, or another file, stands where a new ledger was asked for."""

    def __init__(self, place: object) -> None:
        super().__init__(f"En «{place}» ya hay un archivo: no se escribió nada.")


class LedgerMovedError(StoreError):
    """The file's ledger lives on a server now."""

    def __init__(self, place: object) -> None:
        super().__init__(
            f"La cartera de «{place}» se mudó a un servidor: use su dirección. El "
            "archivo queda como recuerdo; nada se registra en él."
        )


class NotALedgerError(StoreError):
    """The file or database is something else."""

    def __init__(self, place: object) -> None:
        super().__init__(f"«{place}» no es una cartera: no se tocó.")


class NewerLedgerError(StoreError):
    """A later version of the program wrote this ledger."""

    def __init__(self, place: object, version: str) -> None:
        super().__init__(
            f"«{place}» es de una versión más nueva de Cartera (esquema {version}): "
            "actualice el programa."
        )


class CompanyNotNamedError(StoreError):
    """A database of several companies, and nothing says which one is meant."""

    def __init__(self, place: object, companies: Iterable[str]) -> None:
        listed = ", ".join(companies)
        super().__init__(
            f"«{place}» tiene varias empresas; diga cuál por su NIT: {listed}."
        )


class CompanyMissingError(StoreError):
    """The database has no such company."""

    def __init__(self, place: object, nit: str) -> None:
        super().__init__(f"«{place}» no tiene una empresa con NIT «{nit}».")


class CompanyExistsError(StoreError):
    """The server's database has that company already."""

    def __init__(self, nit: str, name: str) -> None:
        super().__init__(
            f"En ese servidor ya hay una empresa con NIT «{nit}» ({name}): no se "
            "escribió nada."
        )


class NoCompanyForPersonError(StoreError):
    """The server shows this person no company: there is none, or it is not his."""

    def __init__(self, place: object, person: str) -> None:
        super().__init__(
            f"«{place}» no tiene una empresa para el usuario «{person}»: quien "
            "administra el servidor se la asigna con «cartera servidor admitir»."
        )


class OwnerNeededError(StoreError):
    """Only the owner of a server's ledger may change its tables, people, companies."""

    def __init__(self, place: object, person: str) -> None:
        super().__init__(
            f"Las tablas, las empresas y los permisos de «{place}» los maneja su "
            f"dueño, no el usuario «{person}»: pídalo a quien administra el servidor."
        )


class LocationRefusedError(StoreError):
    """A file ledger in a place that cannot keep it whole."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            f"La cartera no puede estar en «{path}»: {reason}. Póngala en una carpeta "
            "de este equipo o, para varias personas, en un servidor PostgreSQL."
        )


class LedgerBusyError(StoreError):
    """Somebody else kept the ledger for longer than we wait."""

    def __init__(self) -> None:
        super().__init__(
            "El libro de cartera está ocupado por otra persona o programa; no se "
            "escribió nada: repita en un momento."
        )


class LedgerDamagedError(StoreError):
    """The ledger's file does not pass SQLite's own check."""

    def __init__(self, place: object, finding: str) -> None:
        super().__init__(
            f"La cartera «{place}» está dañada ({finding}): no siga usándola y "
            "recupere la última copia de respaldo."
        )


class LedgerUnreadableError(StoreError):
    """The ledger cannot be read: rights, disk, or a server that does not answer."""

    def __init__(self, place: object, reason: str) -> None:
        super().__init__(f"No se puede leer la cartera «{place}»: {reason}.")


class UnknownAddressError(StoreError):
    """An address of a kind of database that we do not keep ledgers in."""

    def __init__(self, place: object) -> None:
        super().__init__(
            f"«{place}» no es un lugar para una cartera: use un archivo, o "
            "postgresql://… para un servidor PostgreSQL."
        )


class DriverMissingError(StoreError):
    """The library for that kind of database is not installed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Falta el componente para PostgreSQL ({name}): instálelo con "
            "«pip install 'cartera-xl[postgres]'»."
        )


class NotPostedError(StoreError):
    """The disk or the server failed, and the ledger shows that nothing was written."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"No quedó registrado nada ({reason}): repita la acción.")


class PostingForbiddenError(StoreError):
    """The server lets this person read, not post."""

    exit_code = REFUSED

    def __init__(self, person: str) -> None:
        super().__init__(
            f"El usuario «{person}» puede ver esta cartera, no registrar en ella: no "
            "quedó registrado nada. Pida el permiso a quien administra el servidor."
        )


class PostingUncertainError(StoreError):
    """The disk or the server failed, and the ledger cannot be asked what it holds."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"No se sabe si quedó registrado ({reason}). Repita la misma acción: si ya "
            "estaba registrada, no se duplica."
        )


class PostingBrokenError(StoreError):
    """The ledger refused a posting that no rule explains: a fault of the program."""

    exit_code = INTERNAL

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"El libro rechazó el registro y no se escribió nada ({detail}). Es un "
            "error del programa: repórtelo."
        )


class MigrationError(StoreError):
    """Bringing a ledger up to date did not end as it must; it was left as it was."""

    exit_code = INTERNAL

    def __init__(self, place: object, detail: str) -> None:
        super().__init__(
            f"No se pudo actualizar la cartera «{place}» ({detail}): quedó como estaba."
        )


class MoveError(StoreError):
    """A company that was not moved to a server; its file stays as it was."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"La cartera no se mudó: {reason}. Todo quedó como estaba.")


class ServerNeededError(StoreError):
    """Roles and people are a server's matter; this ledger is a file."""

    def __init__(self, place: object) -> None:
        super().__init__(
            f"«{place}» es un archivo, y los permisos son de un servidor PostgreSQL: "
            "diga su dirección con --base."
        )


class GroupsMissingError(StoreError):
    """The server has no groups of people yet."""

    def __init__(self) -> None:
        super().__init__(
            "El servidor no tiene todavía los grupos de quienes registran y consultan: "
            "primero «cartera servidor roles --aplicar»."
        )


class BackupError(StoreError):
    """A backup that was not made; the target was left as it was."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"No se hizo la copia de respaldo: {reason}.")


class ListingError(CarteraError):
    """A list that was not written; nothing else was touched."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"No se escribió «{path}»: {reason}.")
