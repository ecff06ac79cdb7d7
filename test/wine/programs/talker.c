/* Prints without end, for tests of limits. */
#include <stdio.h>
#include <wchar.h>

int wmain(void)
{
    while (puts("SERVICE_NAME: and on and on and on and on") >= 0) continue;
    return 1;
}
