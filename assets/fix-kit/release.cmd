rem ================================================================ release and setup log
rem Sets RELEASE from the value Full Version: the first digit of its last group is the service pack (Q213410, Q266130);
rem build 1380 is Service Pack 1 (Q250850).
:release
set RELEASE=
set KEY=HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\SMS\Setup
set NAME=Full Version
call :registry
if not defined VALUE goto :eof
set BUILD=
set LASTGROUP=
for /f "tokens=3-4 delims=." %%a in ("%VALUE%") do (
  set BUILD=%%a
  set LASTGROUP=%%b
)
if not defined LASTGROUP goto :eof
for /f "delims=0123456789" %%x in ("%BUILD%%LASTGROUP%") do goto :eof
for %%i in ("%LASTGROUP%xxxx") do set PAD=%%~i
if "%PAD:~3,1%"=="x" goto :eof
set RELEASE=2.0
for %%d in (1 2 3 4) do if "%PAD:~0,1%"=="%%d" set RELEASE=2.0 SP%%d
if "%BUILD%"=="1380" set RELEASE=2.0 SP1
if not "%RELEASE%"=="2.0" goto :eof
if not "%PAD:~0,1%"=="0" set RELEASE=
goto :eof

rem What came of a look at the release; FITS tells that it is one of those that are wanted.
:checkrelease
set TEXT=The registry of this server does not tell the release.
if not defined RELEASE goto skipped
for %%i in ("%VALUE%") do set TEXT=The registry shows %%~i, that is %RELEASE%.
if defined FITS goto done
goto failed

rem Looks for NEEDLE in LOG on the roots of all local disks, or in the SMS directory when LOG has a folder.
:scanbegin
set HITS=0
set LOGS=0
if exist matches.txt del matches.txt
goto :eof
:scandrives
for %%x in (C D E F G H I J K L M N O P Q R S T U V W X Y Z) do (
  set DRIVE=%%x
  call :scandrive
)
goto :eof
:scandrive
call :localdrive
if not defined LOCAL goto :eof
set FROM=%DRIVE%:\%LOG%
goto scanfile
:scansms
if not defined SMSDIR goto :eof
for %%i in ("%SMSDIR%\%LOG%") do set FROM=%%~i
:scanfile
if not exist "%FROM%" goto :eof
set /a LOGS=LOGS+1
find "%NEEDLE%" "%FROM%" >work.txt 2>nul
if errorlevel 1 goto :eof
set /a HITS=HITS+1
type work.txt >>matches.txt
goto :eof
:scanend
set TEXT=No such log was found.
if %LOGS% EQU 0 goto skipped
set TEXT=The log holds no line that tells of a failure.
if %HITS% EQU 0 goto done
set TEXT=The log holds lines that tell of a failure. They are in matches.txt of this kit.
goto failed

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
