rem ================================================================ processes
rem Lists the processes with the first lister on the PATH whose list can be believed: it must name cmd.exe, which runs
rem this. Sets LISTER then. Tlist comes last and with a time limit: it can hang (Q261184).
:processes
set LISTER=
for %%l in (tasklist pulist tlist) do (
  set LISTEDBY=%%l
  call :trylister
)
goto :eof
:trylister
if defined LISTER goto :eof
set FOUND=
for %%p in (%LISTEDBY%.exe) do if not "%%~$PATH:p"=="" set FOUND=1
if not defined FOUND goto :eof
if exist processes.txt del processes.txt
if "%LISTEDBY%"=="tlist" goto trytlist
if "%LISTEDBY%"=="tasklist" tasklist >processes.txt 2>nul
if "%LISTEDBY%"=="pulist" pulist >processes.txt 2>nul
goto judgelist
:trytlist
start "tlist" /b cmd /c "tlist >processes.txt 2>nul & echo 1 >tlist.end"
set TICK=0
:waittlist
if exist tlist.end goto tlistended
ping -n 2 127.0.0.1 >nul
set /a TICK=TICK+1
if %TICK% LSS 20 goto waittlist
goto :eof
:tlistended
del tlist.end
:judgelist
set OURS=
if not exist processes.txt goto :eof
for /f "tokens=1-2" %%a in (processes.txt) do (
  if /i "%%a"=="cmd.exe" set OURS=1
  if /i "%%b"=="cmd.exe" set OURS=1
)
if defined OURS set LISTER=%LISTEDBY%
goto :eof

rem Sets COUNT to the processes of IMAGE and PID to the last of them; OLDHERE when OLDPID is one of them, OWNHERE when
rem OWNPID is. Listers print the name and then the number, or the number and then the name.
:findprocess
set COUNT=0
set PID=
set RAW=
set OLDHERE=
set OWNHERE=
call :processes
if not defined LISTER goto :eof
for /f "tokens=1-2" %%a in (processes.txt) do (
  if /i "%%a"=="%IMAGE%" set RAW=%%b
  if /i "%%a"=="%IMAGE%" set /a COUNT=COUNT+1
  if /i "%%a"=="%IMAGE%" if "%%b"=="%OLDPID%" set OLDHERE=1
  if /i "%%a"=="%IMAGE%" if "%%b"=="%OWNPID%" set OWNHERE=1
  if /i "%%b"=="%IMAGE%" set RAW=%%a
  if /i "%%b"=="%IMAGE%" set /a COUNT=COUNT+1
  if /i "%%b"=="%IMAGE%" if "%%a"=="%OLDPID%" set OLDHERE=1
  if /i "%%b"=="%IMAGE%" if "%%a"=="%OWNPID%" set OWNHERE=1
)
if defined RAW for /f "delims=0123456789" %%x in ("%RAW%") do set RAW=
if defined RAW set /a "PID=%RAW%"
goto :eof

rem Sets OWNPID to the process that the service manager has for SERVICE, where sc can tell it.
:servicepid
set OWNPID=
set RAW=
call :findsc
if not defined SC goto :eof
sc queryex %SERVICE% >work.txt 2>nul
for /f "tokens=1-2 delims=: " %%a in (work.txt) do if /i "%%a"=="PID" set RAW=%%b
if defined RAW for /f "delims=0123456789" %%x in ("%RAW%") do set RAW=
if not defined RAW goto :eof
set /a "OWNPID=%RAW%"
if "%OWNPID%"=="0" set OWNPID=
goto :eof

rem Sets OLDPID to the process of SERVICE: the one that the service manager tells, if it has the name IMAGE, else the only
rem one of that name. Leaves it empty when that is not certain.
:rememberprocess
set OLDPID=
set BEFORE=%COUNT%
if exist before.txt del before.txt
if not defined LISTER goto :eof
if defined OWNHERE set OLDPID=%OWNPID%
if defined OWNPID goto writebefore
if %COUNT% EQU 1 if defined PID set OLDPID=%PID%
:writebefore
if defined OLDPID >before.txt echo %OLDPID%
goto :eof

