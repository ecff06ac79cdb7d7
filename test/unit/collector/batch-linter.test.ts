/** The linter finds what it says it finds: one bad sample for each rule, and good ones that look alike. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintBatch } from '../../support/batch-linter/lint-batch.ts';
import { NT4_COMMANDS } from '../../support/batch-linter/nt4-commands.ts';
import { SOURCES } from '../../support/batch-linter/nt4-sources.ts';

const COLLECTOR = new URL('../../../assets/collector/collect.cmd', import.meta.url);
/** Tools of the Resource Kits and of later Windows that the collector looks for on the PATH first. */
const LOOKED_FOR = ['sc', 'tlist', 'pulist', 'tasklist', 'dumpel', 'elogdmp'];

/** Lines as a file has them. */
const batch = (...lines: string[]): string => lines.map((line) => `${line}\r\n`).join('');
const rulesOf = (text: string): string[] => lintBatch(text).map(({ rule }) => rule);

describe('the linter', () => {
  it.each([
    // What NT 4.0 lacks
    ['exit /b 1', 'arguments'],
    ['exit', null],
    ['set /p ANSWER=Go on?', 'switch'],
    ['for %%i in (a.log) do echo %%~zi', 'modifier'],
    ['for %%i in (a.log) do echo %%~ti', 'modifier'],
    ['for %%i in (a.log) do echo %%~fi %%~dpi %%~nxi %%~si %%~$PATH:i', null],
    ['echo "%~z1"', 'modifier'],
    ['echo "%~dp0"', null],
    ['echo %DATE%', 'variable'],
    ['echo "%RANDOM%"', 'variable'],
    ['echo "%COMPUTERNAME%"', null],
    ['for /f "usebackq" %%i in ("a b") do echo %%i', 'for-option'],
    ['for /f "tokens=1-3* delims=:. eol=x skip=2" %%a in (x.txt) do echo %%a %%d', null],
    ['for /f "tokens=1-2" %%a in (x.txt) do echo %%c', 'for-variable'],
    ['for /z %%i in (x) do echo %%i', 'for-switch'],
    ['for %%i in (x) echo %%i', 'for'],
    ['for i in (x) do echo', 'for'],
    ['setlocal enabledelayedexpansion', 'setlocal'],
    ['setlocal enableextensions', null],
    ['set A=12345', null],
    ['findstr /i x y.txt', 'command'],
    ['tasklist >x.txt', 'command'],
    ['reg query HKLM', 'command'],
    ['where cmd', 'command'],
    ['xcopy a b', 'command'],
    ['frobnicate', 'command'],
    ['"C:\\Program Files\\x.exe"', 'command'],
    ['copy /b /y a b', 'switch'],
    ['copy a b', 'copy'],
    ['dir /q', 'switch'],
    ['dir /s /a-d /-c /b /o-d x', null],
    ['dir "/q"', null],
    ['net foo', 'arguments'],
    ['net start SMS_EXECUTIVE', null],
    ['date', 'waits'],
    ['date /t', null],
    ['set /a X=!1', 'set-a'],
    ['set /a "X=~1"', 'set-a'],
    ['set /a "X=(1+2)*3/4&7|8"', null],
    ['if 1 IS 2 echo x', 'if-comparison'],
    ['if 1 LSS 2 if not errorlevel 1 if exist x if defined Y if /i "a"=="A" echo x', null],
    ['set "A=b"', 'set'],
    // What Wine is known to do otherwise
    ['dir x && echo y', 'conditional'],
    ['dir x || echo y', 'conditional'],
    ['dir x & echo y', null],
    ['for %%i in (a b) do echo %%i& echo y', 'for-ampersand'],
    ['if cmdextversion 1 echo x', 'cmdextversion'],
    ['call other.cmd', 'call'],
    // What breaks with unusual paths
    ['for %%i in ("%~1") do call :x "%%i"', 'call'],
    ['echo %1', 'unquoted-argument'],
    ['if "%~1"=="/?" echo x', null],
    ['echo %TEMP%', 'unquoted-variable'],
    ['dir "%TEMP%"', null],
    ['for /f "delims=" %%i in (\'dir "%TEMP%"\') do echo %%i', 'unquoted-variable'],
    ['for %%i in ("%TEMP%\\*.log") do dir %%i', 'unquoted-for-variable'],
    ['for %%i in ("%TEMP%\\*.log") do dir "%%i"', null],
    ['for %%i in (sleep.exe kill.exe) do dir %%i', null],
    ['for %%x in (a) do for /r %%x %%i in (b) do echo %%i', 'for-late-variable'],
    // What is easily written wrong
    ['echo x1>>a.txt', 'digit-before-redirection'],
    ['echo x 1>>a.txt', 'digit-before-redirection'],
    ['>>a.txt echo x1', null],
    ['dir x >nul 2>>a.txt', null],
    ['echo 50% of it', 'stray-percent'],
    ['echo 50%% of it', null],
    ['goto nowhere', 'label'],
    ['goto eof', 'label'],
    ['goto :eof', null],
    ['call :nowhere', 'label'],
    ['goto %WHERE%', 'label'],
    ['echo a)', null],
  ])('%s: %s', (line, rule) => {
    const found = rulesOf(batch(line, ':x', 'goto :eof'));
    if (rule === null) expect(found).toEqual([]);
    else expect(found).toContain(rule);
  });

  it.each([
    ['a line that ends with LF alone', 'echo a\necho b\r\n', 'line-end'],
    ['a last line without an end', 'echo a\r\necho b', 'line-end'],
    ['a letter beyond ASCII', batch('echo \xe4'), 'non-ascii'],
    ['a byte order mark', `\xef\xbb\xbf${batch('echo a')}`, 'non-ascii'],
    ['a line too long for NT 4.0', batch(`echo ${'x'.repeat(1019)}`), 'line-length'],
    ['a redirection behind a block', batch('(', 'echo a', ') >x.txt'), 'block-redirection'],
    [
      'a redirection behind the block of a for',
      batch('for %%i in (a) do (', 'echo %%i', ') >>x.txt'),
      'block-redirection',
    ],
    ['a sign that ends a block too early', batch('if exist a (', 'echo b (c) d', ')'), 'text-after-block'],
    ['a block that is never closed', batch('if exist a (', 'echo b'), 'unbalanced'],
    ['a label in a block', batch('if exist a (', ':b', 'echo c', ')'), 'label-in-block'],
    ['a label twice', batch(':a', 'goto a', ':A'), 'label'],
    ['errorlevel behind set', batch('dir x', 'set A=b', 'if errorlevel 1 echo no'), 'errorlevel'],
    ['errorlevel behind call', batch('call :a', 'if errorlevel 1 echo no', ':a'), 'errorlevel'],
    ['errorlevel behind regedit', batch('regedit /e a.reg "HKLM"', 'if errorlevel 1 echo no'), 'errorlevel'],
    [
      'a value from a file outside of quotes',
      batch('for /f %%i in (x) do set A=%%i', 'echo %A%'),
      'unquoted-variable',
    ],
    [
      'a value that came that way',
      batch('for /f %%i in (x) do set A=%%i', 'set B=%A%', 'echo %B%'),
      'unquoted-variable',
    ],
    ['a text counted from its end', batch('set A=b', 'echo %A:~-1%'), 'substring'],
  ])('finds %s', (_what, text, rule) => {
    expect(rulesOf(text)).toContain(rule);
  });

  it.each([
    ['a line of the longest kind', batch(`echo ${'x'.repeat(1018)}`)],
    ['a block with else', batch('if exist a (', '  echo b ^(c^)', ') else (', '  echo d', ')')],
    [
      'errorlevel behind a command',
      batch('dir x', 'if errorlevel 2 goto a', 'if errorlevel 1 echo no', ':a'),
    ],
    ['errorlevel at the begin of a part', batch('call :a', 'goto :eof', ':a', 'if errorlevel 1 echo no')],
    ['numbers outside of quotes', batch('set A=1', 'set /a B=A+1', 'if %A% LSS %B% echo %A%')],
    ['words of the file outside of quotes', batch('for %%x in (C D) do (', '  set D=%%x', ')', 'dir %D%:\\')],
    ['a text taken apart', batch('set A=b', 'echo %A:~0,1%%A:b=c%')],
    ['a remark with anything in it', batch('rem a && b %c ) findstr', ':: > x')],
  ])('has nothing against %s', (_what, text) => {
    expect(lintBatch(text)).toEqual([]);
  });

  it('takes programs that the file looks for', () => {
    expect(rulesOf(batch('sc query x'))).toEqual(['command']);
    expect(lintBatch(batch('sc query x'), { allowedPrograms: ['sc'] })).toEqual([]);
  });

  it('names the line', () => {
    expect(lintBatch(batch('echo a', 'if exist b (', '  exit /b', ')'))).toMatchObject([{ line: 3 }]);
  });

  it('has a source for every command', () => {
    for (const facts of Object.values(NT4_COMMANDS)) expect(SOURCES[facts.source]).toBeTruthy();
  });
});

