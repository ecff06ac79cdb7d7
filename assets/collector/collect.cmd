@echo off
rem SMS Site Doctor: collects what a diagnosis needs from an SMS 2.0 site server.
rem
rem Plain batch for cmd.exe of Windows NT 4.0 and later. On the server it only reads: all it
rem writes stands in one new folder. Logs are copied one at a time and closed at once, because
rem a log that stays open slows down the whole SMS Executive (Q247229).
rem
rem How it is written, so that it works with any path and in any language of Windows:
rem - Paths come into variables through "for" and are used in quotes; they are never given to
rem   "call", which reads percent signs and carets twice.
rem - Words that a program prints are never looked at, only numbers and names.
rem - The folder of the snapshot is the current one, so what is written has plain names.
rem - Before a character is taken out of a text, the text is made long enough: PAD.

setlocal
set VERSION=1.0
if "%~1"=="/?" goto help
if "%~1"=="-?" goto help

rem ---------------------------------------------------------------- what was asked for
set GIVEN=
set TARGET=
set CAP=100
if "%~1"=="" goto argument2
if "%~1"=="-" goto argument2
for %%i in ("%~1\.") do set GIVEN=%%~fi
:argument2
if "%~2"=="" goto argument3
if "%~2"=="-" goto argument3
for %%i in ("%~2\.") do set TARGET=%%~fi
:argument3
if "%~3"=="" goto arguments
set MB=
for %%i in ("%~3") do set MB=%%~i
for /f "delims=0123456789" %%x in ("%MB%") do set MB=
:zeros
if not defined MB goto badcap
if not "%MB:~0,1%"=="0" goto number
for %%i in ("%MB:~1,9%") do set MB=%%~i
goto zeros
:number
for %%i in ("%MB%xxxx") do set PAD=%%~i
if not "%PAD:~3,1%"=="x" goto badcap
set /a "CAP=%MB%"
goto arguments
:badcap
echo The third argument is the limit for copied logs in MB, from 1 to 999. 100 is used instead.
:arguments
echo SMS Site Doctor, collector %VERSION%. It only reads on this server.

rem ---------------------------------------------------------------- a folder to write into
set BESIDE=
for %%i in ("%~dp0.") do set BESIDE=%%~fi
set OUT=
if not defined TARGET goto besideme
call :newfolder
if defined OUT goto opened
for %%i in ("%TARGET%") do echo Could not write to %%~i. Trying the folder of this program.
:besideme
for %%i in ("%BESIDE%") do set TARGET=%%~i
call :newfolder
if defined OUT goto opened
for %%i in ("%BESIDE%") do echo Could not write to %%~i: it may be read-only or full.
if not defined TEMP goto nowhere
for %%i in ("%TEMP%\.") do set TARGET=%%~fi
call :newfolder
if not defined OUT goto nowhere
for %%i in ("%TARGET%") do echo The snapshot goes to %%~i instead.
goto opened
:nowhere
echo Could not write a snapshot anywhere. Run again with a folder you may write to, for example:
echo   collect.cmd - D:\TEMP
find "no folder" nul >nul
goto :eof

:opened
set LOST=0
set TROUBLES=0
>errors.txt echo What programs said while they could not do something:
echo  1 of 9: date, name and settings
call :stamp
if defined STAMP call :rename
if not defined OUT goto nowhere
del "%MARK%"
call :header

rem ---------------------------------------------------------------- registry
echo  2 of 9: registry
call :begin
call :clock
set STEP=registry
set REGFILE=registry.reg
set KEY=HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SMS
set WHY=this server has no SMS key, or it may not be read
call :export
set STEP=time-zone
set REGFILE=timezone.reg
set KEY=HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\TimeZoneInformation
set WHY=the key could not be read
call :export
set STEP=code-page
set REGFILE=codepage.reg
set KEY=HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Nls\CodePage
call :export
set STEP=environment
set REGFILE=environment.reg
set KEY=HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager\Environment
call :export
set STEP=hotfixes
set REGFILE=hotfix.reg
set KEY=HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Updates
call :exportoptional
set STEP=windows-hotfixes
set REGFILE=hotfix-windows.reg
set KEY=HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Hotfix
call :exportoptional

rem ---------------------------------------------------------------- the SMS directory
echo  3 of 9: SMS directory
set SMSDIR=
if not defined GIVEN goto findsms
for %%i in ("%GIVEN%") do set CANDIDATE=%%~i
call :trysms
if defined SMSDIR goto smsknown
for %%i in ("%GIVEN%") do echo    %%~i holds neither Inboxes nor Logs. Looking for the SMS directory.
:findsms
call :smsfromregistry
if not defined SMSDIR call :smsfromshares
if not defined SMSDIR call :smsfromdrives
:smsknown
set STEP=sms-directory
set WHY=found neither in the registry, nor among the shares, nor as \SMS on a drive
if not defined SMSDIR call :failed
if defined SMSDIR call :done
call :identity
call :begin

