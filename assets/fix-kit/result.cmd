rem ================================================================ result.txt
rem Begins the part of this script in result.txt. Sets TROUBLE when it cannot be written.
:begin
set TROUBLE=
set SENTENCE=
set COULDNOT=0
set NOTTOLD=0
set NUMBER=0
:nextnumber
set /a NUMBER=NUMBER+1
if %NUMBER% GTR 999 goto cannotwrite
if not exist result.txt goto freenumber
find "[Script %NUMBER%]" result.txt >nul 2>nul
if not errorlevel 1 goto nextnumber
:freenumber
>>result.txt echo.
>>result.txt echo [Script %NUMBER%]
find "[Script %NUMBER%]" result.txt >nul 2>nul
if errorlevel 1 goto cannotwrite
>>result.txt echo FormatVersion=1
>>result.txt echo Case=%KITCASE%
>>result.txt echo Run=%KITRUN%
>>result.txt echo Plan=%KITPLAN%
>>result.txt echo Script=%SCRIPT%
for %%i in ("%COMPUTERNAME%") do >>result.txt echo Computer=%%~i
if defined RENAMED >>result.txt echo Renamed=1
for /f "delims=" %%v in ('ver') do >>result.txt echo Windows=%%v
call :pageandtime
>>result.txt echo End=Script
goto :eof
:cannotwrite
set TROUBLE=1
set COULDNOT=1
set SENTENCE=Nothing was done, because result.txt cannot be written here. Copy the whole kit to a disk of the server and run it there.
goto :eof

rem The code page that dates and paths are written in, and the time as this computer prints it.
:pageandtime
set PAGE=
for /f "tokens=2 delims=:." %%c in ('chcp') do set PAGE=%%c
if defined PAGE for /f "tokens=1" %%c in ("%PAGE%") do set PAGE=%%c
if defined PAGE for /f "delims=0123456789" %%x in ("%PAGE%") do set PAGE=
if defined PAGE for %%i in ("%PAGE%") do >>result.txt echo OemCodePage=%%~i
:nowtime
set DATERAW=
set TIMERAW=
for /f "delims=" %%d in ('date /t') do if not defined DATERAW set DATERAW=%%d
for /f "delims=" %%d in ('time /t') do if not defined TIMERAW set TIMERAW=%%d
if defined DATERAW for %%i in ("%DATERAW%") do >>result.txt echo Date=%%~i
if defined TIMERAW for %%i in ("%TIMERAW%") do >>result.txt echo TimeOfDay=%%~i
goto :eof

rem What came of STEP; TEXT says what was seen.
:done
set OUTCOME=done
if defined UNDOING set OUTCOME=undone
goto write
:told
set OUTCOME=told
goto write
:skipped
set OUTCOME=skipped
set /a NOTTOLD=NOTTOLD+1
goto write
:notneeded
set OUTCOME=not-needed
goto write
:begun
set OUTCOME=begun
goto write
:failed
set OUTCOME=failed
set /a COULDNOT=COULDNOT+1
:write
>>result.txt echo.
>>result.txt echo [Step]
>>result.txt echo Id=%STEP%
>>result.txt echo Outcome=%OUTCOME%
call :nowtime
for %%i in ("%TEXT%") do >>result.txt echo Text=%%~i
>>result.txt echo End=Step
for %%i in ("%TEXT%") do echo    %OUTCOME%: %%~i
goto :eof

rem One count of the files that wait.
:sample
>>result.txt echo.
>>result.txt echo [Sample]
>>result.txt echo Id=%STEP%
>>result.txt echo Files=%FILES%
call :nowtime
>>result.txt echo End=Sample
echo    %FILES% files
goto :eof

rem A step that a person does.
:ask
echo    Press a key when you have done it. To stop here, press Ctrl+C.
pause
set TEXT=Said to be done.
goto told

rem Seconds of WAIT go by.
:wait
set /a PINGS=WAIT+1
ping -n %PINGS% 127.0.0.1 >nul
goto :eof

rem The last line of this script's part.
:finish
>>result.txt echo.
>>result.txt echo [End %NUMBER%]
find "[End %NUMBER%]" result.txt >nul 2>nul
if not errorlevel 1 goto :eof
echo What is in result.txt is not whole. The disk may be full.
set COULDNOT=1
goto :eof