describe('collect.cmd', () => {
  const text = readFileSync(COLLECTOR, 'latin1');
  const lint = (changed: string): string[] =>
    lintBatch(changed, { allowedPrograms: LOOKED_FOR }).map(
      ({ line, rule, message }) => `${line} ${rule} ${message}`,
    );

  it('holds nothing that NT 4.0 lacks, that Wine cannot check, or that a path can break', () => {
    expect(lint(text)).toEqual([]);
  });

  it('would be caught with a newer word in it', () => {
    for (const [from, to] of [
      ['pause\r\n', 'pause & exit /b 0\r\n'],
      ['%%~nxi', '%%~zi'],
      ['"%SRC%"', '%SRC%'],
      ['call :take', 'call :taken'],
      ['find "\\%F%="', 'findstr "\\%F%="'],
      ['\r\n', '\n'],
    ] as const) {
      const changed = text.replace(from, to);
      expect(changed === text && from !== 'call :take', from).toBe(false);
      if (changed !== text) expect(lint(changed), from).not.toEqual([]);
    }
  });

  it('only changes files in its own folder', () => {
    // What could change a file names one that has no path in front of it, or the copy that was just made.
    const changing = [...text.matchAll(/^\s*(?:.* )?(del|rd|ren|md|copy|move) (.*)$/gim)]
      .filter(([line]) => !/^\s*rem\b|\becho\b/i.test(line))
      .map(([, command = '', rest = '']) => `${command} ${rest.trim()}`);
    const allowed = [
      /^copy \/b "%SRC%" "%DST%" /,
      /^del (?:%%f|"%DST%"|"%MARK%"|"%TARGET%\\%OLDNAME%\\%MARK%"|[\w.]+)$/,
      /^md (?:Logs|Setup|"%PART%"|"%TARGET%\\SMSSNAP-%COMPUTERNAME%-%COUNT%" 2>nul)$/,
      /^ren "%OUT%" "%(?:NEW|OLD)NAME%" 2>nul$/,
      /^rd "%TARGET%\\SMSSNAP-%COMPUTERNAME%-%COUNT%"$/,
    ];
    expect(changing.length).toBeGreaterThan(8);
    expect(changing.filter((line) => !allowed.some((form) => form.test(line)))).toEqual([]);
    // Every copy and every new folder goes to a place without a drive or server: below the current folder.
    for (const [, value = ''] of text.matchAll(/set (?:DST|PART)=(.*)$/gim)) {
      expect(value).toMatch(/^(?:\.|%%~?[a-z]+|(?:Inboxes|Logs|Setup|Smsbkup)\\.*)\r?$/);
    }
  });
});
