import { describe, expect, it } from 'vitest';
import { mayNavigate, mayRequest } from '../../../electron/main/address-rules.ts';
import { isOwnAddress, START_PAGE } from '../../../electron/main/app-address.ts';

const FOREIGN = [
  'http://127.0.0.1/',
  'https://example.com/',
  'ws://localhost:1/',
  'file:///etc/passwd',
  'app://elsewhere/index.html',
  'app://doctor.example/index.html',
  'app:doctor/index.html',
  'data:text/html,hello',
  'javascript:alert(1)',
  'not an address',
  '',
];

describe('addresses', () => {
  it('knows its own pages', () => {
    expect(isOwnAddress(START_PAGE)).toBe(true);
    expect(isOwnAddress('app://doctor/assets/index.js')).toBe(true);
  });

  it.each(FOREIGN)('refuses %j as foreign, for requests and for navigation', (address) => {
    expect(isOwnAddress(address)).toBe(false);
    expect(mayRequest(address, true)).toBe(false);
    expect(mayNavigate(address, true)).toBe(false);
    expect(mayNavigate(address, false)).toBe(false);
  });

  it('lets the developer tools load only in a run from the source tree', () => {
    const tools = 'devtools://devtools/bundled/inspector.html';
    expect(mayRequest(tools, true)).toBe(true);
    expect(mayRequest(tools, false)).toBe(false);
  });

  it('lets the window go to its start page only, and a frame to its embedded document only', () => {
    expect(mayNavigate(START_PAGE, true)).toBe(true);
    expect(mayNavigate('app://doctor/assets/index.js', true)).toBe(false);
    expect(mayNavigate('about:srcdoc', true)).toBe(false);
    expect(mayNavigate('about:srcdoc', false)).toBe(true);
    expect(mayNavigate(START_PAGE, false)).toBe(false);
  });
});
