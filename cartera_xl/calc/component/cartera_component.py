"""What LibreOffice loads: the functions, the buttons, and who hears of workbooks."""

import unohelper
from cartera_calc.addin import AddIn
from cartera_calc.buttons import Handler
from cartera_calc.events import Job

g_ImplementationHelper = unohelper.ImplementationHelper()
for _kind in (AddIn, Handler, Job):
    g_ImplementationHelper.addImplementation(_kind, _kind.NAME, _kind.SERVICES)