rem ---------------------------------------------------------------- services and processes
echo  4 of 9: services and processes
set STEP=services
set WHY=net start reported an error, see errors.txt
net start >services.txt 2>>errors.txt
call :outcome
set STEP=shares
set WHY=net share reported an error, see errors.txt
net share >shares.txt 2>>errors.txt
call :outcome
call :states
call :processes
call :events

rem ---------------------------------------------------------------- inboxes
echo  5 of 9: lists of the inboxes and logs
set STEP=inboxes
set WHY=there is no Inboxes folder
if not defined SMSDIR goto noinboxes
if not exist "%SMSDIR%\Inboxes\." goto noinboxes
set BAD=0
dir /a /-c "%SMSDIR%\Inboxes" >inboxes.txt 2>>errors.txt
if errorlevel 1 set /a BAD=BAD+1
dir /b /ad "%SMSDIR%\Inboxes" >folders.txt 2>nul
for /f "delims=" %%d in (folders.txt) do (
  set N=%%d
  call :listbox
)
set WHY=%BAD% folders could not be listed whole, see errors.txt
if %BAD% GTR 0 call :failed
if %BAD% EQU 0 call :done
goto listlogs
:noinboxes
call :skipped
:listlogs
set STEP=logs-list
set WHY=there is no Logs folder
if not defined SMSDIR goto nologslist
if not exist "%SMSDIR%\Logs\." goto nologslist
set WHY=the Logs folder could not be listed whole, see errors.txt
dir /s /a /-c "%SMSDIR%\Logs" >logs.txt 2>>errors.txt
call :outcome
goto smallfiles
:nologslist
call :skipped

rem ---------------------------------------------------------------- small files
:smallfiles
echo  6 of 9: control file, versions, crash logs
>notcopied.txt echo [NotCopied]
set CRASHES=0
call :controlfiles
call :versionfiles
call :crashlogs

rem ---------------------------------------------------------------- logs
echo  7 of 9: logs, up to %CAP% MB
call :logs
call :farlogs

rem ---------------------------------------------------------------- disks and programs
echo  8 of 9: disks
set DISKS=0
set BAD=0
>>snapshot.ini echo [Disks]
for %%x in (C D E F G H I J K L M N O P Q R S T U V W X Y Z) do (
  set DRIVE=%%x
  call :disk
)
call :begin
call :disksoutcome
echo  9 of 9: programs on the PATH
>>snapshot.ini echo [Programs]
for %%p in (sleep.exe kill.exe) do (
  >>snapshot.ini echo %%p=%%~$PATH:p
)
call :begin
set STEP=programs
set WHY=what was found could not be written down
find "kill.exe=" snapshot.ini >nul 2>nul
call :outcome
>>snapshot.ini echo [Snapshot]
>>snapshot.ini echo CrashFolders=%CRASHES%
>>snapshot.ini echo CouldNot=%TROUBLES%
type notcopied.txt >>snapshot.ini
rem On a full disk some file may be cut off; then the last line must not say that all is there.
set FULL=1
>room.txt echo room
find "room" room.txt >nul 2>nul
if not errorlevel 1 set FULL=
for %%f in (work.txt order.txt folders.txt parts.txt drives.txt notcopied.txt room.txt) do if exist %%f del %%f
if not defined FULL >>snapshot.ini echo [End]
if not defined FULL >>snapshot.ini echo Complete=1
popd

rem ---------------------------------------------------------------- the end
echo.
if %TROUBLES% GTR 0 echo %TROUBLES% things could not be read. They are named above and in snapshot.ini.
if not defined SMSDIR echo No SMS directory was found. Run again with it: collect.cmd D:\SMS
find "Complete=1" "%OUT%\snapshot.ini" >nul 2>nul
if errorlevel 1 goto notwhole
for %%i in ("%OUT%") do echo Done. Bring back this whole folder: %%~i
goto close
:notwhole
for %%i in ("%OUT%") do echo The snapshot is not whole, the disk may be full. What there is stands in %%~i
:close
if "%~1"=="" pause
find "Complete=1" "%OUT%\snapshot.ini" >nul 2>nul
goto :eof

rem ================================================================ steps
rem Makes a new folder in TARGET, goes there and sets OUT; leaves OUT empty when it cannot.
:newfolder
set OUT=
set COUNT=0
:nextfolder
set /a COUNT=COUNT+1
if %COUNT% GTR 999 goto :eof
for %%i in ("SMSSNAP-%COMPUTERNAME%-%COUNT%") do set OLDNAME=%%~i
for %%i in ("%OLDNAME%.tmp") do set MARK=%%~i
if exist "%MARK%" goto nextfolder
if exist "%TARGET%\SMSSNAP-%COMPUTERNAME%-%COUNT%\." goto nextfolder
md "%TARGET%\SMSSNAP-%COMPUTERNAME%-%COUNT%" 2>nul
if not exist "%TARGET%\SMSSNAP-%COMPUTERNAME%-%COUNT%\." goto :eof
>"%TARGET%\%OLDNAME%\%MARK%" echo here
pushd "%TARGET%\%OLDNAME%"
rem For a server's share "pushd" needs a free drive letter. Where it failed, plain names would mean files of
rem the folder that the user is in.
if not exist "%MARK%" goto notentered
>snapshot.ini echo [Snapshot]
>>snapshot.ini echo FormatVersion=1
find "FormatVersion=1" snapshot.ini >nul 2>nul
if errorlevel 1 goto fullfolder
for %%i in ("%TARGET%\SMSSNAP-%COMPUTERNAME%-%COUNT%") do set OUT=%%~fi
goto :eof
:fullfolder
if exist snapshot.ini del snapshot.ini
del "%MARK%"
popd
rd "%TARGET%\SMSSNAP-%COMPUTERNAME%-%COUNT%"
goto :eof
:notentered
if exist "%TARGET%\%OLDNAME%\%MARK%" del "%TARGET%\%OLDNAME%\%MARK%"
rd "%TARGET%\SMSSNAP-%COMPUTERNAME%-%COUNT%"
goto :eof

