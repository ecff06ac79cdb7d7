rem ================================================================ services
rem Sets STATE of SERVICE to running, starting, stopping, stopped, absent or unknown, and BY to what told it: sc, whose
rem words are the same in every language, or the list of "net start", which has the running services by their display names.
:state
set STATE=unknown
set BY=sc
call :findsc
if not defined SC goto statefromlist
sc query %SERVICE% >work.txt 2>nul
find "STOPPED" work.txt >nul 2>nul
if not errorlevel 1 set STATE=stopped
find "RUNNING" work.txt >nul 2>nul
if not errorlevel 1 set STATE=running
find "START_PENDING" work.txt >nul 2>nul
if not errorlevel 1 set STATE=starting
find "STOP_PENDING" work.txt >nul 2>nul
if not errorlevel 1 set STATE=stopping
if not "%STATE%"=="unknown" goto :eof
find "1060" work.txt >nul 2>nul
if not errorlevel 1 set STATE=absent
if not "%STATE%"=="unknown" goto :eof
:statefromlist
set BY=list
net start >services.txt 2>nul
if errorlevel 1 goto :eof
set KEY=HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\%SERVICE%
set NAME=DisplayName
call :registry
set DISPLAY=%SERVICE%
if defined VALUE for %%i in ("%VALUE%") do set DISPLAY=%%~i
set STATE=stopped
if not defined KEYTHERE set STATE=absent
for /f "tokens=*" %%a in (services.txt) do if /i "%%a"=="%DISPLAY%" set STATE=running
goto :eof

:findsc
set SC=
for %%p in (sc.exe) do if not "%%~$PATH:p"=="" set SC=1
goto :eof

rem Sets LOOK to what SERVICE and the processes of IMAGE tell together. Besides the states: "gone" when the process is not
rem there any more, "new" when OLDPID is gone and another one is there, "leaving" when the service is stopped and its
rem process is still there, "unknown" when it cannot be told. A service without IMAGE is told by its state alone.
:look
call :state
set LOOK=%STATE%
if not defined IMAGE goto :eof
if "%STATE%"=="absent" goto :eof
call :servicepid
call :findprocess
if defined LISTER goto lookatprocess
rem "net start" may leave out a service that is stopping for ever.
if "%BY%"=="list" if "%STATE%"=="stopped" set LOOK=unknown
goto :eof
:lookatprocess
if %COUNT% EQU 0 goto noprocess
if "%STATE%"=="stopped" goto lookstopped
if defined OWNPID if not defined OWNHERE set LOOK=gone
if defined OLDPID if not defined OLDHERE set LOOK=new
goto :eof
rem The service is stopped, and a program of that name is there: its own, or another's.
:lookstopped
if defined OLDHERE set LOOK=leaving
if defined OLDPID goto :eof
set LOOK=leaving
if "%BY%"=="list" set LOOK=unknown
if defined BEFORE if %COUNT% LSS %BEFORE% set LOOK=stopped
goto :eof
:noprocess
if not "%STATE%"=="stopped" if not "%STATE%"=="unknown" set LOOK=gone
goto :eof

rem SERVICE must be in the state WANTS.
:checkservice
call :state
set TEXT=Whether %SERVICE% runs cannot be told.
if "%STATE%"=="unknown" goto skipped
set TEXT=%SERVICE% is %STATE%.
if "%STATE%"=="%WANTS%" goto done
if "%STATE%"=="absent" set TEXT=%SERVICE% is not installed here.
if "%STATE%"=="absent" if defined ABSENTISFINE goto done
goto failed

