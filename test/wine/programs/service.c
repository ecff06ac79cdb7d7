/*
 * A service for tests. What it does comes as arguments, of its command line (`binPath= "C:\service.exe slow 3000"`) or of its start:
 *   ok             starts and stops at once
 *   slow N         needs N milliseconds to stop, and says so
 *   hang           says STOP_PENDING when it is to stop, and stays there
 *   ignore         stays RUNNING when it is to stop
 *   status NAME    no service: prints state and process id of a service ("4 1684"), ends with 0, or with the Windows error
 *   process ID     no service: prints the path of that process, ends with 0, or with the Windows error
 * The handler always returns: one that does not would lock the service manager.
 */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static SERVICE_STATUS_HANDLE handle;
static SERVICE_STATUS status;
static HANDLE stopping;
static const wchar_t *mode = L"ok";
static DWORD delay;

static void say(DWORD state, DWORD checkpoint, DWORD hint)
{
    status.dwServiceType = SERVICE_WIN32_OWN_PROCESS;
    status.dwCurrentState = state;
    status.dwControlsAccepted = state == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_SHUTDOWN : 0;
    status.dwWin32ExitCode = NO_ERROR;
    status.dwCheckPoint = checkpoint;
    status.dwWaitHint = hint;
    SetServiceStatus(handle, &status);
}

static DWORD WINAPI control(DWORD code, DWORD type, void *data, void *context)
{
    (void)type;
    (void)data;
    (void)context;
    if (code == SERVICE_CONTROL_INTERROGATE) return NO_ERROR;
    if (code != SERVICE_CONTROL_STOP && code != SERVICE_CONTROL_SHUTDOWN) return ERROR_CALL_NOT_IMPLEMENTED;
    if (wcscmp(mode, L"ignore") == 0) return NO_ERROR;
    say(SERVICE_STOP_PENDING, 1, wcscmp(mode, L"slow") == 0 ? delay + 1000 : 60000);
    if (wcscmp(mode, L"hang") != 0) SetEvent(stopping);
    return NO_ERROR;
}

static void WINAPI service(DWORD count, wchar_t **arguments)
{
    if (count > 1) mode = arguments[1];
    if (count > 2) delay = wcstoul(arguments[2], NULL, 10);
    handle = RegisterServiceCtrlHandlerExW(arguments[0], control, NULL);
    if (handle == NULL) return;
    say(SERVICE_RUNNING, 0, 0);
    WaitForSingleObject(stopping, INFINITE);
    if (wcscmp(mode, L"slow") == 0) Sleep(delay);
    say(SERVICE_STOPPED, 0, 0);
}

static int print_status(const wchar_t *name)
{
    SERVICE_STATUS_PROCESS found;
    DWORD needed, error = 0;
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
    SC_HANDLE opened = manager == NULL ? NULL : OpenServiceW(manager, name, SERVICE_QUERY_STATUS);

    if (opened == NULL ||
        !QueryServiceStatusEx(opened, SC_STATUS_PROCESS_INFO, (BYTE *)&found, sizeof found, &needed))
        error = GetLastError();
    else
        printf("%lu %lu\r\n", found.dwCurrentState, found.dwProcessId);
    if (opened != NULL) CloseServiceHandle(opened);
    if (manager != NULL) CloseServiceHandle(manager);
    return (int)error;
}

static int print_process(DWORD id)
{
    wchar_t path[1024];
    DWORD size = 1024, code = 0, error = 0;
    HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, id);

    if (process == NULL) return (int)GetLastError();
    /* A process that ended stays known as long as somebody holds it. */
    if (!GetExitCodeProcess(process, &code) || code != STILL_ACTIVE) error = ERROR_INVALID_PARAMETER;
    else if (!QueryFullProcessImageNameW(process, 0, path, &size)) error = GetLastError();
    else printf("%ls\r\n", path);
    CloseHandle(process);
    return (int)error;
}

int wmain(int count, wchar_t **arguments)
{
    SERVICE_TABLE_ENTRYW table[] = {{L"", service}, {NULL, NULL}};

    if (count == 3 && wcscmp(arguments[1], L"status") == 0) return print_status(arguments[2]);
    if (count == 3 && wcscmp(arguments[1], L"process") == 0) return print_process(wcstoul(arguments[2], NULL, 10));
    if (count > 1) mode = arguments[1];
    if (count > 2) delay = wcstoul(arguments[2], NULL, 10);
    stopping = CreateEventW(NULL, TRUE, FALSE, NULL);
    return StartServiceCtrlDispatcherW(table) ? 0 : (int)GetLastError();
}