rem Sets STAMP to yyyymmdd-hhmm and WHEN to yyyy-mm-dd hh:mm, where both are certain.
:stamp
set STAMP=
set DATERAW=
set TIMERAW=
for /f "delims=" %%d in ('date /t') do if not defined DATERAW set DATERAW=%%d
for /f "delims=" %%d in ('time /t') do if not defined TIMERAW set TIMERAW=%%d
regedit /e international.reg "HKEY_CURRENT_USER\Control Panel\International" 2>>errors.txt
set REGFILE=international.reg
set NAME=iDate
call :value
for %%i in ("%VALUE%") do set ORDER=%%~i
for %%i in ("%DATERAW%") do set TEXT=%%~i
call :firstdigit
set A=
set B=
set C=
for /f "tokens=1-3 delims=/.:- " %%a in ("%TEXT%") do (
  set A=%%a
  set B=%%b
  set C=%%c
)
if not defined C goto :eof
for /f "delims=0123456789" %%x in ("%A%%B%%C%") do goto :eof
for %%i in ("%A%xxxx") do set PAD=%%~i
if not "%PAD:~3,1%"=="x" goto yearfirst
for %%i in ("%C%xxxx") do set PAD=%%~i
if "%PAD:~3,1%"=="x" goto :eof
for %%i in ("%C%") do set YEAR=%%~i
if "%ORDER%"=="0" goto monthfirst
if not "%ORDER%"=="1" goto :eof
for %%i in ("%A%") do set DAY=%%~i
for %%i in ("%B%") do set MONTH=%%~i
goto dateknown
:monthfirst
for %%i in ("%A%") do set MONTH=%%~i
for %%i in ("%B%") do set DAY=%%~i
goto dateknown
:yearfirst
for %%i in ("%A%") do set YEAR=%%~i
for %%i in ("%B%") do set MONTH=%%~i
for %%i in ("%C%") do set DAY=%%~i
:dateknown
for %%i in ("%MONTH%x") do set PAD=%%~i
if "%PAD:~1,1%"=="x" for %%i in ("%MONTH%") do set MONTH=0%%~i
for %%i in ("%DAY%x") do set PAD=%%~i
if "%PAD:~1,1%"=="x" for %%i in ("%DAY%") do set DAY=0%%~i
for %%i in ("%TIMERAW%") do set TEXT=%%~i
call :firstdigit
set A=
set B=
set C=
set D=
for /f "tokens=1-4 delims=:. " %%a in ("%TEXT%") do (
  set A=%%a
  set B=%%b
  set C=%%c
  set D=%%d
)
if not defined B goto :eof
rem The half of the day: "02:23p", "02:23 PM" or "2:23:01 PM"; nothing when the day has 24 hours.
set HALF=
for %%i in ("%B%xxx") do set PAD=%%~i
if not "%PAD:~2,1%"=="x" for %%i in ("%PAD:~2,1%") do set HALF=%%~i
for %%i in ("%PAD:~0,2%") do set B=%%~i
if not defined HALF if defined C for /f "delims=0123456789" %%x in ("%C%") do set HALF=%%x
if not defined HALF if defined D for %%i in ("%D%") do set HALF=%%~i
for /f "delims=0123456789" %%x in ("%A%%B%") do goto :eof
for %%i in ("%A%xxx") do set PAD=%%~i
if not "%PAD:~2,1%"=="x" goto :eof
if "%PAD:~0,1%"=="0" if not "%PAD:~1,1%"=="x" for %%i in ("%PAD:~1,1%") do set A=%%~i
set /a "HOUR=%A%"
if not defined HALF goto hourknown
if /i "%HALF:~0,1%"=="a" goto morning
if /i not "%HALF:~0,1%"=="p" goto :eof
if not %HOUR% EQU 12 set /a HOUR=HOUR+12
goto hourknown
:morning
if %HOUR% EQU 12 set HOUR=0
:hourknown
if %HOUR% LSS 10 set HOUR=0%HOUR%
for %%i in ("%YEAR%%MONTH%%DAY%-%HOUR%%B%") do set STAMP=%%~i
for %%i in ("%YEAR%-%MONTH%-%DAY% %HOUR%:%B%") do set WHEN=%%~i
goto :eof

