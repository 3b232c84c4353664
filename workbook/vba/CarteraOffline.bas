Attribute VB_Name = "CarteraOffline"
Option Explicit
Option Private Module
' Answers from the tables of the last refresh: on macOS, and where Python is missing.
' Only for the cut-off date of that refresh; whatever the tables do not tell is #N/A.

Private Const ERROR_NA As Long = 2042

Public Function OfLastRefresh(ByVal foundBy As String, ByVal tables As String, ByVal columns As String, ByVal cutoff As Variant, ByVal given As Variant) As Variant
    On Error GoTo unknown
    OfLastRefresh = CVErr(ERROR_NA)
    If Not IsLastCutoff(cutoff) Then Exit Function
    Select Case foundBy
        Case BY_CUSTOMER
            OfLastRefresh = OfCustomer(tables, Split(columns, ","), given)
        Case BY_DOCUMENT
            OfLastRefresh = OfDocument(Split(tables, ","), columns, given(0))
    End Select
    Exit Function
unknown:
    OfLastRefresh = CVErr(ERROR_NA)
End Function

Private Function IsLastCutoff(ByVal cutoff As Variant) As Boolean
    If IsEmpty(cutoff) Or VarType(cutoff) = vbString Then Exit Function
    IsLastCutoff = (CDbl(cutoff) = CDbl(CellNamed(NAME_LAST_CUTOFF).Value))
End Function

Private Function OfCustomer(ByVal table As String, ByVal columns As Variant, ByVal given As Variant) As Variant
    ' One column: its sum. Several: a sum for each range, as a table with headings.
    Dim rows As Variant, sums() As Double
    rows = TableRows(table)
    ReDim sums(0 To UBound(columns))
    If Not AddRows(rows, Text(given(0)), CurrencyOf(given), columns, sums) Then
        OfCustomer = CVErr(ERROR_NA)
    ElseIf UBound(columns) = 0 Then
        OfCustomer = Round(sums(0), 4)
    Else
        OfCustomer = ByRange(sums)
    End If
End Function

Private Function CurrencyOf(ByVal given As Variant) As String
    CurrencyOf = Text(given(1))
    If CurrencyOf = "" Then CurrencyOf = Text(CellNamed(NAME_CURRENCY).Value)
End Function

Private Function AddRows(ByRef rows As Variant, ByVal wanted As String, ByVal currencyCode As String, ByVal columns As Variant, ByRef sums() As Double) As Boolean
    ' False where no customer, or more than one, is called so.
    Dim row As Long, position As Long, key As Long, code As String
    Dim codes As Long, currencies As Long, isNit As Boolean
    codes = ColumnOf(rows, COLUMN_CODE)
    currencies = ColumnOf(rows, COLUMN_CURRENCY)
    For position = 0 To UBound(columns)
        columns(position) = ColumnOf(rows, columns(position))
    Next position
    If wanted <> "" Then
        key = KeyColumn(rows, wanted)
        If key = 0 Then Exit Function
        isNit = (key = ColumnOf(rows, COLUMN_NIT))
    End If
    For row = 2 To UBound(rows, 1)
        If IsCalled(rows, row, key, isNit, wanted) Then
            If wanted <> "" And code <> "" And code <> Text(rows(row, codes)) Then Exit Function
            code = Text(rows(row, codes))
            If StrComp(Text(rows(row, currencies)), currencyCode, vbTextCompare) = 0 Then
                For position = 0 To UBound(columns)
                    sums(position) = sums(position) + Amount(rows(row, columns(position)))
                Next position
            End If
        End If
    Next row
    AddRows = True
End Function

Private Function KeyColumn(ByRef rows As Variant, ByVal wanted As String) As Long
    ' Where the customer is found: by code, else by NIT, else by name; 0 where nowhere.
    Dim heading As Variant, row As Long, column As Long
    For Each heading In Array(COLUMN_CODE, COLUMN_NIT, COLUMN_NAME)
        column = ColumnOf(rows, heading)
        For row = 2 To UBound(rows, 1)
            If IsCalled(rows, row, column, heading = COLUMN_NIT, wanted) Then KeyColumn = column: Exit Function
        Next row
    Next heading
