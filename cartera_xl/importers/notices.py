"""What there is to say about a ledger file, declared once.

A notice blocks where reading on would mean guessing at money; everything else is said
and the file goes in.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from cartera_xl import texts
from cartera_xl.importers.reading import Finding


class Notice(NamedTuple):
    """A stable code, its Spanish sentence with places for facts, and its weight."""

    code: str
    sentence: str
    blocks: bool = False

    def at(self, row: int, **facts: object) -> Finding:
        """Return the finding for one row (0: the whole file)."""
        shown = {
            name: texts.clipped(fact) if isinstance(fact, str) else fact
            for name, fact in facts.items()
        }
        detail = texts.one_stop(self.sentence.format(**shown))
        return Finding(row, self.code, detail, self.blocks)


# The file and its columns.
SHEET_CHOSEN: Final = Notice(
    "hoja_elegida", "Se leyó la hoja «{chosen}»; también parecen tablas: {others}."
)
HEADING_TWICE: Final = Notice(
    "encabezado_repetido",
    "El encabezado «{heading}» aparece más de una vez: se usó la columna {column}.",
)
UNNAMED_COLUMN: Final = Notice(
    "columna_sin_nombre", "Hay datos en una columna sin encabezado: no se leen."
)
ROW_TOO_LONG: Final = Notice(
    "fila_desbordada",
    "La fila tiene más celdas que encabezados: un separador dentro de un valor pudo "
    "correr los datos. Corríjala en el archivo.",
    blocks=True,
)
QUOTE_OPEN: Final = Notice(
    "comillas_sin_cerrar",
    "La fila tiene comillas sin cerrar: sus datos pueden estar corridos.",
    blocks=True,
)
NUMBER_FROM: Final = Notice(
    "numero_en_otra_columna",
    "No hay columna de número: se tomó de «{heading}».",
)
CONTROLS_STRIPPED: Final = Notice(
    "caracteres_de_control",
    "Celdas con caracteres de control invisibles, que se quitaron: {count}.",
)
BAD_LETTERS: Final = Notice(
    "letras_dañadas",
    "El archivo ya traía letras perdidas (�), por ejemplo en «{text}».",
)
TEXT_TOO_LONG: Final = Notice(
    "texto_demasiado_largo",
    "El texto «{start}…» ({heading}) tiene {length} caracteres y el límite es {limit}: "
    "acórtelo.",
    blocks=True,
)
# Amounts.
NUMBERS_ASSUMED: Final = Notice(
    "convencion_supuesta",
    "En «{heading}» ningún valor prueba por sí solo su convención: «{example}» se leyó "
    "como {reading} ({why}). Si no es así, dígalo con --numeros {other}.",
)
NUMBERS_TORN: Final = Notice(
    "convencion_contradictoria",
    "En «{heading}» «{proof}» tiene {separator} decimal y «{example}» parece llevarlo "
    "de miles: puede ser {thousands} o {decimals}. Dígalo con --numeros {stated}, o "
    "corrija en el archivo el que no es.",
    blocks=True,
)
NUMBERS_OPEN: Final = Notice(
    "convencion_ambigua",
    "En «{heading}» nada decide si «{example}» es {thousands} ({separator} de miles) o "
    "{decimals} ({separator} decimal): dígalo con --numeros 1.234,56 o con --numeros "
    "1,234.56.",
    blocks=True,
)
NUMBER_CONTRADICTS: Final = Notice(
    "valor_contra_convencion",
    "«{text}» no está escrito como {stated}, que es lo que dice --numeros ({heading}).",
    blocks=True,
)
NUMBERS_MIXED: Final = Notice(
    "convenciones_mezcladas",
    "«{heading}» mezcla punto y coma decimales: cada valor se leyó por su forma.",
)
NUMBER_UNCLEAR: Final = Notice(
    "valor_ambiguo",
    "«{text}» puede ser miles o decimales, y «{heading}» usa las dos formas.",
    blocks=True,
)
AMOUNT_BAD: Final = Notice("valor_ilegible", "{reason} ({heading}).", blocks=True)
AMOUNT_MISSING: Final = Notice(
    "sin_valor", "«{number}» no tiene valor ni saldo.", blocks=True
)
AMOUNT_ZERO: Final = Notice("valor_cero", "«{number}» vale cero: no se importa.")
AMOUNT_NEGATIVE: Final = Notice(
    "valor_negativo", "«{number}» tiene valor negativo: se toma como {kind}."
)
NUMBER_NEGATIVE: Final = Notice(
    "numero_negativo",
    "El número «{number}» es negativo y su valor no: se importa como está.",
)
BOTH_SIDES: Final = Notice(
    "debito_y_credito",
    "«{number}» tiene valor en débito y en crédito: deje uno de los dos. Si el crédito "
    "es lo que se abonó de la factura, dígalo con --mapa «valor={debit}» --mapa "
    "«abonado={credit}»{balance}.",
    blocks=True,
)
IN_FUTURE: Final = Notice(
    "fecha_futura",
    "Documentos con fecha posterior a hoy, que no cuentan en ningún saldo hasta su "
    "día: {count}; el primero es «{number}», del {issued}.",
)
BALANCE_UNCLEAR: Final = Notice(
    "saldo_dudoso",
    "«{number}» tiene {balance} en «{heading}» y {amount} en «{debit}». Si «{heading}» "
    "es el saldo de cada documento, dígalo con --mapa «saldo={heading}»; si es el "
    "acumulado de la cuenta, con --mapa «acumulado={heading}».",
    blocks=True,
)
CREDIT_SIDE: Final = Notice(
    "creditos_como_recibos",
    "Filas en la columna de crédito que no dicen ser notas ni anticipos y entran como "
    "recibos: {count}.",
)
DEBIT_SIDE: Final = Notice(
    "debitos_como_notas",
    "Filas en la columna de débito con tipo de crédito, que entran como notas débito: "
    "{count}.",
)
OPENING: Final = Notice(
    "saldos_iniciales",
    "Filas con saldo y sin valor, que entran como saldos iniciales: {count}.",
)
CURRENCY_UNKNOWN: Final = Notice(
    "moneda_desconocida",
    "«{text}» no es una moneda ISO 4217, como COP o USD.",
    blocks=True,
)
CURRENCY_CONFLICT: Final = Notice(
    "moneda_contradictoria",
    "La columna de moneda dice {column} y el valor dice {cell}.",
    blocks=True,
)
CURRENCY_FROM_HEADING: Final = Notice(
    "moneda_del_encabezado",
    "La moneda {currency} se tomó del encabezado «{heading}».",
)
TOTAL_DIFFERS: Final = Notice(
    "total_no_cuadra",
    "La fila de total dice {stated} en «{heading}» y las filas suman {summed}: "
    "corrija el archivo o quite esa fila.",
    blocks=True,
)
VAT_IS_RATE: Final = Notice(
    "iva_es_tarifa",
    "«{heading}» trae la tarifa del IVA y no su valor: no se lee.",
)
TAXES_DIFFER: Final = Notice(
    "base_no_cuadra",
    "Facturas cuya base más IVA no da su valor: {count}; por ejemplo «{number}», con "
    "{base} más {vat} y valor {total}. Entran sin base: no se les proponen "
    "retenciones.",
)
VAT_DOUBTFUL: Final = Notice(
    "iva_dudoso",
    "Facturas cuyo IVA, por diferencia entre la base y el valor, no puede ser: "
    "{count}; por ejemplo «{number}», que vale {total}. Entran sin base: no se les "
    "proponen retenciones.",
)
# Dates.
DATES_ASSUMED: Final = Notice(
    "fechas_supuestas",
    "En «{heading}» todas las fechas pueden ser día/mes o mes/día: se leyeron "
    "día/mes, así que «{example}» es {day}. Si no es así, dígalo con --fechas m/d.",
)
DATES_BY_DUE: Final = Notice(
    "fechas_por_vencimiento",
    "Las fechas pueden ser día/mes o mes/día: se leyeron {taken}, porque {refused} "
    "daría {late}. Si no es así, dígalo con --fechas {other}.",
)
DATES_DOUBTED: Final = Notice(
    "fechas_contradictorias",
    "Leídas {taken}, las fechas dan {late}; leídas {refused}, ninguno: dígalo con "
    "--fechas {order} o con --fechas {other}.",
    blocks=True,
)
DATES_OPEN: Final = Notice(
    "orden_ambiguo",
    "En «{heading}» nada decide si «{example}» es día/mes ({day_first}) o mes/día "
    "({month_first}): dígalo con --fechas d/m o con --fechas m/d.",
    blocks=True,
)
DATE_CONTRADICTS: Final = Notice(
    "fecha_contra_orden",
    "«{text}» no puede ser {order}, que es lo que dice --fechas ({heading}).",
    blocks=True,
)
DATES_MIXED: Final = Notice(
    "fechas_mezcladas",
    "«{heading}» mezcla día/mes y mes/día.",
)
DATE_UNCLEAR: Final = Notice(
    "fecha_ambigua",
    "«{text}» puede ser día/mes o mes/día, y «{heading}» usa los dos órdenes.",
    blocks=True,
)
DATES_SWAPPED: Final = Notice(
    "fechas_invertidas",
    "En «{heading}» Excel había invertido día y mes en {count} fechas (todas con día "
    "hasta 12, y las demás quedaron como texto): se devolvieron a su orden.",
)
DATES_SUSPECT: Final = Notice(
    "fechas_sospechosas",
    "«{heading}» mezcla fechas con textos, y el día y el mes pueden estar invertidos: "
    "deje toda la columna como texto o toda como fecha.",
    blocks=True,
)
DATE_BAD: Final = Notice(
    "fecha_ilegible", "«{text}» no es una fecha ({heading}).", blocks=True
)
DATE_MISSING: Final = Notice(
    "sin_fecha", "«{number}» no tiene fecha de emisión ni de vencimiento.", blocks=True
)
ISSUE_FROM_DUE: Final = Notice(
    "emision_supuesta",
    "Filas sin emisión, que toman el vencimiento: {count}.",
)
DUE_MISSING: Final = Notice(
    "sin_vencimiento",
    "Filas sin vencimiento, que toman la fecha de emisión: {count}.",
)
DUE_FROM_TERMS: Final = Notice(
    "vencimiento_calculado",
    "Filas cuyo vencimiento se calculó de la emisión y el plazo: {count}.",
)
TERMS_BAD: Final = Notice(
    "plazo_ilegible",
    "«{text}» no es un plazo como «30 días» o «contado»: no da un vencimiento.",
)
TERMS_UNFAIR: Final = Notice(
    "plazo_justo",
    "Facturas a más de {days} días: {count}. Es el máximo de la Ley 2024 de 2020 "
    "(plazos justos), salvo sus excepciones, como los pagos entre grandes empresas.",
)
DUE_BEFORE_ISSUE: Final = Notice(
    "vence_antes", "«{number}» vence ({due}) antes de su emisión ({issued})."
)
SETTLED_BEFORE_ISSUE: Final = Notice(
    "pago_antes", "«{number}» figura pagada ({settled}) antes de su emisión ({issued})."
)
# What rows mean.
NUMBER_MISSING: Final = Notice(
    "sin_numero", "La fila no tiene número de documento.", blocks=True
)
CUSTOMER_MISSING: Final = Notice(
    "sin_cliente", "«{number}» no tiene cliente.", blocks=True
)
CUSTOMER_FILLED: Final = Notice(
    "cliente_completado",
    "Filas sin cliente, que toman el de la primera fila de su bloque: {count}.",
)
CUSTOMER_NAMES: Final = Notice(
    "cliente_con_varios_nombres",
    "El cliente «{key}» aparece con varios nombres: {names}; se usa el primero.",
)
NIT_INVALID: Final = Notice(
    "dv_no_corresponde",
    "El dígito de verificación de {nit}-{digit} no corresponde: debe ser {right}{who}.",
)
NIT_GLUED: Final = Notice(
    "nit_con_dv",
    "«{text}» parece un NIT con su dígito de verificación pegado; se deja como está.",
)
STATE_UNKNOWN: Final = Notice(
    "estado_desconocido", "El estado «{text}» no se conoce: valen saldo y fechas."
)
STATE_OVER_DATE: Final = Notice(
    "estado_contra_fecha",
    "«{number}» dice «{state}» y tiene fecha de pago: vale el estado.",
)
STATE_CONTRADICTS: Final = Notice(
    "estado_contra_saldo",
    "«{number}» dice «{state}», pero su saldo es {balance}: corrija uno de los dos.",
    blocks=True,
)
PARTIAL_UNKNOWN: Final = Notice(
    "parcial_sin_abono",
    "«{number}» dice «{state}» y no trae ni abono ni saldo: complete uno de los dos.",
    blocks=True,
)
CANCELLED_PAID: Final = Notice(
    "canceladas_sin_fecha",
    "Filas que dicen «cancelada» sin fecha de pago, tomadas como pagadas en {when}: "
    "{count}.",
)
KIND_UNKNOWN: Final = Notice(
    "tipo_desconocido", "El tipo «{text}» no se conoce: vale el signo del valor."
)
PAID_DIFFERS: Final = Notice(
    "abono_no_cuadra",
    "«{number}»: valor menos abono da {expected} y el saldo dice {balance}: "
    "vale el saldo.",
)
PAID_EXCEEDS: Final = Notice(
    "abono_excede",
    "«{number}» trae abonos por {paid} y vale {total}: registre el exceso aparte.",
    blocks=True,
)
BALANCE_EXCEEDS: Final = Notice(
    "saldo_excede",
    "«{number}» tiene saldo {balance} y valor {total}: el saldo no puede ser mayor.",
    blocks=True,
)
BALANCE_SIGN: Final = Notice(
    "saldo_de_otro_signo",
    "«{number}» tiene saldo {balance} y valor {total}, de signos contrarios.",
    blocks=True,
)
INSTALMENTS: Final = Notice(
    "cuotas", "«{number}» tiene {count} vencimientos: se leen como cuotas."
)
ROWS_SUMMED: Final = Notice(
    "filas_sumadas", "«{number}» ocupa las filas {rows}: se suman y dan {total}."
)
ROWS_EQUAL: Final = Notice(
    "filas_iguales",
    "«{number}» ocupa las filas {rows}, iguales: se toman como partes y suman {total}.",
)
ROWS_TWICE: Final = Notice(
    "filas_repetidas",
    "«{number}» ocupa las filas {rows}, iguales en todo: deje una sola o, si son "
    "líneas de una factura que suma {total}, dígalo con --mapa «linea={heading}».",
    blocks=True,
)
ROWS_REPEATED: Final = Notice(
    "total_repetido",
    "«{number}» ocupa las filas {rows} y cada una repite el total {total}: "
    "vale una sola vez.",
)
ROWS_CONTRADICT: Final = Notice(
    "filas_contradictorias",
    "Las filas {rows} de «{number}» repiten el valor y no el saldo o el estado.",
    blocks=True,
)
# What is no document, counted.
SKIPPED_TOTALS: Final = Notice(
    "filas_de_total", "Filas de total, que no se leen: {count}."
)
SKIPPED_HEADINGS: Final = Notice(
    "encabezados_intermedios",
    "Filas que repiten los encabezados y no se leen: {count}.",
)
SKIPPED_BLOCKS: Final = Notice(
    "filas_de_bloque", "Filas sin documento, que solo nombran a un cliente: {count}."
)
SKIPPED_TEXT: Final = Notice(
    "filas_de_texto", "Filas sin ningún dato de documento, que no se leen: {count}."
)
SKIPPED_DRAFTS: Final = Notice(
    "borradores", "Filas en borrador, que no se importan: {count}."
)
SKIPPED_VOID: Final = Notice("anuladas", "Filas anuladas, que no se importan: {count}.")
SKIPPED_ACCOUNTS: Final = Notice(
    "otras_cuentas",
    "Filas de cuentas contables distintas de cartera, que no se leen: {count}.",
)