rem Takes words off the front of TEXT until it begins with a digit: "Thu 05/17/2001".
:firstdigit
if not defined TEXT goto :eof
set WORD=
for /f "delims=0123456789" %%x in ("%TEXT:~0,1%") do set WORD=1
if not defined WORD goto :eof
set REST=
for /f "tokens=1*" %%a in ("%TEXT%") do set REST=%%b
set TEXT=
if defined REST for %%i in ("%REST%") do set TEXT=%%~i
goto firstdigit

rem Gives the folder the name with the time in it; keeps the one it has where that is not possible. Leaves
rem OUT empty when it cannot go back into the folder.
:rename
set TRY=1
for %%i in ("SMSSNAP-%COMPUTERNAME%-%STAMP%") do set NEWNAME=%%~i
:nextname
if not exist "%TARGET%\%NEWNAME%\." goto freename
set /a TRY=TRY+1
if %TRY% GTR 99 goto :eof
for %%i in ("SMSSNAP-%COMPUTERNAME%-%STAMP%-%TRY%") do set NEWNAME=%%~i
goto nextname
:freename
popd
ren "%OUT%" "%NEWNAME%" 2>nul
if exist "%TARGET%\%NEWNAME%\%MARK%" for %%i in ("%TARGET%\%NEWNAME%") do set OUT=%%~fi
pushd "%OUT%"
if exist "%MARK%" goto :eof
if exist "%TARGET%\%NEWNAME%\%MARK%" ren "%OUT%" "%OLDNAME%" 2>nul
for %%i in ("%TARGET%\%OLDNAME%") do set OUT=%%~fi
pushd "%OUT%"
if not exist "%MARK%" set OUT=
goto :eof

rem What is known of the computer before anything was read.
:header
for %%i in ("%COMPUTERNAME%") do >>snapshot.ini echo Computer=%%~i
>>snapshot.ini echo Collector=%VERSION%
for %%i in ("%DATERAW%") do >>snapshot.ini echo Date=%%~i
for %%i in ("%TIMERAW%") do >>snapshot.ini echo TimeOfDay=%%~i
if defined STAMP for %%i in ("%WHEN%") do >>snapshot.ini echo When=%%~i
for /f "delims=" %%v in ('ver') do >>snapshot.ini echo Windows=%%v
set PAGE=
for /f "tokens=2 delims=:." %%c in ('chcp') do set PAGE=%%c
if defined PAGE for /f "tokens=1" %%c in ("%PAGE%") do set PAGE=%%c
if defined PAGE for /f "delims=0123456789" %%x in ("%PAGE%") do set PAGE=
if "%PAGE%"=="0" set PAGE=
if defined PAGE for %%i in ("%PAGE%") do >>snapshot.ini echo OemCodePage=%%~i
goto :eof

rem The outcome of reading date and time.
:clock
set STEP=date-time
set WHY=date or time printed nothing
if not defined DATERAW goto failed
if not defined TIMERAW goto failed
set WHY=their form is not certain, they stand as printed in Date and TimeOfDay
if not defined STAMP goto skipped
goto done

rem Opens the list of steps again.
:begin
>>snapshot.ini echo [Steps]
goto :eof

:done
>>snapshot.ini echo %STEP%=done
goto :eof

:skipped
>>snapshot.ini echo %STEP%=skipped: %WHY%
goto :eof

rem By what the command before "call :outcome" ended with: "call" and "goto" do not change it, "set" does.
:outcome
if errorlevel 1 goto failed
goto done

:failed
set /a TROUBLES=TROUBLES+1
>>snapshot.ini echo %STEP%=failed: %WHY%
echo    could not: %STEP%: %WHY%
goto :eof

rem Exports KEY to REGFILE. Whether it worked is told by the file: regedit ends with 0 in any case.
:export
regedit /e %REGFILE% "%KEY%" 2>>errors.txt
if exist %REGFILE% call :done
if not exist %REGFILE% call :failed
goto :eof

:exportoptional
regedit /e %REGFILE% "%KEY%" 2>nul
set WHY=there is no such key
if exist %REGFILE% call :done
if not exist %REGFILE% call :skipped
goto :eof

rem Sets VALUE to what stands for NAME in REGFILE. "type" turns the Unicode export of Windows 2000
rem and later into plain text; where it does not, "for" can read the file itself.
:value
set VALUE=
if not exist %REGFILE% goto :eof
type %REGFILE% 2>nul | find "%NAME%" >work.txt
for /f "tokens=1* delims==" %%a in (work.txt) do if /i "%%~a"=="%NAME%" if not defined VALUE set VALUE=%%~b
if defined VALUE goto :eof
for /f "tokens=1* delims==" %%a in (%REGFILE%) do if /i "%%~a"=="%NAME%" if not defined VALUE set VALUE=%%~b
goto :eof

rem Takes CANDIDATE as the SMS directory when it has what one has.
:trysms
if not defined CANDIDATE goto :eof
if exist "%CANDIDATE%\Inboxes\." for %%i in ("%CANDIDATE%\.") do set SMSDIR=%%~fi
if defined SMSDIR goto :eof
if exist "%CANDIDATE%\Logs\*.lo?" for %%i in ("%CANDIDATE%\.") do set SMSDIR=%%~fi
goto :eof