End Function

Private Function IsCalled(ByRef rows As Variant, ByVal row As Long, ByVal key As Long, ByVal isNit As Boolean, ByVal wanted As String) As Boolean
    If key = 0 Then
        IsCalled = True
    ElseIf isNit Then
        IsCalled = IsSameNit(Text(rows(row, key)), wanted)
    Else
        IsCalled = (StrComp(Text(rows(row, key)), wanted, vbTextCompare) = 0)
    End If
End Function

Private Function IsSameNit(ByVal found As String, ByVal wanted As String) As Boolean
    ' «900.123.456-8», «900123456-8» and «900123456» are one.
    If found = "" Then Exit Function
    wanted = Replace(Replace(wanted, ".", ""), " ", "")
    IsSameNit = (found = wanted Or Split(found, "-")(0) = wanted)
End Function

Private Function ByRange(ByRef sums() As Double) As Variant
    Dim labels As Variant, answer() As Variant, last As Long
    labels = CellNamed(NAME_AGEING).Value
    Do While last < UBound(labels, 1)
        If Text(labels(last + 1, 1)) = "" Then Exit Do
        last = last + 1
    Loop
    ReDim answer(0 To last, 0 To 1)
    answer(0, 0) = HEADING_RANGE
    answer(0, 1) = HEADING_BALANCE
    For last = 1 To UBound(answer, 1)
        answer(last, 0) = labels(last, 1)
        answer(last, 1) = Round(sums(last - 1), 4)
    Next last
    ByRange = answer
End Function

Private Function OfDocument(ByVal tables As Variant, ByVal heading As String, ByVal document As Variant) As Variant
    ' What stands in no table may be paid, or never was: that is not told apart here.
    Dim table As Variant, rows As Variant, row As Long, times As Long
    Dim numbers As Long, answers As Long, wanted As String
    wanted = Text(document)
    For Each table In tables
        rows = TableRows(table)
        numbers = ColumnOf(rows, COLUMN_DOCUMENT)
        answers = ColumnOf(rows, heading)
        For row = 2 To UBound(rows, 1)
            If wanted <> "" And Text(rows(row, numbers)) = wanted Then
                times = times + 1
                OfDocument = Amount(rows(row, answers))
            End If
        Next row
    Next table
    If times <> 1 Then
        OfDocument = CVErr(ERROR_NA)
    ElseIf heading = COLUMN_DAYS And OfDocument < 0 Then
        OfDocument = 0  ' days to go until it is due are no arrears
    End If
End Function

Private Function TableRows(ByVal table As String) As Variant
    ' The headings and every row, filtered ones too.
    Dim first As Object, body As Object
    Set first = CellNamed(PREFIX_LINK & table)
    On Error Resume Next
    Set body = first.Worksheet.ListObjects(table).DataBodyRange
    On Error GoTo 0
    ' LibreOffice knows no ListObjects: as far as anything stands on the sheet.
    If body Is Nothing Then Set body = RestOfSheet(first)
    TableRows = body.Offset(-1, 0).Resize(body.Rows.Count + 1).Value
End Function

Private Function RestOfSheet(ByVal first As Object) As Object
    Dim used As Object, rows As Long, columns As Long
    Set used = first.Worksheet.UsedRange
    rows = used.Row + used.Rows.Count - first.Row
    columns = used.Column + used.Columns.Count - first.Column
    Set RestOfSheet = first.Resize(IIf(rows > 1, rows, 1), columns)
End Function

Private Function ColumnOf(ByRef rows As Variant, ByVal heading As String) As Long
    Dim column As Long
    For column = 1 To UBound(rows, 2)
        If Text(rows(1, column)) = heading Then ColumnOf = column: Exit Function
    Next column
    Err.Raise 9, "Cartera", "Falta la columna " & heading
End Function

Private Function Text(ByVal value As Variant) As String
    If IsError(value) Or IsNull(value) Then Exit Function
    Text = Trim$(CStr(value))
End Function

Private Function Amount(ByVal value As Variant) As Double
    If IsNumeric(value) Then Amount = CDbl(value)
End Function