rem Sets OLDPID to what was written down there; leaves it empty when it is no number.
:readbefore
set OLDPID=
set RAW=
if not exist before.txt goto :eof
for /f "tokens=1" %%p in (before.txt) do set RAW=%%p
if defined RAW for /f "delims=0123456789" %%x in ("%RAW%") do set RAW=
if defined RAW set /a "OLDPID=%RAW%"
goto :eof

rem Writes down which process did not stop. Only that one may be ended by the next script.
:rememberhung
if exist hung.txt del hung.txt
if defined OLDPID >hung.txt echo %OLDPID%
goto :eof

rem Says whether the process of hung.txt may be ended: sets MAYEND then, and GONE when there is no need any more.
:mayend
set MAYEND=
set GONE=
set OLDPID=
set TEXT=2-restart.cmd has found no process that may be ended. Run it first.
if not exist hung.txt goto :eof
set RAW=
for /f "tokens=1" %%p in (hung.txt) do set RAW=%%p
if defined RAW for /f "delims=0123456789" %%x in ("%RAW%") do set RAW=
if not defined RAW goto :eof
set /a "OLDPID=%RAW%"
call :state
call :servicepid
call :findprocess
set TEXT=No program that lists processes was found. Nothing was ended. Bring pulist.exe of the Resource Kit into a folder of the PATH.
if not defined LISTER goto :eof
if defined OLDHERE goto stillthere
set GONE=1
set TEXT=Process %OLDPID% has ended by itself.
if %COUNT% GTR 0 set TEXT=Process %OLDPID% has ended by itself. Another %IMAGE% runs.
goto :eof
:stillthere
set TEXT=%SERVICE% is stopped, so process %OLDPID% may be another program of that name. Nothing was ended.
if "%BY%"=="sc" if "%STATE%"=="stopped" goto :eof
if defined OWNPID goto compareown
set TEXT=There are %COUNT% processes %IMAGE%, and only sc queryex could tell which one is that of the service. Nothing was ended. Restart the server instead.
if not %COUNT% EQU 1 goto :eof
set MAYEND=1
goto :eof
:compareown
set TEXT=The service has process %OWNPID% now, not %OLDPID%. Nothing was ended. Run 2-restart.cmd again.
if not "%OWNPID%"=="%OLDPID%" goto :eof
set MAYEND=1
goto :eof

rem Ends the process of SERVICE that did not stop, after a question. Sets NOTENDED when it is still there.
:endprocess
set NOTENDED=
call :mayend
if defined GONE goto done
set NOTENDED=1
if not defined MAYEND goto failed
set KILLER=
for %%p in (kill.exe taskkill.exe) do if not "%%~$PATH:p"=="" set KILLER=%%~np
set TEXT=Neither taskkill.exe nor Kill.exe of the Resource Kit was found. Nothing was ended. Restart the server instead.
if not defined KILLER goto failed
echo    Process %OLDPID%, %IMAGE%, of %SERVICE% will be ended. What it was doing is lost.
echo    Press a key to end it. To leave it alone, press Ctrl+C.
pause
rem Time has gone by: what was true must still be true.
call :mayend
if defined GONE goto endedalready
if not defined MAYEND goto failed
set TEXT=%KILLER% of process %OLDPID%
call :begun
if /i "%KILLER%"=="taskkill" taskkill /f /pid %OLDPID%
if /i "%KILLER%"=="kill" kill -f %OLDPID%
set WAITED=0
set WAIT=2
:stillending
call :findprocess
set TEXT=Process %OLDPID% was to be ended. Whether it has cannot be told.
if not defined LISTER goto failed
if not defined OLDHERE goto ended
set TEXT=Process %OLDPID% is still there %WAITED% seconds after it was to be ended. Restart the server instead.
if %WAITED% GEQ %LIMIT% goto failed
call :wait
set /a WAITED=WAITED+2
goto stillending
:endedalready
set NOTENDED=
goto done
:ended
set NOTENDED=
if exist hung.txt del hung.txt
set TEXT=Process %OLDPID% is gone.
if %COUNT% GTR 0 set TEXT=Process %OLDPID% is gone. Another %IMAGE% runs.
goto done