:smsfromregistry
if not exist registry.reg goto :eof
regedit /e setup.reg "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SMS\Setup" 2>nul
set REGFILE=setup.reg
set NAME=Installation Directory
call :value
if exist setup.reg del setup.reg
if not defined VALUE goto :eof
for %%i in ("%VALUE:\\=\%") do set CANDIDATE=%%~i
call :trysms
goto :eof

rem The share SMS_<site code> is the SMS directory. The words before the path are translated and may be
rem several; that the folder exists tells which part of a line is the path.
:smsfromshares
net share >order.txt 2>nul
for /f "tokens=1" %%s in (order.txt) do (
  set SHARE=%%s
  call :share
)
goto :eof
:share
if defined SMSDIR goto :eof
for %%i in ("%SHARE%////////") do set PAD=%%~i
if /i not "%PAD:~0,4%"=="SMS_" goto :eof
if "%PAD:~6,1%"=="/" goto :eof
if not "%PAD:~7,1%"=="/" goto :eof
net share "%SHARE%" >work.txt 2>nul
for /f "delims=" %%a in (work.txt) do (
  set TEXT=%%a
  call :sharepath
)
goto :eof
:sharepath
if defined SMSDIR goto :eof
set REST=
for /f "tokens=1*" %%a in ("%TEXT%") do set REST=%%b
if not defined REST goto :eof
for %%i in ("%REST%") do set TEXT=%%~i
for %%i in ("%REST%///") do set PAD=%%~i
if not "%PAD:~1,2%"==":\" goto sharepath
for %%i in ("%TEXT%") do set CANDIDATE=%%~i
call :trysms
goto :eof

:smsfromdrives
for %%x in (C D E F G H I J K L M N O P Q R S T U V W X Y Z) do (
  set DRIVE=%%x
  call :smsondrive
)
goto :eof
:smsondrive
if defined SMSDIR goto :eof
call :localdrive
if not defined LOCAL goto :eof
set CANDIDATE=%DRIVE%:\SMS
call :trysms
goto :eof

rem Sets LOCAL when DRIVE exists and is not a network drive, which could keep us waiting.
:localdrive
if not exist drives.txt net use >drives.txt 2>nul
set LOCAL=1
for /f "tokens=1-2" %%a in (drives.txt) do (
  if /i "%%a"=="%DRIVE%:" set LOCAL=
  if /i "%%b"=="%DRIVE%:" set LOCAL=
)
if not defined LOCAL goto :eof
set LOCAL=
if exist %DRIVE%:\nul set LOCAL=1
goto :eof

rem What is known once the registry was read and the SMS directory found.
:identity
>>snapshot.ini echo [Snapshot]
if defined SMSDIR for %%i in ("%SMSDIR%") do >>snapshot.ini echo SMSDirectory=%%~i
if not exist registry.reg goto zone
regedit /e identity.reg "HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SMS\Identification" 2>nul
set REGFILE=identity.reg
set NAME=Site Code
call :value
if exist identity.reg del identity.reg
if defined VALUE for %%i in ("%VALUE%") do >>snapshot.ini echo SiteCode=%%~i
:zone
set REGFILE=timezone.reg
set NAME=ActiveTimeBias
call :value
if not defined VALUE goto :eof
for /f "tokens=2 delims=:" %%h in ("%VALUE%") do set VALUE=%%h
for /f "delims=0123456789abcdefABCDEF" %%x in ("%VALUE%") do goto :eof
for %%i in ("%VALUE%xxxxxxxx") do set PAD=%%~i
if "%PAD:~7,1%"=="x" goto :eof
set /a "BIAS=0x%PAD:~4,4%"
if /i "%PAD:~0,1%"=="f" set /a BIAS=BIAS-65536
set /a BIAS=0-BIAS
>>snapshot.ini echo UtcOffsetMinutes=%BIAS%
goto :eof

rem Asks the service manager where the Resource Kit's or Windows' own sc.exe is there: it alone tells
rem a service that is stopping for ever from one that runs.
:states
set STEP=service-states
set FOUND=
for %%p in (sc.exe) do for %%i in ("%%~$PATH:p") do set FOUND=%%~i
set WHY=no sc.exe on the PATH
if not defined FOUND goto skipped
set BAD=0
for %%s in (SMS_SITE_COMPONENT_MANAGER SMS_EXECUTIVE SMS_SQL_MONITOR SMS_LICENSE_SERVER SMS_SITE_BACKUP) do (
  set SERVICE=%%s
  call :state
)
set WHY=sc gave no answer for %BAD% services, see service-states.txt and errors.txt
if %BAD% GTR 0 goto failed
goto done
rem An answer names the service as it was asked for, or has the number 1060 when there is no such service.
:state
>>service-states.txt echo SERVICE_ASKED: %SERVICE%
sc query %SERVICE% >work.txt 2>>errors.txt
type work.txt >>service-states.txt 2>>errors.txt
find "%SERVICE%" work.txt >nul 2>nul
if not errorlevel 1 goto :eof
find "1060" work.txt >nul 2>nul
if errorlevel 1 set /a BAD=BAD+1
goto :eof

