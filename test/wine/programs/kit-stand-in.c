/*
 * Stands in for programs of Windows and of its Resource Kit that Wine lacks or has only in part. What it does depends on its name:
 *   fc /b A B          as Windows' own: prints the bytes that differ and ends with 1, or says that there are none and ends with 0
 *   pulist             lists the processes, name before number
 *   tlist              lists the processes, number before name
 *   sc query NAME      prints a service as Windows' own does; queryex with the number of its process; 1060 when there is none
 *   kill -f ID         ends a process
 *   smsexec            never ends: a process of that name that belongs to no service
 *   sleep N            waits
 * Forms of output are from memory.
 */
#include <windows.h>
#include <tlhelp32.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static int compare(const wchar_t *one, const wchar_t *two)
{
    FILE *a = _wfopen(one, L"rb"), *b = _wfopen(two, L"rb");
    unsigned long at = 0, differences = 0;
    int x = 0, y = 0;
    if (a == NULL || b == NULL) return 2;
    printf("Comparing files %ls and %ls\r\n", one, two);
    for (;; at++) {
        x = fgetc(a);
        y = fgetc(b);
        if (x == EOF || y == EOF) break;
        if (x != y) printf("%08lX: %02X %02X\r\n", at, x, y), differences++;
    }
    if (x != EOF) printf("FC: %ls longer than %ls\r\n\r\n", one, two);
    else if (y != EOF) printf("FC: %ls longer than %ls\r\n\r\n", two, one);
    else if (differences == 0) printf("FC: no differences encountered\r\n\r\n");
    fclose(a);
    fclose(b);
    return differences > 0 || x != y;
}

static int list(int number_first)
{
    PROCESSENTRY32W entry = {sizeof entry};
    HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
    if (!number_first) printf("Process           PID  User\r\n");
    if (!Process32FirstW(snapshot, &entry)) return 1;
    do {
        if (number_first) printf("%4lu %-16ls\r\n", entry.th32ProcessID, entry.szExeFile);
        else printf("%-16ls %4lu  NT AUTHORITY\\SYSTEM\r\n", entry.szExeFile, entry.th32ProcessID);
    } while (Process32NextW(snapshot, &entry));
    return 0;
}

static int query(const wchar_t *name, int extended)
{
    static const char *states[] = {"", "STOPPED", "START_PENDING", "STOP_PENDING", "RUNNING"};
    SERVICE_STATUS_PROCESS found;
    DWORD needed;
    SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
    SC_HANDLE opened = manager == NULL ? NULL : OpenServiceW(manager, name, SERVICE_QUERY_STATUS);
    if (opened == NULL ||
        !QueryServiceStatusEx(opened, SC_STATUS_PROCESS_INFO, (BYTE *)&found, sizeof found, &needed)) {
        printf("[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\r\n\r\n");
        return 1060;
    }
    printf("\r\nSERVICE_NAME: %ls\r\n        TYPE               : 10  WIN32_OWN_PROCESS\r\n", name);
    printf("        STATE              : %lu  %s\r\n", found.dwCurrentState,
           found.dwCurrentState <= 4 ? states[found.dwCurrentState] : "");
    printf("        WIN32_EXIT_CODE    : 0  (0x0)\r\n        WAIT_HINT          : 0x0\r\n");
    if (extended) printf("        PID                : %lu\r\n        FLAGS              : \r\n", found.dwProcessId);
    return 0;
}

static int end(DWORD id)
{
    HANDLE process = OpenProcess(PROCESS_TERMINATE, FALSE, id);
    if (process == NULL || !TerminateProcess(process, 1)) return 1;
    printf("process #%lu killed\r\n", id);
    return 0;
}

int wmain(int count, wchar_t **arguments)
{
    wchar_t path[MAX_PATH];
    wchar_t *name, *dot;
    GetModuleFileNameW(NULL, path, MAX_PATH);
    name = wcsrchr(path, L'\\') + 1;
    if ((dot = wcsrchr(name, L'.')) != NULL) *dot = L'\0';
    if (_wcsicmp(name, L"fc") == 0 && count == 4) return compare(arguments[2], arguments[3]);
    if (_wcsicmp(name, L"pulist") == 0) return list(0);
    if (_wcsicmp(name, L"tlist") == 0) return list(1);
    if (_wcsicmp(name, L"sc") == 0 && count == 3) return query(arguments[2], wcscmp(arguments[1], L"queryex") == 0);
    if (_wcsicmp(name, L"kill") == 0 && count == 3) return end(wcstoul(arguments[2], NULL, 10));
    if (_wcsicmp(name, L"smsexec") == 0) Sleep(INFINITE);
    if (_wcsicmp(name, L"sleep") == 0 && count == 2) Sleep(1000 * wcstoul(arguments[1], NULL, 10));
    return 2;
}
