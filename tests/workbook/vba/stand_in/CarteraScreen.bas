Attribute VB_Name = "CarteraScreen"
Option Explicit
Public Const WARNING As String = "!"

Public Sub Tell(ByVal answer As String)
    TheOutside.Tell answer
End Sub

Public Function Agrees(ByVal question As String) As Boolean
    Agrees = (TheOutside.Agrees(question) = "yes")
End Function

Public Function AskFile() As String
    AskFile = TheOutside.AskFile() & ""
End Function

Public Function AskDate() As String
    AskDate = TheOutside.AskDate() & ""
End Function

Public Function AskReason() As String
    AskReason = TheOutside.AskReason() & ""
End Function

Public Sub ShowProgress(ByVal text As String)
    TheOutside.ShowProgress text
End Sub

Public Sub ShowReason(ByVal text As String)
    TheOutside.ShowReason text
End Sub

Public Sub ClearReason()
    TheOutside.ClearReason
End Sub
