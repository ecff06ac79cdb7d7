/*
 * Stands in for programs that Wine lacks or has only in part (net share, regedit of NT 4.0, pulist, tlist, dumpel). It does
 * what the file says that lies in the folder `answers` beside it, named by the program and its arguments, with `_` for
 * whatever a file name does not like: `net share SMS_NYC` prints `net share SMS_NYC.txt`.
 *   regedit /e FILE KEY    copies `regedit KEY.txt` to FILE; without it nothing happens and it ends with 0, as regedit does
 *   dumpel -f FILE ...     copies `dumpel.txt` to FILE
 *   any other              prints the answer; without one it ends with 2; with a file `NAME.hang` it never ends
 */
#include <windows.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <wchar.h>

static wchar_t folder[MAX_PATH];
static wchar_t name[MAX_PATH];

static FILE *answer(const wchar_t *words, const wchar_t *extension)
{
    wchar_t path[4 * MAX_PATH];
    size_t at = (size_t)_snwprintf(path, 2 * MAX_PATH, L"%ls\\answers\\%ls", folder, name);
    for (; *words != L'\0' && at < 4 * MAX_PATH - 8; words++, at++) {
        int plain = iswalnum(*words) || wcschr(L" ._-", *words) != NULL;
        path[at] = plain ? *words : L'_';
    }
    wcscpy(path + at, extension);
    return _wfopen(path, L"rb");
}

static int copy(FILE *from, FILE *to)
{
    char buffer[4096];
    size_t read;
    if (from == NULL || to == NULL) return 2;
    while ((read = fread(buffer, 1, sizeof buffer, from)) > 0) fwrite(buffer, 1, read, to);
    fclose(from);
    return fclose(to) == 0 ? 0 : 1;
}

int wmain(int argc, wchar_t **argv)
{
    wchar_t words[2 * MAX_PATH] = L"";
    wchar_t *end;
    FILE *hang;
    int index;
    GetModuleFileNameW(NULL, folder, MAX_PATH);
    end = wcsrchr(folder, L'\\');
    wcscpy(name, end + 1);
    *end = L'\0';
    if ((end = wcsrchr(name, L'.')) != NULL) *end = L'\0';
    _wcslwr(name);
    if ((hang = answer(L"", L".hang")) != NULL) {
        fclose(hang);
        Sleep(INFINITE);
    }
    if (wcscmp(name, L"regedit") == 0) {
        if (argc == 4) {
            FILE *from;
            _snwprintf(words, MAX_PATH, L" %ls", argv[3]);
            from = answer(words, L".txt");
            if (from != NULL) copy(from, _wfopen(argv[2], L"wb"));
        }
        return 0;
    }
    if (wcscmp(name, L"dumpel") == 0 && argc > 2) return copy(answer(L"", L".txt"), _wfopen(argv[2], L"wb"));
    for (index = 1; index < argc; index++) {
        if (wcslen(words) + wcslen(argv[index]) > MAX_PATH) return 2;
        wcscat(wcscat(words, L" "), argv[index]);
    }
    _setmode(_fileno(stdout), _O_BINARY);
    return copy(answer(words, L".txt"), stdout);
}
