rem ================================================================ comparing files byte by byte
rem Sets COMPARER when fc can be believed here: it must tell every pair of data\ that differs from one that does not. What
rem it prints is not read, only compared with what it prints for a pair that is equal; its exit code must say the same.
:testcompare
set COMPARER=
set EQUALLINE=
set FROM=data\before.ctl
call :one
call :two
call :runfc
if not defined AGREES goto :eof
if not defined LASTLINE goto :eof
for %%i in ("%LASTLINE%") do set EQUALLINE=%%~i
set WRONG=
for %%f in (after first middle last shorter longer) do (
  set PROBE=%%f
  call :probe
)
if defined WRONG goto :eof
set FROM=data\stop1.bin
call :one
set FROM=data\stop2.bin
call :two
call :compare
if defined SAME goto :eof
set FROM=data\after.ctl
call :one
call :two
call :compare
if defined SAME set COMPARER=1
goto :eof
:probe
set FROM=data\%PROBE%.bin
if "%PROBE%"=="after" set FROM=data\after.ctl
call :two
if not exist two.bin set WRONG=1
call :compare
if defined SAME set WRONG=1
goto :eof

rem Copies FROM to one of the two names that are compared. They are always the same, because fc prints them.
:one
if exist one.bin del one.bin
copy /b "%FROM%" one.bin >nul 2>nul
goto :eof
:two
if exist two.bin del two.bin
copy /b "%FROM%" two.bin >nul 2>nul
goto :eof

rem Sets SAME when one.bin and two.bin have the same bytes.
:compare
set SAME=
if not exist one.bin goto :eof
if not exist two.bin goto :eof
set SRC=one.bin
call :size
set ONESIZE=%BYTES%
set SRC=two.bin
call :size
if not defined BYTES goto :eof
if not "%BYTES%"=="%ONESIZE%" goto :eof
call :runfc
if not defined AGREES goto :eof
if "%LASTLINE%"=="%EQUALLINE%" set SAME=1
goto :eof
:runfc
set AGREES=
set LASTLINE=
fc /b one.bin two.bin >fc.txt 2>nul
if not errorlevel 1 set AGREES=1
for /f "delims=" %%l in (fc.txt) do set LASTLINE=%%l
goto :eof

:cannotcompare
set TEXT=The program fc of this computer does not tell files apart, so nothing can be compared here. Make the change by hand as the printed sheet says.
goto failed
