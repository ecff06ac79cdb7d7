rem ================================================================ the SMS directory and its files
rem Sets SMSDIR: what was given when the script was started, else what the site told, else what the registry tells.
:findsms
set SMSDIR=
if not defined GIVEN goto expectedsms
for %%i in ("%GIVEN%") do set CANDIDATE=%%~i
goto trysms
:expectedsms
set CANDIDATE=
if defined EXPECTED for %%i in ("%EXPECTED%") do set CANDIDATE=%%~i
call :trysms
if defined SMSDIR goto :eof
set KEY=HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SMS\Setup
set NAME=Installation Directory
call :registry
if not defined VALUE goto :eof
for %%i in ("%VALUE:\\=\%") do set CANDIDATE=%%~i
:trysms
if not defined CANDIDATE goto :eof
if exist "%CANDIDATE%\Inboxes\." for %%i in ("%CANDIDATE%\.") do set SMSDIR=%%~fi
if defined SMSDIR goto :eof
if exist "%CANDIDATE%\Logs\*.lo?" for %%i in ("%CANDIDATE%\.") do set SMSDIR=%%~fi
goto :eof

:nosms
set TEXT=The SMS directory was not found. Run %SCRIPT% again with it, for example %SCRIPT% D:\SMS
goto skipped

rem Sets VALUE to the text NAME of KEY, and KEYTHERE when there is such a key. "type" turns the Unicode export of
rem Windows 2000 and later into plain text; where it does not, "for" can read the file itself.
:registry
set VALUE=
set KEYTHERE=
if exist key.reg del key.reg
regedit /e key.reg "%KEY%" >nul 2>nul
if not exist key.reg goto :eof
set KEYTHERE=1
type key.reg 2>nul | find "%NAME%" >work.txt
for /f "tokens=1* delims==" %%a in (work.txt) do if /i "%%~a"=="%NAME%" if not defined VALUE set VALUE=%%~b
if not defined VALUE for /f "tokens=1* delims==" %%a in (key.reg) do if /i "%%~a"=="%NAME%" if not defined VALUE set VALUE=%%~b
del key.reg
goto :eof

rem Sets BYTES to the bytes of SRC: what stands before its name in a listing, wherever that is. Empty when it cannot be
rem told; a file of a gigabyte and more counts as two, where numbers end here.
:size
set BYTES=
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
if not defined SIZE goto :eof
for %%i in ("%SIZE%xxxxxxxxxx") do set PAD=%%~i
set BYTES=2000000000
if "%PAD:~9,1%"=="x" set /a "BYTES=%SIZE%"
goto :eof

rem FILE must not be larger than LIMIT bytes.
:checksize
if not defined SMSDIR goto nosms
for %%i in ("%SMSDIR%\%FILE%") do set SRC=%%~i
set TEXT=%FILE% is not there, so it is not too large.
if not exist "%SRC%" goto done
call :size
set TEXT=The size of %FILE% cannot be told.
if not defined BYTES goto skipped
set TEXT=%FILE% has %BYTES% bytes. At most %LIMIT% are expected.
if %BYTES% GTR %LIMIT% goto failed
goto done

rem FILE must not grow within LIMIT seconds. A copy is measured: the directory may show an old size.
:checkquiet
if not defined SMSDIR goto nosms
for %%i in ("%SMSDIR%\%FILE%") do set FROM=%%~i
set TEXT=%FILE% is not there, so it cannot be told whether it grows.
if not exist "%FROM%" goto skipped
call :sizeofcopy
set FIRST=%BYTES%
set TEXT=%FILE% could not be read, so it cannot be told whether it grows.
if not defined FIRST goto skipped
echo    Looking at %FILE% for %LIMIT% seconds.
set WAIT=%LIMIT%
call :wait
call :sizeofcopy
if not defined BYTES goto skipped
set TEXT=%FILE% went from %FIRST% to %BYTES% bytes within %LIMIT% seconds.
if not %BYTES% EQU %FIRST% goto failed
set TEXT=%FILE% got no line within %LIMIT% seconds.
goto done

:sizeofcopy
set BYTES=
if exist sample.tmp del sample.tmp
copy /b "%FROM%" sample.tmp >nul 2>nul
if not exist sample.tmp goto :eof
set SRC=sample.tmp
call :size
del sample.tmp
goto :eof

rem Crash folders: one for each crash, below SMS\Logs.
:checkcrash
if not defined SMSDIR goto nosms
set TEXT=There is no crash folder in SMS\Logs.
dir /b /ad "%SMSDIR%\Logs\Crash*" >crashes.txt 2>nul
set CRASH=
for /f "delims=" %%d in (crashes.txt) do set CRASH=%%d
del crashes.txt
if not defined CRASH goto done
dir /ad "%SMSDIR%\Logs\Crash*"
set TEXT=SMS\Logs holds crash folders. If one is of the time of the trouble, this is a crash and no hang: read its Crash.log first. Older ones do not matter.
goto failed
