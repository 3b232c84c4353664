Attribute VB_Name = "CarteraScreen"
Option Explicit
Option Private Module
' Everything that is said to, or asked of, who sits in front of the workbook.

Public Const WARNING As String = "!"  ' the first character of an answer that is one
Private Const TITLE As String = "Cartera"
Private Const LONGEST As Long = 1000  ' MsgBox cuts off silently after 1,024

Private mShowsReason As Boolean

Public Sub Tell(ByVal answer As String)
    If answer = "" Then Exit Sub
    If Left$(answer, 1) = WARNING Then
        MsgBox Shortened(Mid$(answer, 2)), vbExclamation, TITLE
    Else
        MsgBox Shortened(answer), vbInformation, TITLE
    End If
End Sub

Public Function Agrees(ByVal question As String) As Boolean
    Agrees = (MsgBox(Shortened(question), vbQuestion + vbYesNo, TITLE) = vbYes)
End Function

Public Function AskFile() As String
    ' The path of a file, or nothing. Filters are not to be had on macOS.
    Dim chosen As Variant
    On Error Resume Next
    If IsMac() Then
        chosen = Application.GetOpenFilename()
    Else
        chosen = Application.GetOpenFilename(FileFilter:="Tablas de cartera (*.xlsx;*.xlsm;*.csv;*.txt;*.tsv),*.xlsx;*.xlsm;*.csv;*.txt;*.tsv,Todos los archivos (*.*),*.*", Title:="Archivo que se va a importar")
    End If
    If VarType(chosen) = vbString Then AskFile = chosen
End Function

Public Function AskDate() As String
    AskDate = Trim$(InputBox("Fecha de corte (día/mes/año):", TITLE, Format$(Date, "dd\/mm\/yyyy")))
End Function

Public Function AskReason() As String
    AskReason = Trim$(InputBox("Motivo, que queda en la auditoría:", TITLE))
End Function

Public Sub ShowProgress(ByVal text As String)
    On Error Resume Next
    Application.StatusBar = TITLE & ": " & text
End Sub

Public Sub ShowReason(ByVal text As String)
    ' Why a cell holds an error. It goes when another cell is selected.
    On Error Resume Next
    Application.StatusBar = TITLE & ": " & text
    mShowsReason = True
End Sub

Public Sub ClearReason()
    On Error Resume Next
    If mShowsReason Then Application.StatusBar = False
    mShowsReason = False
End Sub

Private Function Shortened(ByVal text As String) As String
    If Len(text) > LONGEST Then text = Left$(text, LONGEST) & "..."
    Shortened = text
End Function
