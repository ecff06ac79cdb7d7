rem ================================================================ the backup control file
rem Sets CTL to its path and CTLSTATE to before, after (the two files of this kit), other, missing or unreadable.
:controlfile
for %%i in ("%SMSDIR%\%CTLPATH%") do set CTL=%%~i
:controlstate
set CTLSTATE=missing
if not exist "%CTL%" goto :eof
set CTLSTATE=unreadable
for %%i in ("%CTL%") do set FROM=%%~i
call :two
if not exist two.bin goto :eof
set CTLSTATE=other
set FROM=data\before.ctl
call :one
call :compare
if defined SAME set CTLSTATE=before
if defined SAME goto :eof
set FROM=data\after.ctl
call :one
call :compare
if defined SAME set CTLSTATE=after
goto :eof

rem Looks at it and changes nothing.
:checkcontrol
if not defined SMSDIR goto nosms
call :testcompare
if not defined COMPARER goto cannotcompare
call :controlfile
set TEXT=%CTLPATH% is the file that this kit was made for.
if "%CTLSTATE%"=="before" goto done
set TEXT=%CTLPATH% has the pauses already.
if "%CTLSTATE%"=="after" goto done
goto notours

:notours
set TEXT=%CTLPATH% is not there.
if "%CTLSTATE%"=="missing" goto failed
set TEXT=%CTLPATH% could not be read.
if "%CTLSTATE%"=="unreadable" goto failed
set TEXT=%CTLPATH% is not the file that this kit was made for. Nothing was changed. Collect again and have a new kit made.
goto failed

rem Puts the file NEW of this kit in the place of the file OLD of this kit, which must stand there byte for byte. The old one
rem stays beside it under another name: at no moment is there a file that is neither the one nor the other.
:editcontrol
set OLD=before
set NEW=after
goto swap
:undocontrol
set OLD=after
set NEW=before
:swap
set TEXT=The SMS directory was not found. Run %SCRIPT% again with it, for example %SCRIPT% D:\SMS
if not defined SMSDIR goto failed
call :testcompare
if not defined COMPARER goto cannotcompare
call :controlfile
if "%CTLSTATE%"=="missing" call :putback
set TEXT=%CTLPATH% is as it shall be already.
if "%CTLSTATE%"=="%NEW%" goto done
if not "%CTLSTATE%"=="%OLD%" goto notours
set MARKED=
dir /b /ar "%CTL%" >nul 2>nul
if not errorlevel 1 set MARKED=1
dir /b /ah "%CTL%" >nul 2>nul
if not errorlevel 1 set MARKED=1
dir /b /as "%CTL%" >nul 2>nul
if not errorlevel 1 set MARKED=1
set TEXT=%CTLPATH% is read-only, hidden or a system file. Nothing was changed. Find out why, take that off with ATTRIB and run this again.
if defined MARKED goto failed
for %%i in ("%CTL%") do set CTLNAME=%%~nxi
set KEPTS=0
:nextkept
set /a KEPTS=KEPTS+1
if exist "%CTL%.%KEPTS%.bak" goto nextkept
for %%i in ("%CTL%.%KEPTS%.bak") do set KEPT=%%~i
for %%i in ("%CTLNAME%.%KEPTS%.bak") do set KEPTNAME=%%~i
for %%i in ("%CTL%.kit") do set MADE=%%~i
for %%i in ("%KEPTNAME%") do set TEXT=The file there becomes %%~i.
call :begun
rem The copy in the kit, looked at again.
copy /b "%CTL%" kept-%OLD%.ctl >nul 2>nul
set FROM=kept-%OLD%.ctl
set LIKE=%OLD%
call :islike
set TEXT=A copy of %CTLPATH% could not be kept in the kit. Nothing was changed.
if not defined SAME goto failed
copy /b data\%NEW%.ctl "%MADE%" >nul 2>nul
for %%i in ("%MADE%") do set FROM=%%~i
set LIKE=%NEW%
call :islike
set TEXT=The new file could not be written beside %CTLPATH%. Nothing was changed. The disk may be full.
if not defined SAME goto cleanfailed
for %%i in ("%KEPTNAME%") do >swap.txt echo %%~i
ren "%CTL%" "%KEPTNAME%" 2>nul
set TEXT=%CTLPATH% could not be given another name. Nothing was changed. Some program has it open.
if exist "%CTL%" goto cleanfailed
for %%i in ("%KEPT%") do set FROM=%%~i
set LIKE=%OLD%
call :islike
if not defined SAME goto changedmeanwhile
ren "%MADE%" "%CTLNAME%" 2>nul
if not exist "%CTL%" goto notinplace
call :controlstate
set TEXT=What stands in %CTLPATH% now is not what was written. Look at it. The file from before is beside it with the ending .%KEPTS%.bak
if not "%CTLSTATE%"=="%NEW%" goto failed
if exist swap.txt del swap.txt
for %%i in ("%KEPTNAME%") do set TEXT=%CTLPATH% was replaced and read back. The file from before is beside it as %%~i
goto done
:changedmeanwhile
ren "%KEPT%" "%CTLNAME%" 2>nul
set TEXT=%CTLPATH% was changed by someone just now. It was left as it is.
goto cleanfailed
:notinplace
ren "%KEPT%" "%CTLNAME%" 2>nul
set TEXT=The new file could not be put in place. The one from before is back.
if not exist "%CTL%" set TEXT=The new file could not be put in place. Give the file with the ending .%KEPTS%.bak its name back.
:cleanfailed
if exist "%MADE%" del "%MADE%"
if exist "%CTL%" if exist swap.txt del swap.txt
goto failed

:islike
set SAME=
call :two
set FROM=data\%LIKE%.ctl
call :one
goto compare

rem This kit was cut off between the two names: swap.txt says what the file is called now.
:putback
if not exist swap.txt goto :eof
set KEPTNAME=
for /f "delims=" %%k in (swap.txt) do set KEPTNAME=%%k
if not defined KEPTNAME goto :eof
for %%i in ("%CTL%") do set CTLNAME=%%~nxi
for %%i in ("%CTL%") do set CTLFOLDER=%%~dpi
if not exist "%CTLFOLDER%%KEPTNAME%" goto :eof
ren "%CTLFOLDER%%KEPTNAME%" "%CTLNAME%" 2>nul
call :controlstate
goto :eof

rem PROGRAM must be on the PATH.
:checkprogram
set FOUND=
for %%p in (%PROGRAM%) do if not "%%~$PATH:p"=="" set FOUND=1
set TEXT=%PROGRAM% is not on the PATH of this server. It is part of the Windows NT 4.0 Resource Kit. Copy it to System32.
if not defined FOUND goto failed
set TEXT=%PROGRAM% is in System32, where services find it too.
if exist "%SYSTEMROOT%\System32\%PROGRAM%" goto done
set TEXT=%PROGRAM% is on your PATH but not in System32. A service finds it only when its folder is in the PATH of the system.
goto skipped
