rem ================================================================ logs and inboxes at work
rem Keeps what log F of SMS\Logs is now. A copy is taken and closed at once: a log that stays open slows down the whole
rem SMS Executive (Q247229).
:marklog
if exist "was-%F%" del "was-%F%"
if not defined SMSDIR goto :eof
if not exist "%SMSDIR%\Logs\%F%" goto :eof
copy /b "%SMSDIR%\Logs\%F%" "was-%F%" >nul 2>nul
goto :eof

rem Counts F in MOVED when it has other lines than it had, and in SEEN when it is there. The lines of a despooler that waits
rem do not count: they are written while everything else hangs (Q260366).
:movedlog
if not exist "%SMSDIR%\Logs\%F%" goto :eof
set /a SEEN=SEEN+1
set OTHER=
set FIRST=0
set SRC=was-%F%
if exist "%SRC%" call :othersize
if defined OTHER set FIRST=%OTHER%
for %%i in ("%SMSDIR%\Logs\%F%") do set FROM=%%~i
if exist sample.tmp del sample.tmp
copy /b "%FROM%" sample.tmp >nul 2>nul
if not exist sample.tmp goto :eof
set SRC=sample.tmp
call :othersize
del sample.tmp
if not defined OTHER goto :eof
set /a GROWN=OTHER-FIRST
if %GROWN% LSS 0 set /a GROWN=0-GROWN
rem A line that was not whole when it was copied makes a difference of its line end.
if %GROWN% GTR 4 set /a MOVED=MOVED+1
goto :eof

rem Sets OTHER to the bytes of SRC that do not belong to lines of a despooler that waits.
:othersize
set OTHER=
call :size
if not defined BYTES goto :eof
set WHOLE=%BYTES%
type "%SRC%" 2>nul | find "Waiting for an available despooling thread" >waits.tmp
set SRC=waits.tmp
call :size
if defined BYTES set /a OTHER=WHOLE-BYTES
if exist waits.tmp del waits.tmp
goto :eof

:logsmoved
set TEXT=None of these logs is in SMS\Logs.
if %SEEN% EQU 0 goto skipped
set TEXT=%MOVED% of %SEEN% logs got lines of work within %WAITED% seconds.
if %MOVED% EQU 0 goto failed
if %MOVED% EQU 1 if %SEEN% GTR 1 goto failed
goto done

rem Counts the files of INBOX every EVERY seconds, LIMIT seconds at most.
:watchdrain
if not defined SMSDIR goto nosms
set TEXT=There is no folder %INBOX%.
if not exist "%SMSDIR%\%INBOX%\." goto skipped
set WAITED=0
set WAIT=%EVERY%
call :countfiles
set FIRST=%FILES%
:stilldraining
call :sample
if %FILES% EQU 0 goto drained
if %WAITED% GEQ %LIMIT% goto drained
call :wait
set /a WAITED=WAITED+EVERY
call :countfiles
goto stilldraining
:drained
set TEXT=%INBOX% went from %FIRST% to %FILES% files within %WAITED% seconds.
if %FILES% EQU 0 goto done
if %FILES% LSS %FIRST% goto done
goto failed

:countfiles
set FILES=0
dir /b /a-d "%SMSDIR%\%INBOX%" >waiting.txt 2>nul
for /f "delims=" %%f in (waiting.txt) do set /a FILES=FILES+1
goto :eof
