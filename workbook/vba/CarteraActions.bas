Attribute VB_Name = "CarteraActions"
Option Explicit
Option Private Module
' What a button starts. Python answers within a second each time, so that its server is
' never held: a text that begins with ~ says how far it is, and it is asked to go on.

Private Const ACTIONS As String = "cartera_xl.excel.ribbon"
Private Const WORKING As String = "~"
Private Const DISABLED As Long = 0  ' xlDisabled
Private Const INTERRUPT As Long = 1  ' xlInterrupt

Private mBusy As Boolean
Private mStarted As Boolean
Private mCalculation As Variant
Private mScreenUpdating As Variant
Private mEvents As Variant

Public Sub RunAction(ByVal action As String, ByVal argument As String)
    Dim answer As String
    If mBusy Then Exit Sub
    On Error GoTo failed
    Begin
    If IsMac() Then
        RunOnMac action, argument
    Else
        answer = AnswerOf(action, argument)
    End If
finished:
    On Error Resume Next
    Finish
    Tell answer
    Exit Sub
failed:
    answer = WARNING & FaultSentence(Err.Number, mStarted)
    Resume finished
End Sub

Public Sub RunWithFile(ByVal action As String)
    RunWith action, AskFile()
End Sub

Public Sub RunWithDate(ByVal action As String)
    RunWith action, AskDate()
End Sub

Public Sub RunWithReason(ByVal action As String)
    RunWith action, AskReason()
End Sub

Public Function IsBusy() As Boolean
    IsBusy = mBusy
End Function

Private Sub RunWith(ByVal action As String, ByVal argument As String)
    If argument <> "" Then RunAction action, argument
End Sub

Private Function AnswerOf(ByVal action As String, ByVal argument As String) As String
    ' Only a start that reached nobody is tried again: a new server knows nothing of what
    ' was under way, and what was posted once is not to be posted twice.
    Dim answer As String
    answer = CallPython(ACTIONS, "start", Array(action, argument, ThisWorkbook.FullName), RETRY_UNSENT) & ""
    mStarted = True
    Do While Left$(answer, 1) = WORKING
        ShowProgress Mid$(answer, 2)
        answer = CallPython(ACTIONS, "go_on", Array(), RETRY_NEVER) & ""
    Loop
    AnswerOf = answer
End Function

Private Sub Begin()
    ' Esc would stop in the debugger, half-way: nothing here takes long before it asks.
    mBusy = True
    mStarted = False
    On Error Resume Next
    Application.EnableCancelKey = DISABLED
    mCalculation = Application.Calculation
    mScreenUpdating = Application.ScreenUpdating
    mEvents = Application.EnableEvents
End Sub

Private Sub Finish()
    ' Also what a Python that died could not put back. First the end of being busy: to
    ' put Calculation back calculates, and every function would be #N/A and stay so.
    On Error Resume Next
    mBusy = False
    ForgetFailure
    Application.Calculation = mCalculation
    Application.ScreenUpdating = mScreenUpdating
    Application.EnableEvents = mEvents
    Application.EnableCancelKey = INTERRUPT
    Application.StatusBar = False
    RedrawRibbon
    RecalculateFunctions
End Sub
