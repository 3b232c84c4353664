Attribute VB_Name = "CarteraState"
Option Explicit
Option Private Module
' Which buttons can be pressed, and the cells with a name.

Private mRibbon As Object

Public Sub KeepRibbon(ByVal ribbon As Object)
    Set mRibbon = ribbon
End Sub

Public Sub RedrawRibbon()
    ' The ribbon's object is lost when VBA is reset; then it stays as it is.
    On Error Resume Next
    If Not mRibbon Is Nothing Then mRibbon.Invalidate
End Sub

Public Function IsEnabled(ByVal rule As String) As Boolean
    ' In doubt a button can be pressed: Python says what is missing.
    IsEnabled = True
    On Error Resume Next
    Select Case rule
        Case WHEN_WRITABLE
            IsEnabled = IsWritable()
        Case WHEN_LINKED
            ' Not with And, which asks the second even where the first says no.
            IsEnabled = IsWritable()
            If IsEnabled Then IsEnabled = IsLinked()
    End Select
End Function

Public Function IsReadOnly() As Boolean
    ' LibreOffice does not tell.
    On Error Resume Next
    IsReadOnly = ThisWorkbook.ReadOnly
End Function

Public Function CellNamed(ByVal cellName As String) As Object
    Set CellNamed = ThisWorkbook.Names(cellName).RefersToRange
End Function

Private Function IsLinked() As Boolean
    Dim ledger As String
    ledger = CellNamed(NAME_LEDGER).Value
    IsLinked = (ledger <> "")
End Function

Private Function IsWritable() As Boolean
    IsWritable = (ThisWorkbook.Path <> "") And Not IsReadOnly()
End Function
