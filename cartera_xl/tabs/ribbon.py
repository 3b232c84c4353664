"""The ribbon: one tab «Cartera», its groups and its buttons.

Each button starts an action, which `excel` binds by name. A button whose action is not
bound is one entry less here: callbacks and XML are generated. Ids and icons: an id
never changes once it was shipped (people put buttons on their quick access bar), and an
icon is a name of Microsoft's own list (MS-CUSTOMUI, table imageMso).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

TAB_ID: Final = "cxlTab"
TAB_LABEL: Final = "Cartera"
VERSION_ID: Final = "cxlVersion"
REFRESH: Final = "refresh"
# Refresh with Corte moved to today; it has no button, opening the workbook offers it.
REFRESH_TODAY: Final = "refresh_today"


class Needs(StrEnum):
    """What is asked before an action starts, and given to it as text; "" if nothing."""

    NOTHING = "nothing"
    FILE = "file"  # the path of a file to import
    DATE = "date"  # a date as typed; today is proposed
    REASON = "reason"  # why something is taken back, as typed


class Enabled(StrEnum):
    """When a button can be pressed."""

    ALWAYS = "always"
    WRITABLE = "writable"  # the workbook has a file of its own that may be written
    LINKED = "linked"  # and a ledger, since its first refresh


class Button(NamedTuple):
    """A button: what it shows, what it starts, and what that needs."""

    id: str
    label: str
    action: str
    image: str
    screentip: str
    supertip: str
    large: bool = False
    needs: Needs = Needs.NOTHING
    enabled: Enabled = Enabled.LINKED


class Group(NamedTuple):
    """A group of buttons; `shows_version` ends it with a label of the version."""

    id: str
    label: str
    buttons: tuple[Button, ...]
    shows_version: bool = False


DATA: Final = Group(
    "cxlData",
    "Datos",
    (
        Button(
            "cxlRefresh",
            "Actualizar",
            REFRESH,
            "RefreshAll",
            "Actualizar el libro",
            "Escribe de nuevo todas las hojas con lo que tiene la cartera a la fecha "
            "de corte. Lo digitado y no registrado se conserva.",
            large=True,
            enabled=Enabled.WRITABLE,
        ),
        Button(
            "cxlImport",
            "Importar",
            "import_preview",
            "TextFromFileInsert",
            "Importar un archivo",
            "Lee facturas, notas y pagos de un archivo de Excel o de texto y muestra "
            "en la hoja Importación qué entraría. Nada se guarda hasta confirmarlo.",
            needs=Needs.FILE,
        ),
        Button(
            "cxlImportConfirm",
            "Confirmar importación",
            "import_confirm",
            "AcceptInvitation",
            "Confirmar la importación",
            "Registra en la cartera lo que muestra la hoja Importación, todo o nada.",
        ),
        Button(
            "cxlCutoff",
            "Fecha de corte",
            "set_corte",
            "DateAndTimeInsert",
            "Cambiar la fecha de corte",
            "Muestra el libro a otra fecha. Para registrar, el corte debe ser hoy.",
            needs=Needs.DATE,
        ),
        Button(
            "cxlBringSheets",
            "Traer mis hojas",
            "bring_sheets",
            "SheetInsert",
            "Traer mis hojas del libro anterior",
            "Después de instalar una versión nueva, copia a este libro las hojas y los "
            "nombres que usted agregó al anterior. Sus fórmulas miran las tablas de "
            "este libro.",
            enabled=Enabled.WRITABLE,
        ),
    ),
)
COLLECTING: Final = Group(
    "cxlCollecting",
    "Cobros",
    (
        Button(
            "cxlRegister",
            "Registrar lo digitado",
            "register",
            "RecordsSaveRecord",
            "Registrar lo digitado",
            "Revisa todo lo escrito en las columnas amarillas, pregunta con los "
            "totales y lo registra: todo o nada. Ctrl-Z no lo deshace; Deshacer "
            "lote sí.",
            large=True,
        ),
        Button(
            "cxlSimulate",
            "Simular",
            "simulate",
            "Calculator",
            "Simular el registro",
            "Hace lo mismo que Registrar lo digitado sin guardar nada: la columna "
            "Estado dice el saldo de cada fila antes y después.",
        ),
        Button(
            "cxlApplyCredits",
            "Aplicar créditos",
            "apply_credits",
            "ReviewAcceptChange",
            "Aplicar créditos a favor",
            "Aplica los créditos de las filas elegidas: primero a la factura que "
            "nombran, luego a la más antigua. Pregunta antes de registrar.",
        ),
        Button(
            "cxlFillPayments",
            "Registrar pago",
            "fill_payments",
            "AccountingFormat",
            "Proponer el pago de las filas elegidas",
            "Llena el pago y las retenciones propuestas de las filas elegidas. No "
            "registra: corrija las celdas y oprima Registrar lo digitado.",
        ),
        Button(
            "cxlRefund",
            "Devolver",
            "refund_credits",
            "DollarSign",
            "Devolver un crédito a favor",
            "Devuelve en dinero los créditos elegidos en Créditos a Favor, con el "
            "valor, la fecha y el medio escritos en su fila.",
        ),
        Button(
            "cxlUnapply",
            "Desaplicar",
            "unapply",
            "ReviewRejectChange",
            "Desaplicar",
            "Deshace la aplicación de la fila elegida: la factura recupera su saldo "
            "y el crédito queda libre.",
        ),
        Button(
            "cxlVoidReceipt",
            "Anular recibo",
            "void_receipt",
            "DeclineInvitation",
            "Anular un recibo",
            "Anula el recibo de la fila elegida en Transacciones y devuelve el saldo "
            "a sus facturas. El número queda usado.",
            needs=Needs.REASON,
        ),
        Button(
            "cxlUndo",
            "Deshacer lote",
            "undo",
            "Undo",
            "Deshacer un lote",
            "Reversa todo lo que registró un lote: en Transacciones, el de las filas "
            "elegidas; en otra hoja, el último. Pregunta antes. Nada se borra: quedan "
            "el lote y su reversión.",
        ),
    ),
)
REMINDING: Final = Group(
    "cxlReminding",
    "Recordatorios",
    (
        Button(
            "cxlReminders",
            "Recordatorios",
            "send_reminders",
            "SendCopySendToMailRecipient",
            "Escribir los recordatorios",
            "Llena la hoja Recordatorios, pregunta con los totales y deja un borrador "
            "de correo por cliente junto al libro: usted los revisa y envía. Si marcó "
            "«Sí» en la columna Recordar, solo a esos clientes.",
            large=True,
        ),
        Button(
            "cxlReminderPreview",
            "Vista previa",
            "preview_reminders",
            "FilePrintPreview",
            "Ver a quién se le escribiría",
            "Llena la hoja Recordatorios con a quién se le escribiría y cuánto debe, y "
            "a quién no y por qué. No escribe ningún correo.",
        ),
        Button(
            "cxlStep",
            "Gestión",
            "begin_step",
            "ReviewNewComment",
            "Anotar una gestión",
            "Va a una fila vacía de Gestiones con el cliente y la factura de la fila "
            "elegida. No registra: complete la fila y oprima Registrar lo digitado.",
        ),
    ),
)
REPORTS: Final = Group(
    "cxlReports",
    "Informes",
    (
        Button(
            "cxlStatement",
            "Estado de cuenta",
            "statement",
            "FilePrintPreview",
            "Estado de cuenta de un cliente",
            "Llena la hoja Estado de Cuenta con el cliente de la fila elegida, lista "
            "para imprimir. Imprimir documento la deja en un PDF.",
        ),
        Button(
            "cxlPrintDocument",
            "Imprimir documento",
            "print_documents",
            "FilePrint",
            "Imprimir los documentos elegidos",
            "Hace un PDF de la factura, recibo, nota o cotización de cada fila "
            "elegida, en la carpeta Documentos junto al libro; en Estado de Cuenta, "
            "el del estado.",
        ),
        Button(
            "cxlExport",
            "Exportar",
            "export_rows",
            "ExportExcel",
            "Exportar lo que se ve",
            "Copia a un libro nuevo las filas de esta hoja que el filtro deja ver, en "
            "la carpeta Documentos junto al libro.",
        ),
    ),
)
HELP: Final = Group(
    "cxlHelp",
    "Ayuda",
    (
        Button(
            "cxlSaveParameters",
            "Guardar parámetros",
            "save_parameters",
            "DataValidation",
            "Guardar los parámetros",
            "Guarda lo que cambió en la hoja Parámetros, todo o nada, y actualiza el "
            "libro. Una fila que no se puede guardar dice por qué.",
        ),
        Button(
            "cxlVerify",
            "Verificar",
            "verify",
            "ReviewAcceptOrRejectChangeDialog",
            "Verificar la cartera",
            "Comprueba que saldos, movimientos y auditoría cuadran, y que el libro "
            "suma lo mismo.",
        ),
        Button(
            "cxlDiagnose",
            "Diagnóstico",
            "diagnose",
            "Info",
            "Diagnóstico de la instalación",
            "Dice qué versiones hay, dónde está la cartera y qué hacer si algo falla.",
            enabled=Enabled.ALWAYS,
        ),
        Button(
            "cxlManual",
            "Manual",
            "manual",
            "Help",
            "Abrir el manual",
            "Abre el manual de Cartera.",
            enabled=Enabled.ALWAYS,
        ),
    ),
    shows_version=True,
)
GROUPS: Final = (DATA, COLLECTING, REMINDING, REPORTS, HELP)
BUTTONS: Final = tuple(button for group in GROUPS for button in group.buttons)
