import { describe, expect, it } from 'vitest';
import { errorNumber, failureOf, nextStepOf, sentenceOf } from '../../../electron/host/failure.ts';
import { targetOf } from '../../../electron/host/server-name.ts';
import { ended, exited, recorded } from './recorded.ts';

const server = targetOf('NYSMS01');

describe('why a computer did not answer', () => {
  it.each([
    ['sc', 'sc-no-rpc-english', 1722, 'no-rpc', 1722],
    ['sc', 'sc-denied-french', 5, 'denied', 5],
    ['reg', 'reg-denied-german', 1, 'denied', 5],
    ['reg', 'reg-no-path-english', 1, 'unreachable', 53],
    ['reg', 'reg-no-such-key-english', 1, 'strange', null],
    ['net', 'net-error-english', 2, 'unreachable', 53],
    ['net', 'net-error-german', 2, 'denied', 5],
    ['net', 'net-error-french', 2, 'sign-in', 1326],
    ['tasklist', 'tasklist-remote-denied', 1, 'denied', 5],
  ] as const)('%s: %s, code %s, is %s', (program, name, code, kind, number) => {
    expect(failureOf(program, exited(code, recorded(name)))).toMatchObject({ kind, number });
  });

  it('takes the exit code of sc in any language', () => {
    expect(failureOf('sc', exited(1326, '[SC] 失敗\n'))).toMatchObject({ kind: 'sign-in', number: 1326 });
    expect(errorNumber('sc', exited(1060, ''))).toBe(1060);
  });

  it('takes the number in the text where the exit code says nothing', () => {
    expect(errorNumber('sc', exited(1, recorded('sc-no-such-service-german')))).toBe(1060);
  });

  it('does not take any number for an error', () => {
    expect(failureOf('reg', exited(1, 'Line 5 of 53 is wrong')).number).toBeNull();
    expect(failureOf('tasklist', exited(0, '')).number).toBeNull();
  });

  it.each([
    ['time', 'silent'],
    ['output', 'strange'],
    ['missing', 'no-program'],
  ] as const)('ended by %s is %s', (ending, kind) => {
    expect(failureOf('reg', ended(ending)).kind).toBe(kind);
  });

  it('says how to connect, and never asks for a password itself', () => {
    const denied = failureOf('sc', exited(5, recorded('sc-denied-french')));
    expect(sentenceOf('sc', denied, server)).toBe('\\\\NYSMS01 denied access (error 5).');
    expect(nextStepOf(denied, server)).toContain('net use \\\\NYSMS01\\IPC$ /user:DOMAIN\\name');
    expect(nextStepOf(denied, targetOf(''))).not.toContain('net use');
  });

  it('passes on a sentence it does not know, shortened', () => {
    const strange = failureOf('reg', exited(1, '', `${'x'.repeat(300)}\n`));
    expect(sentenceOf('reg', strange, server)).toMatch(/It said: x{200} …$/);
  });
});

describe('the name of a computer', () => {
  it.each([
    ['NYSMS01', 'NYSMS01'],
    [' \\\\nysms01 ', 'nysms01'],
    ['10.0.0.4', '10.0.0.4'],
    ['nysms01.example.com', 'nysms01.example.com'],
    ['MÜNCHEN_1', 'MÜNCHEN_1'],
  ])('%j is %s', (typed, name) => {
    expect(targetOf(typed)).toEqual({ name, label: `\\\\${name}` });
  });

  it.each(['', '.', '  '])('%j is this computer', (typed) => {
    expect(targetOf(typed).name).toBeNull();
  });

  it.each([
    ['/all'],
    ['-x'],
    ['a b'],
    ['NYSMS01\\C$'],
    ['\\\\a\\b'],
    ['a&calc'],
    ['a"b'],
    ['%COMPUTERNAME%'],
    ['?'],
    ['a..b'],
    ['..'],
    ['a/b'],
    ['a\nb'],
    ['x'.repeat(64)],
    [Array.from({ length: 40 }, () => 'abcdefgh').join('.')],
  ])('%j is none', (typed) => {
    expect(() => targetOf(typed)).toThrow('not the name');
  });
});
