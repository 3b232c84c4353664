Attribute VB_Name = "CarteraHost"
Option Explicit
Option Private Module
' With xlwings' add-in installed: it is called by name, no reference to it is needed.
' Arguments do not pass through Run, so only the server is taken from it.

Private Const ADDIN As String = "xlwings.xlam!"

Public Function HostServer() As Object
    Set HostServer = Application.Run(ADDIN & "XLPy")
End Function

Public Sub HostRunPython(ByVal command As String)
    Application.Run ADDIN & "RunPython", command
End Sub
