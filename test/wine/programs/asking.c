/*
 * Stands in for what Wine 8 lacks of Windows' programs that only ask; nothing is changed by it. It prints what the real ones
 * print (test/fixtures/host), with what Wine's own service manager and list of processes really say:
 *   sc queryex NAME    state and process id of a service (QueryServiceStatusEx)
 *   tasklist ...       all processes, in the form of /fo csv /nh
 * Exit codes above 255 do not reach Linux, so errors of sc end with 1 and have their number in the text alone.
 */
#include <windows.h>
#include <stdio.h>
#include <tlhelp32.h>
#include <wchar.h>

static const char *const states[] = {
    "", "STOPPED", "START_PENDING", "STOP_PENDING", "RUNNING", "CONTINUE_PENDING", "PAUSE_PENDING", "PAUSED",
};

static int queryex(const wchar_t *name)
{
    SERVICE_STATUS_PROCESS found;
    DWORD needed;
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
    SC_HANDLE opened = manager == NULL ? NULL : OpenServiceW(manager, name, SERVICE_QUERY_STATUS);

    if (opened == NULL) {
        printf("[SC] EnumQueryServicesStatus:OpenService FAILED %lu:\r\n\r\n", GetLastError());
        return 1;
    }
    if (!QueryServiceStatusEx(opened, SC_STATUS_PROCESS_INFO, (BYTE *)&found, sizeof found, &needed) ||
        found.dwCurrentState >= sizeof states / sizeof *states) {
        printf("[SC] QueryServiceStatusEx FAILED %lu:\r\n\r\n", GetLastError());
        return 1;
    }
    printf("\r\nSERVICE_NAME: %ls \r\n", name);
    printf("        TYPE               : %lx  WIN32_OWN_PROCESS  \r\n", found.dwServiceType);
    printf("        STATE              : %lu  %s \r\n", found.dwCurrentState, states[found.dwCurrentState]);
    printf("                                (%s)\r\n",
           found.dwControlsAccepted & SERVICE_ACCEPT_STOP ? "STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN"
                                                          : "NOT_STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN");
    printf("        WIN32_EXIT_CODE    : %lu  (0x%lx)\r\n", found.dwWin32ExitCode, found.dwWin32ExitCode);
    printf("        SERVICE_EXIT_CODE  : %lu  (0x%lx)\r\n", found.dwServiceSpecificExitCode,
           found.dwServiceSpecificExitCode);
    printf("        CHECKPOINT         : 0x%lx\r\n", found.dwCheckPoint);
    printf("        WAIT_HINT          : 0x%lx\r\n", found.dwWaitHint);
    printf("        PID                : %lu\r\n", found.dwProcessId);
    printf("        FLAGS              : \r\n");
    CloseServiceHandle(opened);
    CloseServiceHandle(manager);
    return 0;
}

static int tasklist(void)
{
    PROCESSENTRY32W entry = {.dwSize = sizeof entry};
    HANDLE all = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);

    if (all == INVALID_HANDLE_VALUE) return 1;
    for (BOOL more = Process32FirstW(all, &entry); more; more = Process32NextW(all, &entry))
        printf("\"%ls\",\"%lu\",\"Services\",\"0\",\"1,024 K\"\r\n", entry.szExeFile, entry.th32ProcessID);
    CloseHandle(all);
    return 0;
}

int wmain(int count, wchar_t **arguments)
{
    if (count == 4 && wcscmp(arguments[1], L"sc") == 0 && wcscmp(arguments[2], L"queryex") == 0)
        return queryex(arguments[3]);
    if (count > 1 && wcscmp(arguments[1], L"tasklist") == 0) return tasklist();
    return 2;
}
