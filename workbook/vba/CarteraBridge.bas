Attribute VB_Name = "CarteraBridge"
Option Explicit
Option Private Module
' The one way from this workbook to Python: arguments in, an answer out.

' Whether a call is made again with a new server when its own is gone: where it reached
' nobody, or also where it may have been carried out before the server died.
Public Const RETRY_NEVER As Long = 0
Public Const RETRY_UNSENT As Long = 1
Public Const RETRY_ALWAYS As Long = 2

' What a server that is gone gives: 462 is VBA's own; the last may come half-way.
Private Const GONE As Long = 462
Private Const SERVER_UNAVAILABLE As Long = -2147023174  ' RPC_S_SERVER_UNAVAILABLE
Private Const DISCONNECTED As Long = -2147417848  ' RPC_E_DISCONNECTED
Private Const CALL_FAILED As Long = -2147023170  ' RPC_S_CALL_FAILED

' The server is kept: asking xlwings for it each time reads its settings again, and
' starts another Python for every other workbook that happens to be active.
Private mServer As Object

Public Function CallPython(ByVal pythonModule As String, ByVal pythonName As String, ByVal arguments As Variant, ByVal retry As Long) As Variant
    ' What Python raises is raised here; as `retry` says a server is replaced once.
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
        If retry >= NeededToRetry(errorNumber) Then
            retry = RETRY_NEVER
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
    Select Case errorNumber
        Case GONE, SERVER_UNAVAILABLE, DISCONNECTED, CALL_FAILED
            IsServerGone = True
    End Select
End Function

Private Function NeededToRetry(ByVal errorNumber As Long) As Long
    NeededToRetry = RETRY_ALWAYS
    If ReachedNobody(errorNumber) Then NeededToRetry = RETRY_UNSENT
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

Public Function FaultSentence(ByVal errorNumber As Long, ByVal hasStarted As Boolean) As String
    ' By its number only: what xlwings and Windows write of an error is not in Spanish.
    Dim ending As String
    ending = "Lo que alcanzó a registrarse queda: oprima Actualizar para verlo"
    If Not hasStarted And ReachedNobody(errorNumber) Then ending = "Nada queda a medias"
    FaultSentence = "No se pudo completar con Python (" & FaultReason(errorNumber) & "; error " & errorNumber & "). " & ending & ". Si se repite, oprima Ayuda > Diagnóstico o escriba en una consola «python -m cartera_xl diagnostico», que dice qué hacer y dónde está el registro de fallos."
End Function

Private Function ReachedNobody(ByVal errorNumber As Long) As Boolean
    ' Whether the call that failed so was carried out by no Python at all.
    Select Case errorNumber
        Case 1, 48, 53, 1000, 1004, GONE, SERVER_UNAVAILABLE, DISCONNECTED
            ReachedNobody = True
    End Select
End Function

Private Function FaultReason(ByVal errorNumber As Long) As String
    ' 1, 1000 and 1001 are raised by xlwings, 48 and 53 where its library is missing.
    Select Case errorNumber
        Case 1, 48, 53
            FaultReason = "no se encontró la biblioteca de xlwings"
        Case 1000
            FaultReason = "Python no arrancó"
        Case 1001
            FaultReason = "xlwings no entendió lo que se le dio"
        Case 1004
            FaultReason = "Excel no encontró el complemento de xlwings"
        Case GONE, SERVER_UNAVAILABLE, DISCONNECTED, CALL_FAILED
            FaultReason = "Python se cerró"
        Case Else
            FaultReason = "hubo un fallo que no se esperaba"
    End Select
End Function
