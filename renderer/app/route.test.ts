import { expect, test } from 'vitest';
import type { AppState } from '#shared/contract/view_status.ts';
import { pagesOf, routeOf, pageActionOf } from './route.ts';

const state = (more: Partial<AppState> = {}): AppState => ({
  phase: 'ready',
  branch: null,
  session: null,
  sync: {
    line: 'online',
    trouble: null,
    problem: null,
    refused: null,
    protocols: null,
    lastContact: null,
    asOf: null,
    unsent: 0,
    oldestUnsent: null,
    quarantined: 0,
    missing: null,
    progress: null,
    hubUrl: null,
    unsaved: 0,
    due: null,
    isLocked: false,
    clockAhead: null,
  },
  neighbours: null,
  printer: null,
  isNewHere: false,
  leftUnsent: 0,
  isTraining: false,
  idleLockMost: 10,
  keyStore: { backend: 'dpapi', isProtected: true },
  device: null,
  customers: 0,
  idleLockMinutes: 10,
  version: '0',
  ...more,
});
const clerk = state({ session: { staff: 'c1', name: '李梅', role: 'clerk' } });
const manager = state({ session: { staff: 'm1', name: '赵敏', role: 'manager' } });

test('the phase comes before what was chosen', () => {
  expect(routeOf(null, 'counter')).toBe('starting');
  expect(routeOf(state({ phase: 'unenrolled' }), 'counter')).toBe('enrol');
  expect(routeOf(state({ phase: 'key-lost' }), 'manager')).toBe('enrol');
  expect(routeOf(state({ phase: 'fetching' }), 'counter')).toBe('fetching');
  expect(routeOf(state({ phase: 'revoked' }), 'manager')).toBe('revoked');
  expect(routeOf(state(), 'manager')).toBe('sign-in');
});

test('help is there for everybody, the day for managers only', () => {
  expect(routeOf(state({ phase: 'unenrolled' }), 'help')).toBe('help');
  expect([routeOf(clerk, 'manager'), routeOf(manager, 'manager')]).toEqual(['counter', 'manager']);
  expect(pagesOf(state())).toEqual(['help']);
  expect(pagesOf(clerk)).not.toContain('manager');
  expect(pagesOf(manager)).toContain('manager');
});

const press = (key: string, ctrl = false) => ({
  key,
  ctrl,
  alt: false,
  shift: false,
  field: null,
  isTyping: false,
  at: 0,
});

test('keys of the frame reach only pages that are offered', () => {
  expect(pageActionOf(press('F3'), 'counter', pagesOf(clerk))).toBeNull();
  expect(pageActionOf(press('F3'), 'counter', pagesOf(manager))).toEqual({ page: 'manager' });
  expect(pageActionOf(press('F2'), 'counter', pagesOf(clerk))).toBeNull();
  expect(pageActionOf(press('l', true), 'counter', pagesOf(clerk))).toBe('lock');
  expect(pageActionOf(press('l', true), 'sign-in', pagesOf(state()))).toBeNull();
  expect(pageActionOf(press('t', true), 'manager', pagesOf(manager))).toBe('train');
  expect(pageActionOf(press('t', true), 'sign-in', pagesOf(state()))).toBeNull();
  expect(pageActionOf(press('Escape'), 'help', pagesOf(state()))).toBe('back');
  expect(pageActionOf(press('Escape'), 'counter', pagesOf(clerk))).toBeNull();
});

test('the sign-in page of the last run is shown until the data process answers, and no longer', () => {
  expect(routeOf(null, 'counter')).toBe('starting');
  expect(routeOf(null, 'counter', true)).toBe('sign-in');
  expect(routeOf(state({ phase: 'key-lost' }), 'counter', true)).toBe('enrol');
});