rem The process list. Tlist comes last and with a time limit: it can hang (Q261184).
:processes
set STEP=processes
set FOUND=
for %%p in (tlist.exe pulist.exe tasklist.exe) do if not "%%~$PATH:p"=="" set FOUND=%%~np
set WHY=no lister on the PATH (tlist, pulist, tasklist)
if not defined FOUND goto skipped
if /i "%FOUND%"=="tlist" goto tlist
if /i "%FOUND%"=="pulist" pulist >processes.txt 2>>errors.txt
if /i "%FOUND%"=="tasklist" tasklist >processes.txt 2>>errors.txt
goto lister
:tlist
start "tlist" /b cmd /c "tlist >processes.txt 2>nul & echo 1 >tlist.end"
set COUNT=0
:waittlist
if exist tlist.end goto tlistended
ping -n 2 127.0.0.1 >nul
set /a COUNT=COUNT+1
if %COUNT% LSS 20 goto waittlist
set WHY=tlist did not end within 20 seconds (Q261184), end tlist.exe in Task Manager
goto failed
:tlistended
del tlist.end
:lister
set WHY=the lister printed nothing
find "." processes.txt >nul 2>nul
goto outcome

rem The event log, with the tools of the Resource Kit (their switches from memory).
:events
set STEP=events
set FOUND=
for %%p in (elogdmp.exe dumpel.exe) do if not "%%~$PATH:p"=="" set FOUND=%%~np
set WHY=no tool for it on the PATH (dumpel, elogdmp)
if not defined FOUND goto skipped
if /i "%FOUND%"=="dumpel" dumpel -f events.txt -l application -d 7 >nul 2>>errors.txt
if /i "%FOUND%"=="elogdmp" elogdmp "%COMPUTERNAME%" Application >events.txt 2>>errors.txt
set WHY=the tool listed no event, see errors.txt
rem Every event has a time: 2:20 or 2.20.
find ":" events.txt >nul 2>nul
if not errorlevel 1 goto done
find "." events.txt >nul 2>nul
goto outcome

rem Lists one inbox. Nt_logon.box\Locks is left alone: before SP2, opening it starts an update of all
rem logon points (Q257202).
:listbox
if /i "%N%"=="Nt_logon.box" goto listlogon
dir /s /a /-c "%SMSDIR%\Inboxes\%N%" >>inboxes.txt 2>>errors.txt
if errorlevel 1 set /a BAD=BAD+1
goto :eof
:listlogon
dir /a /-c "%SMSDIR%\Inboxes\%N%" >>inboxes.txt 2>>errors.txt
if errorlevel 1 set /a BAD=BAD+1
dir /b /ad "%SMSDIR%\Inboxes\%N%" >parts.txt 2>nul
for /f "delims=" %%s in (parts.txt) do (
  set S=%%s
  call :listlogonpart
)
goto :eof
:listlogonpart
if /i "%S%"=="Locks" goto :eof
dir /s /a /-c "%SMSDIR%\Inboxes\%N%\%S%" >>inboxes.txt 2>>errors.txt
if errorlevel 1 set /a BAD=BAD+1
goto :eof

rem Copies SRC to DST, one file at a time.
:take
copy /b "%SRC%" "%DST%" >nul 2>>errors.txt
if errorlevel 1 goto nottaken
if not exist "%DST%" goto nottaken
set /a TAKEN=TAKEN+1
goto :eof
:nottaken
if exist "%DST%" del "%DST%"
set /a LOST=LOST+1
for %%i in ("%SRC%") do >>notcopied.txt echo %%~i=could not be copied
for %%i in ("%SRC%") do echo    could not copy %%~i
goto :eof

rem The outcome of a step that copied TAKEN files and lost LOST.
:copied
set WHY=%LOST% files could not be copied, see NotCopied
if %LOST% GTR 0 goto failed
set WHY=there are none
if %TAKEN% EQU 0 goto skipped
goto done

rem The same, where it is good to find nothing.
:looked
if %TAKEN% EQU 0 if %LOST% EQU 0 goto done
goto copied

rem The backup control file, under the name of the articles (Q275612) and that of Q260366.
:controlfiles
set STEP=control-file
set LOST=0
set TAKEN=0
set WHY=no SMS directory
if not defined SMSDIR goto skipped
set PART=.
for %%f in (Smsbkup.ctl Smsmbkup.ctl) do (
  set F=%%f
  call :controlfile
)
dir /b /ad "%SMSDIR%" >folders.txt 2>nul
for /f "delims=" %%d in (folders.txt) do (
  set PART=%%d
  call :controlfolder
)
dir /b /ad "%SMSDIR%\Inboxes" >folders.txt 2>nul
for /f "delims=" %%d in (folders.txt) do (
  set PART=Inboxes\%%d
  call :controlfolder
)
goto copied
:controlfolder
for %%f in (Smsbkup.ctl Smsmbkup.ctl) do (
  set F=%%f
  call :controlfile
)
goto :eof
:controlfile
if not exist "%SMSDIR%\%PART%\%F%" goto :eof
if not exist "%PART%\." md "%PART%"
for %%i in ("%SMSDIR%\%PART%\%F%") do set SRC=%%~i
for %%i in ("%PART%\%F%") do set DST=%%~i
goto take

