Attribute VB_Name = "CarteraHost"
Option Explicit
Public TheOutside As Object
Public TheNested As Boolean

Public Sub TakeOutside(ByVal outside As Object)
    Set TheOutside = outside
End Sub

Public Sub NestCalls(ByVal nested As Boolean)
    TheNested = nested
End Sub

Public Sub Press(ByVal callback As String)
    Dim control As Object
    Set control = New StandInControl
    Select Case callback
        PRESSES
    End Select
End Sub

Public Function SheetHasFunctions(ByVal title As String) As Boolean
    SheetHasFunctions = HasFunctions(ThisWorkbook.Worksheets(title))
End Function

Public Function UnsearchableHasFunctions(ByVal codeName As String, ByVal isProtected As Boolean) As Boolean
    Dim sheet As Object
    Set sheet = New StandInSheet
    sheet.CodeName = codeName
    sheet.ProtectContents = isProtected
    UnsearchableHasFunctions = HasFunctions(sheet)
End Function

Public Function HostServer() As Object
    Dim made As Object
    RaiseIfTold TheOutside.HostServer()
    Set made = New StandIn
    Set HostServer = made
End Function

Public Sub HostRunPython(ByVal command As String)
    RaiseIfTold TheOutside.HostRunPython(command)
End Sub

Public Sub RaiseIfTold(ByVal answer As Variant)
    Dim parts As Variant
    If VarType(answer) <> vbString Then Exit Sub
    If Left$(answer, 6) <> "raise:" Then Exit Sub
    parts = Split(answer, ":", 3)
    Err.Raise CLng(parts(1)), "Python", parts(2)
End Sub

Public Function Square(ByVal rows As Variant) As Variant
    ' The bridge of LibreOffice knows rows of rows only; Excel's gives one array.
    Dim made() As Variant, row As Long, column As Long
    ReDim made(0 To UBound(rows), 0 To UBound(rows(0)))
    For row = 0 To UBound(rows)
        For column = 0 To UBound(rows(0))
            made(row, column) = rows(row)(column)
        Next column
    Next row
    Square = made
End Function
