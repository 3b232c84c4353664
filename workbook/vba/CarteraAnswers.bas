Attribute VB_Name = "CarteraAnswers"
Option Explicit
Option Private Module
' What the worksheet functions share. The wrappers themselves are in CarteraFunctions.

Private Const FUNCTIONS_MODULE As String = "cartera_xl.excel.functions"
Private Const PATIENCE As Long = 30  ' seconds without trying again to start a server
Private Const SECONDS_OF_DAY As Double = 86400
Private Const ERROR_NA As Long = 2042
Private Const ERROR_VALUE As Long = 2015
Private Const ERROR_REF As Long = 2023
Private Const FORMULA_CELLS As Long = -4123  ' xlCellTypeFormulas

Private mFailed As Date

Public Function Answered(ByVal pythonName As String, ByVal cutoff As Variant, ByVal given As Variant, ByVal foundBy As String, ByVal tables As String, ByVal columns As String) As Variant
    ' Python's answer; where it cannot be had, that of the last refresh.
    Dim arguments As Variant, position As Long
    If IsError(cutoff) Then Answered = cutoff: Exit Function
    ReDim arguments(0 To UBound(given) + 2)
    arguments(0) = ThisWorkbook.FullName
    arguments(1) = cutoff
    For position = 0 To UBound(given)
        If IsError(given(position)) Then Answered = given(position): Exit Function
        arguments(position + 2) = given(position)
    Next position
    ' While an action runs Python is busy with it; when it ends every function is
    ' calculated again.
    If IsBusy() Then Answered = CVErr(ERROR_NA): Exit Function
    On Error GoTo failed
    If IsMac() Then GoTo offline
    If IsHopeless() Then GoTo offline
    Answered = Shown(CallPython(FUNCTIONS_MODULE, pythonName, arguments, RETRY_ALWAYS))
    Exit Function
failed:
    If Not HasServer() Then mFailed = Now
    Resume offline
offline:
    On Error GoTo 0
    Answered = OfLastRefresh(foundBy, tables, columns, cutoff, given)
End Function

Public Function Argument(Optional ByVal passed As Variant) As Variant
    ' Left out: nothing. A cell: what it holds, and a blank one is a mistake: «all
    ' customers» in every row to which a formula was copied too far would be a wrong sum.
    If IsMissing(passed) Then
        Argument = Empty
    ElseIf IsObject(passed) Then
        Argument = CellValue(passed)
    ElseIf IsArray(passed) Then
        Argument = CVErr(ERROR_VALUE)
    Else
        Argument = passed
    End If
End Function

Private Function CellValue(ByVal cell As Object) As Variant
    Dim found As Variant
    found = cell.Value
    If IsArray(found) Then
        CellValue = CVErr(ERROR_VALUE)
    ElseIf IsEmpty(found) Then
        CellValue = CVErr(ERROR_NA)
    Else
        CellValue = found
    End If
End Function

Public Function CutoffOr(Optional ByVal passed As Variant) As Variant
    ' The date that was given, otherwise that of the workbook.
    If Not IsMissing(passed) Then CutoffOr = Argument(passed): Exit Function
    On Error GoTo missing
    CutoffOr = CellNamed(NAME_CUTOFF).Value
    Exit Function
missing:
    CutoffOr = CVErr(ERROR_REF)
End Function

Public Sub ForgetFailure()
    mFailed = 0
End Sub

Public Sub RecalculateFunctions()
    ' What was posted changes no cell that a function refers to, so Excel is told.
    Dim sheet As Object
    On Error Resume Next
    For Each sheet In ThisWorkbook.Worksheets
        If HasFunctions(sheet) Then
            sheet.EnableCalculation = False
            sheet.EnableCalculation = True
        End If
    Next sheet
End Sub

Public Function HasFunctions(ByVal sheet As Object) As Boolean
    ' Not with Find, which would change what the user's own search looks for.
    Dim area As Object, texts As Variant, text As Variant
    On Error GoTo unsearched
    For Each area In sheet.UsedRange.SpecialCells(FORMULA_CELLS).Areas
        texts = area.Formula
        If Not IsArray(texts) Then texts = Array(texts)
        For Each text In texts
            If InStr(1, text, PREFIX, vbTextCompare) > 0 Then HasFunctions = True: Exit Function
        Next text
    Next area
    Exit Function
unsearched:
    HasFunctions = MayHaveFunctions(sheet)
End Function

Private Function MayHaveFunctions(ByVal sheet As Object) As Boolean
    ' What cannot be searched has no formula, or is protected and may have some. Resumen
    ' needs nothing: its tiles refer to cells that a refresh writes.
    On Error Resume Next
    If sheet.CodeName <> SUMMARY Then MayHaveFunctions = sheet.ProtectContents
End Function

Private Function IsHopeless() As Boolean
    ' A hundred formulas do not each wait for a Python that does not start. The seconds
    ' since a date of 0 are more than a Long holds, and And looks at both its sides.
    If mFailed = 0 Then Exit Function
    IsHopeless = (Abs(Now - mFailed) * SECONDS_OF_DAY < PATIENCE)
End Function

Private Function Shown(ByVal answer As Variant) As Variant
    ' An error is a text: Chr(1), its four digits, the reason.
    If IsArray(answer) Then
        Shown = WithoutBlanks(answer)
    ElseIf IsNull(answer) Or IsEmpty(answer) Then
        Shown = ""
    ElseIf VarType(answer) <> vbString Then
        Shown = answer
    ElseIf Left$(answer, 1) = Chr$(1) Then
        ShowReason Mid$(answer, 6)
        Shown = CVErr(CLng(Mid$(answer, 2, 4)))
    Else
        Shown = answer
    End If
End Function

Private Function WithoutBlanks(ByVal answer As Variant) As Variant
    ' A blank in an array would show as 0.
    Dim row As Long, column As Long, last As Long
    last = LastColumn(answer)
    For row = LBound(answer, 1) To UBound(answer, 1)
        If last < 0 Then
            If IsBlank(answer(row)) Then answer(row) = ""
        Else
            For column = LBound(answer, 2) To last
                If IsBlank(answer(row, column)) Then answer(row, column) = ""
            Next column
        End If
    Next row
    WithoutBlanks = answer
End Function

Private Function IsBlank(ByVal value As Variant) As Boolean
    IsBlank = IsNull(value) Or IsEmpty(value)
End Function

Private Function LastColumn(ByVal answer As Variant) As Long
    ' -1 for a single row, which comes without a second dimension.
    LastColumn = -1
    On Error Resume Next
    LastColumn = UBound(answer, 2)
End Function