rem SERVICE must run, and as another process than the one that 2-restart.cmd has written down.
:checknewprocess
set BEFORE=
call :readbefore
call :look
set TEXT=Whether %SERVICE% runs cannot be told.
if "%STATE%"=="unknown" goto skipped
set TEXT=%SERVICE% is %STATE%.
if not "%STATE%"=="running" goto failed
set TEXT=%SERVICE% is called running, but its process is gone.
if "%LOOK%"=="gone" goto failed
set TEXT=%SERVICE% runs in a new process. Process %OLDPID% is gone.
if "%LOOK%"=="new" goto done
set TEXT=%SERVICE% runs. Whether its process is a new one cannot be told here: look in Task Manager.
if not defined LISTER goto skipped
if not defined OLDPID goto skipped
set TEXT=%SERVICE% runs, but still as process %OLDPID%, the one that was to be stopped.
goto failed

rem Asks SERVICE to stop and looks whether it does, LIMIT seconds at most. What "net stop" says is not believed: it can
rem call a service stopped that still hangs. Sets NOTSTOPPED when it did not.
:stopservice
set NOTSTOPPED=
set OLDPID=
set BEFORE=
call :look
if defined IMAGE call :rememberprocess
set TEXT=%SERVICE% was stopped already.
if "%LOOK%"=="stopped" goto done
set NOTSTOPPED=1
set TEXT=%SERVICE% is not installed here.
if "%LOOK%"=="absent" goto failed
set TEXT=Whether %SERVICE% runs cannot be told, so nothing was done. Bring sc.exe and pulist.exe of the Resource Kit into a folder of the PATH.
if "%LOOK%"=="unknown" goto failed
set TEXT=NET STOP %SERVICE%
call :begun
net stop %SERVICE%
rem Falls through.
:seestopped
set NOTSTOPPED=
call :untilstopped
set TEXT=%SERVICE% is stopped.
if "%LOOK%"=="stopped" goto done
set TEXT=The process of %SERVICE% has ended.
if "%LOOK%"=="gone" goto done
set TEXT=Process %OLDPID% of %SERVICE% has ended. The service came back by itself as process %PID%.
if "%LOOK%"=="new" goto done
set NOTSTOPPED=1
set TEXT=%SERVICE% was asked to stop. Whether it did cannot be told here.
if "%LOOK%"=="unknown" goto failed
set TEXT=%SERVICE% has not stopped within %WAITED% seconds. It is %LOOK%.
if defined OLDPID set TEXT=%SERVICE% has not stopped within %WAITED% seconds. It is %LOOK%, its process is %OLDPID%.
goto failed

:untilstopped
set WAITED=0
set TICK=0
set WAIT=5
:stillstopping
call :look
if "%LOOK%"=="stopped" goto :eof
if "%LOOK%"=="gone" goto :eof
if "%LOOK%"=="new" goto :eof
if "%LOOK%"=="unknown" goto :eof
if %WAITED% GEQ %LIMIT% goto :eof
if %TICK% EQU 0 echo    %WAITED% of %LIMIT% seconds: %SERVICE% is %LOOK%
call :wait
set /a WAITED=WAITED+5
set /a TICK=TICK+1
if %TICK% EQU 6 set TICK=0
goto stillstopping

rem Starts SERVICE unless it runs, and looks whether it does, LIMIT seconds at most.
:startservice
set OLDPID=
set BEFORE=
call :look
set TEXT=%SERVICE% was running already.
if "%LOOK%"=="running" goto done
set TEXT=%SERVICE% is not installed here.
if "%LOOK%"=="absent" goto failed
set TEXT=NET START %SERVICE%
call :begun
net start %SERVICE%
:seerunning
set WAITED=0
set WAIT=5
set OLDPID=
set BEFORE=
:stillstarting
call :look
set TEXT=%SERVICE% runs.
if defined IMAGE if defined LISTER set TEXT=%SERVICE% runs as process %PID%.
if "%LOOK%"=="running" goto done
set TEXT=%SERVICE% does not run after %WAITED% seconds. It is %LOOK%.
if "%LOOK%"=="absent" goto failed
if %WAITED% GEQ %LIMIT% goto failed
call :wait
set /a WAITED=WAITED+5
goto stillstarting