:versionfiles
set STEP=version-files
set LOST=0
set TAKEN=0
set WHY=no SMS directory
if not defined SMSDIR goto skipped
dir /b /ad "%SMSDIR%\Inboxes\clicomp.src" >folders.txt 2>nul
for /f "delims=" %%d in (folders.txt) do (
  set PART=Inboxes\clicomp.src\%%d
  set F=compver.ini
  call :controlfile
)
goto copied

rem Crash.log of each crash: SMS\Logs\Crash*, in the folder itself or in one folder for each crash.
:crashlogs
set STEP=crash-logs
set LOST=0
set TAKEN=0
set WHY=no SMS directory
if not defined SMSDIR goto skipped
set WHY=there is no Logs folder
if not exist "%SMSDIR%\Logs\." goto skipped
set F=Crash.log
dir /b /ad "%SMSDIR%\Logs\Crash*" >folders.txt 2>nul
for /f "delims=" %%d in (folders.txt) do (
  set N=%%d
  call :crashfolder
)
goto looked
:crashfolder
set PARTS=0
dir /b /ad "%SMSDIR%\Logs\%N%" >parts.txt 2>nul
for /f "delims=" %%s in (parts.txt) do (
  set S=%%s
  call :crashpart
)
for %%i in ("Logs\%N%") do set PART=%%~i
if exist "%SMSDIR%\Logs\%N%\Crash.log" set PARTS=0
if %PARTS% EQU 0 set /a CRASHES=CRASHES+1
goto controlfile
:crashpart
for %%i in ("Logs\%N%\%S%") do set PART=%%~i
set /a PARTS=PARTS+1
set /a CRASHES=CRASHES+1
goto controlfile

rem The logs: those that tell most first, then the newest; the rolled-over parts after all others.
:logs
set STEP=logs
set LOST=0
set TAKEN=0
set OVER=0
set WHY=no SMS directory
if not defined SMSDIR goto skipped
set WHY=there is no Logs folder
if not exist "%SMSDIR%\Logs\." goto skipped
call :room
if not exist Logs\. md Logs
>order.txt echo Despool.log
for %%f in (Smsexec.log Sitecomp.log Smsdbmon.log Smsbkup.log) do >>order.txt echo %%f
dir /b /a-d /o-d "%SMSDIR%\Logs\*.log" >>order.txt 2>>errors.txt
>>order.txt echo Despool.lo_
dir /b /a-d /o-d "%SMSDIR%\Logs\*.lo_" >>order.txt 2>>errors.txt
for /f "delims=" %%f in (order.txt) do (
  set F=%%f
  call :log
)
rem Names that a list in the code page of the console cannot hold.
for %%f in ("%SMSDIR%\Logs\*.lo?") do (
  set F=%%~nxf
  call :log
)
call :copied
if %OVER% EQU 0 goto :eof
set STEP=log-limit
set WHY=%OVER% logs were left out, see NotCopied
goto skipped
:log
if exist "Logs\%F%" goto :eof
if not exist "%SMSDIR%\Logs\%F%" goto :eof
if %LOST% EQU 0 if %OVER% EQU 0 goto newlog
find "\%F%=" notcopied.txt >nul
if not errorlevel 1 goto :eof
:newlog
for %%i in ("%SMSDIR%\Logs\%F%") do set SRC=%%~i
for %%i in ("Logs\%F%") do set DST=%%~i
:sizedtake
call :size
if %BYTES% GTR %LEFT% goto leftout
set /a LEFT=LEFT-BYTES
goto take
:leftout
set /a OVER=OVER+1
for %%i in ("%SRC%") do >>notcopied.txt echo %%~i=left out, %BYTES% bytes would pass the limit
goto :eof

rem Sets LEFT to the bytes that may still be copied: the limit, and no more than the disk has room for.
:room
set /a LEFT=CAP*1048576
set FREE=
set TEXT=
dir /a /-c . >work.txt 2>nul
for /f "delims=" %%l in (work.txt) do set TEXT=%%l
if not defined TEXT goto :eof
:freenumber
set WORD=0
set REST=
for /f "tokens=1*" %%a in ("%TEXT%") do (
  set WORD=%%a
  set REST=%%b
)
for %%i in ("%WORD:,=%") do set WORD=%%~i
for %%i in ("%WORD:.=%") do set WORD=%%~i
for /f "delims=0123456789" %%x in ("%WORD%") do set WORD=
if defined WORD for %%i in ("%WORD%") do set FREE=%%~i
if not defined REST goto roomknown
for %%i in ("%REST%") do set TEXT=%%~i
goto freenumber
:roomknown
if not defined FREE goto :eof
for %%i in ("%FREE%xxxxxxxxxx") do set PAD=%%~i
if not "%PAD:~9,1%"=="x" goto :eof
rem Half a megabyte is kept for what is written after the logs.
set /a "ROOM=%FREE%-524288"
if %ROOM% LSS %LEFT% set LEFT=%ROOM%
goto :eof

