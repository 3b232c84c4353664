Attribute VB_Name = "CarteraHost"
Option Explicit
Option Private Module
' With xlwings' own module inside this workbook, put there on the user's machine.

Public Function HostServer() As Object
    Set HostServer = xlwings.XLPy()
End Function

Public Sub HostRunPython(ByVal command As String)
    xlwings.RunPython command
End Sub
