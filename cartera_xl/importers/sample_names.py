"""Invented names for the sample company: no customer of it exists."""

from __future__ import annotations

from typing import Final

# Trade, its group in the customer list, and how its e-mail address starts.
TRADES: Final = (
    ("Ferretería", "Ferreterías", "pagos"),
    ("Depósito de Materiales", "Ferreterías", "tesoreria"),
    ("Droguería", "Droguerías", "compras"),
    ("Panadería", "Alimentos", "administracion"),
    ("Supermercado", "Supermercados", "pagos"),
    ("Autoservicio", "Supermercados", "cartera"),
    ("Hotel", "Hoteles y restaurantes", "contabilidad"),
    ("Restaurante", "Hoteles y restaurantes", "facturas"),
    ("Constructora", "Constructoras", "cuentasporpagar"),
    ("Papelería", "Papelerías", "pagos"),
    ("Clínica", "Institucional", "tesoreria"),
    ("Colegio", "Institucional", "pagaduria"),
    ("Agropecuaria", "Agro", "administracion"),
    ("Transportes", "Transporte", "contabilidad"),
    ("Muebles", "Manufactura", "pagos"),
    ("Textiles", "Manufactura", "tesoreria"),
)
PROPER_NAMES: Final = (
    "El Tornillo", "La Esperanza", "San Fermín", "Altos del Río", "Nueva Vida",
    "Los Andes", "La Candelaria", "El Roble", "Tayrona", "Santa Inés",
    "Bahía Serena", "El Porvenir", "Las Acacias", "Villa Nueva", "La Pradera",
    "El Samán", "Monserrate", "Puerto Alto", "El Nevado", "La Estación",
    "Cañaveral", "Piedra Blanca", "El Guayacán", "Los Cerezos", "La Sabana",
    "Río Claro", "El Mirador", "Santa Rosa", "La Colina", "Los Farallones",
    "El Faro", "Altamira", "La Floresta", "Valle Hermoso", "El Trébol",
    "Tres Esquinas", "La Ceiba", "Campoalegre", "El Diamante", "Puente Real",
)  # fmt: skip
ENDINGS: Final = ("S.A.S.", "S.A.S.", "S.A.S.", "Ltda.", "S.A.", "& Cía.")
CONCEPTS: Final = (
    "Materiales de construcción", "Herramientas", "Pinturas y acabados",
    "Insumos de aseo", "Empaques", "Iluminación", "Tubería y accesorios",
    "Papelería y útiles", "Repuestos", "Pedido mensual",
)  # fmt: skip
MEANS: Final = ("Transferencia", "Transferencia", "Consignación", "PSE", "Cheque")
CASH_ACCOUNT: Final = "Banco Ejemplo 01"
FOLLOW_UPS: Final = (
    "Pide ocho días más",
    "Compara con otro proveedor",
    "Espera la aprobación de gerencia",
    "Volver a llamar",
)
