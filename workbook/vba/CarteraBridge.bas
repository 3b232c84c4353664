Attribute VB_Name = "CarteraBridge"
Option Explicit
Option Private Module
' The one way from this workbook to Python: arguments in, an answer out.

' The server is kept: asking xlwings for it each time reads its settings again, and
' starts another Python for every other workbook that happens to be active.
Private mServer As Object

Public Function CallPython(ByVal pythonModule As String, ByVal pythonName As String, ByVal arguments As Variant, ByVal retry As Boolean) As Variant
    ' What Python raises is raised here; with `retry` a server that is gone is replaced once.
    Dim errorNumber As Long, errorText As String
again:
    On Error GoTo failed
    CallPython = Server().CallUDF(pythonModule, pythonName, arguments, ThisWorkbook, CallingCell())
    Exit Function
failed:
    errorNumber = Err.Number
    errorText = Err.Description
    If IsServerGone(errorNumber) Then
        Set mServer = Nothing
        If retry Then
            retry = False
            Resume again
        End If
    End If
    Err.Raise errorNumber, "Cartera", errorText
End Function

Public Function HasServer() As Boolean
    HasServer = Not (mServer Is Nothing)
End Function

Private Function Server() As Object
    If mServer Is Nothing Then Set mServer = HostServer()
    Set Server = mServer
End Function

Private Function CallingCell() As Object
    ' Nothing where a button calls: Application.Caller is an error value there.
    On Error Resume Next
    If TypeName(Application.Caller) = "Range" Then Set CallingCell = Application.Caller
End Function

Private Function IsServerGone(ByVal errorNumber As Long) As Boolean
    ' 462, RPC_S_SERVER_UNAVAILABLE, RPC_E_DISCONNECTED
    IsServerGone = (errorNumber = 462 Or errorNumber = -2147023174 Or errorNumber = -2147417848)
End Function

Public Function IsMac() As Boolean
    ' At run time: LibreOffice takes both branches of #If.
    On Error Resume Next
    IsMac = (InStr(1, Application.OperatingSystem, "Mac", vbTextCompare) > 0)
End Function

Public Sub RunOnMac(ByVal action As String, ByVal argument As String)
    ' There is no server on macOS: a Python of its own runs the action and says how it went.
    HostRunPython "import cartera_xl.excel.ribbon as r; r.run_here('" & PythonText(action) & "','" & PythonText(argument) & "')"
End Sub

Public Function PythonText(ByVal text As String) As String
    ' What may stand between the quotes of a Python text, and pass AppleScript and a shell:
    ' all but plain letters, digits and a few signs as \uXXXX, so no quote, \ or | is left.
    Dim position As Long, sign As String
    For position = 1 To Len(text)
        sign = Mid$(text, position, 1)
        If sign Like "[A-Za-z0-9 _./:-]" Then
            PythonText = PythonText & sign
        Else
            PythonText = PythonText & "\u" & Right$("000" & Hex$(AscW(sign) And &HFFFF&), 4)
        End If
    Next position
End Function

Public Function FaultSentence(ByVal errorText As String) As String
    Dim reason As String
    reason = FirstLine(errorText)
    If reason <> "" Then reason = " (" & reason & ")"
    FaultSentence = "No se pudo completar con Python" & reason & ". Nada queda a medias: oprima Ayuda > Diagnóstico o escriba en una consola «python -m cartera_xl diagnostico», que dice qué hacer y dónde está el registro de fallos."
End Function

Private Function FirstLine(ByVal text As String) As String
    ' Not the account of an error in Python, which says nothing to who reads it here.
    Dim lineEnd As Long
    If InStr(1, text, "Traceback", vbTextCompare) > 0 Then Exit Function
    text = Replace(Trim$(text), vbCr, vbLf)
    lineEnd = InStr(text, vbLf)
    If lineEnd > 0 Then text = Left$(text, lineEnd - 1)
    If Right$(text, 1) = "." Then text = Left$(text, Len(text) - 1)
    If Len(text) > 160 Then text = Left$(text, 160) & "..."
    FirstLine = text
End Function
