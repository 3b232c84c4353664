Attribute VB_Name = "CarteraOpening"
Option Explicit
' What happens when the workbook opens. Nothing of it may fail where Python is missing,
' and nothing makes Excel ask to save a workbook that nobody touched.

Private Const ACTIONS As String = "cartera_xl.excel.ribbon"

Private mDue As Date

Public Sub OpenWorkbook()
    Dim wasSaved As Boolean
    On Error Resume Next
    wasSaved = ThisWorkbook.Saved
    DescribeFunctions
    CellNamed(NAME_OPENING).Worksheet.Activate
    ThisWorkbook.Saved = wasSaved
    ' Later: the workbook is in view before Python is started.
    mDue = Now
    Application.OnTime mDue, AfterOpeningName()
End Sub

Public Sub CloseWorkbook()
    ' What is still due would open the workbook again.
    On Error Resume Next
    If mDue > 0 Then Application.OnTime mDue, AfterOpeningName(), , False
    mDue = 0
    Application.StatusBar = False
End Sub

Public Sub AfterOpening()
    Dim question As String
    On Error Resume Next
    mDue = 0
    If IsMac() Then Exit Sub
    question = CallPython(ACTIONS, "opened", Array(ThisWorkbook.FullName), RETRY_ALWAYS) & ""
    If question = "" Or IsReadOnly() Then Exit Sub
    If IsAutomated() Then Exit Sub
    If Agrees(question) Then RunAction REFRESH_TODAY, ""
End Sub

Private Function AfterOpeningName() As String
    AfterOpeningName = "'" & Replace(ThisWorkbook.Name, "'", "''") & "'!CarteraOpening.AfterOpening"
End Function

Private Function IsAutomated() As Boolean
    ' A program that opened the workbook has nobody to answer.
    Dim isAttended As Boolean
    isAttended = True
    On Error Resume Next
    isAttended = Application.UserControl Or Application.Visible
    IsAutomated = Not isAttended
End Function