rem Sets BYTES to the bytes of SRC: what stands before its name in a listing, wherever that is. A file of a
rem gigabyte and more counts as one that never fits; numbers here end at two.
:size
set SIZE=
for %%i in ("%SRC%") do set N=%%~nxi
for /f "tokens=1" %%w in ("%N%") do set WORD=%%w
dir /a-d /-c "%SRC%" >work.txt 2>nul
for /f "tokens=1-9" %%a in (work.txt) do (
  if /i "%%c"=="%WORD%" set SIZE=%%b
  if /i "%%d"=="%WORD%" set SIZE=%%c
  if /i "%%e"=="%WORD%" set SIZE=%%d
  if /i "%%f"=="%WORD%" set SIZE=%%e
  if /i "%%g"=="%WORD%" set SIZE=%%f
  if /i "%%h"=="%WORD%" set SIZE=%%g
  if /i "%%i"=="%WORD%" set SIZE=%%h
)
if defined SIZE for %%i in ("%SIZE:,=%") do set SIZE=%%~i
if defined SIZE for %%i in ("%SIZE:.=%") do set SIZE=%%~i
if defined SIZE for /f "delims=0123456789" %%x in ("%SIZE%") do set SIZE=
if not defined SIZE goto unknownsize
for %%i in ("%SIZE%xxxxxxxxxx") do set PAD=%%~i
if not "%PAD:~9,1%"=="x" goto hugesize
set /a "BYTES=%SIZE%"
goto :eof
:hugesize
set BYTES=2000000000
goto :eof
:unknownsize
rem The most that Q214969 asks to plan for one component.
set BYTES=2097152
goto :eof

rem Logs that stand elsewhere: the backup's beside the backup (Q289490), Setup's in the root of a drive.
:farlogs
set STEP=backup-and-setup-logs
set LOST=0
set TAKEN=0
set OVER=0
if not defined LEFT call :room
for %%x in (C D E F G H I J K L M N O P Q R S T U V W X Y Z) do (
  set DRIVE=%%x
  call :farlogsondrive
)
goto looked
:farlogsondrive
call :localdrive
if not defined LOCAL goto :eof
if not exist %DRIVE%:\Smssetup.log goto backups
if not exist Setup\. md Setup
set SRC=%DRIVE%:\Smssetup.log
set DST=Setup\Smssetup-%DRIVE%.log
call :sizedtake
:backups
set F=Smsbkup.log
set D=%DRIVE%:\Smsbkup
call :backupsites
dir /b /ad %DRIVE%:\ >folders.txt 2>nul
for /f "delims=" %%d in (folders.txt) do (
  set D=%DRIVE%:\%%d\Smsbkup
  call :backupsites
)
goto :eof
:backupsites
if not exist "%D%\." goto :eof
dir /b /ad "%D%" >parts.txt 2>nul
for /f "delims=" %%s in (parts.txt) do (
  set S=%%s
  call :backuplog
)
goto :eof
:backuplog
for %%i in ("Smsbkup\%DRIVE%-%S%") do set PART=%%~i
for %%i in ("%D%\%S%\Smsbkup.log") do set SRC=%%~i
if not exist "%SRC%" goto :eof
if exist "%PART%\Smsbkup.log" goto :eof
if not exist "%PART%\." md "%PART%"
for %%i in ("%PART%\Smsbkup.log") do set DST=%%~i
goto sizedtake

:disk
call :localdrive
if not defined LOCAL goto :eof
set TEXT=
dir /a /-c %DRIVE%:\ >work.txt 2>>errors.txt
if errorlevel 1 goto nodisk
for /f "delims=" %%l in (work.txt) do set TEXT=%%l
if not defined TEXT goto nodisk
for /f "delims=" %%l in ("%TEXT%") do >>snapshot.ini echo %DRIVE%:=%%l
find "%DRIVE%:=" snapshot.ini >nul 2>nul
if errorlevel 1 goto nodisk
set /a DISKS=DISKS+1
goto :eof
:nodisk
set /a BAD=BAD+1
goto :eof
:disksoutcome
set STEP=disks
set WHY=%BAD% disks could not be read, see errors.txt
if %BAD% GTR 0 goto failed
set WHY=no disk was found
if %DISKS% EQU 0 goto failed
goto done

:help
echo Collects what SMS Site Doctor needs from an SMS 2.0 site server. It only reads on the server.
echo.
echo   collect.cmd [SMS directory] [target folder] [limit]
echo.
echo   SMS directory   for example D:\SMS. Without it, or with -, the registry, the shares and the
echo                   drives of this server are searched.
echo   target folder   where the folder SMSSNAP-... is made. Without it, or with -, beside this
echo                   program; where that cannot be written to, in the TEMP folder.
echo   limit           megabytes of logs to copy at most, from 1 to 999. Without it 100.
echo.
echo   Example:  collect.cmd D:\SMS F:\ 50
echo.
echo Put a path with blanks in quotes. Bring the whole folder back to SMS Site Doctor.
rem Ends with 0, which NT 4.0 has no word for.
dir "%~dp0" >nul
goto :eof
