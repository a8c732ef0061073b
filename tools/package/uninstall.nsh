; After a removal on Windows: says whose data stay and how they are taken off, as postrm.sh does. Removes nothing.
; Not where the program is only replaced by a newer one; a silent removal (/S) shows no box.
; Looks where the program keeps its data unless it was told another folder (--data).
!macro customUnInstall
  ${ifNot} ${isUpdated}
    Push $R0
    Push $R1
    Push $R2
    Push $R3
    StrCpy $R2 ""
    GetFullPathName $R3 "$PROFILE\.."
    FindFirst $R0 $R1 "$R3\*.*"
    ${DoUntil} $R1 == ""
      ${if} ${FileExists} "$R3\$R1\AppData\Local\Counter Assist\Data\*.*"
        StrCpy $R2 "$R2$\r$\n$R3\$R1\AppData\Local\Counter Assist\Data"
        ${if} ${FileExists} "$R3\$R1\AppData\Local\Counter Assist\Data\ledger-*.unsent"
          StrCpy $R2 "$R2 （有未上送的记录 unsent entries）"
        ${endIf}
      ${endIf}
      FindNext $R0 $R1
    ${Loop}
    FindClose $R0
    ${if} $R2 != ""
      DetailPrint "$R2"
      ; The folders come last: a text has 1,024 letters, and what is beyond is cut off.
      MessageBox MB_OK|MB_ICONINFORMATION "程序卸载后，下列数据（客户资料和办理记录，已加密）还留在这台电脑上。电脑不再用于营业厅时要清除：重新安装后运行 Counter Assist.exe --wipe（有未上送的记录时会拒绝），或确认已全部上送后删除整个文件夹，并请总部运行 hub device revoke。$\r$\n$\r$\nThese data (customers and entries, encrypted) stay on this computer. When it leaves the branch: install again and run Counter Assist.exe --wipe, which refuses while something is unsent; or delete the whole folder once all is sent. HQ then runs hub device revoke.$\r$\n$R2" /SD IDOK
    ${endIf}
    Pop $R3
    Pop $R2
    Pop $R1
    Pop $R0
  ${endIf}
!macroend
