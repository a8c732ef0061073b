import { describe, expect, it } from 'vitest';
import { parseArguments } from './arguments.ts';

const parse = (...argv: string[]): ReturnType<typeof parseArguments> =>
  parseArguments(['electron', '.', ...argv], '/home/clerk');

describe('the command line', () => {
  it('may be empty', () => {
    expect(parse()).toEqual({
      ok: true,
      value: {
        dataDir: null,
        hubUrl: null,
        enrol: null,
        language: null,
        shot: null,
        wipe: null,
        askProxy: null,
      },
    });
  });

  it('takes both ways of writing a value, and leaves the rest to Chromium', () => {
    expect(
      parse(
        '--inspect=0',
        '--data',
        'd',
        '--hub=http://127.0.0.1:8080',
        '--enrol=D-01:ABCD-EFGH',
        '--lang',
        'en',
        '--remote-debugging-port=0',
        '--shot=/tmp/a.png',
      ),
    ).toEqual({
      ok: true,
      value: {
        dataDir: '/home/clerk/d',
        hubUrl: 'http://127.0.0.1:8080',
        enrol: { branch: 'D-01', code: 'ABCD-EFGH' },
        language: 'en',
        shot: '/tmp/a.png',
        wipe: null,
        askProxy: null,
      },
    });
  });

  it.each([
    [['--wipe=D-1'], 'D-1'],
    [['--wipe', 'D-1', '--data', 'd'], 'D-1'],
    [['--wipe', '--data', 'd'], ''],
    [['--wipe'], ''],
    [['--wipe='], ''],
  ])('takes a wipe with its word or without: %j', (argv, wipe) => {
    expect(parse(...argv)).toMatchObject({ ok: true, value: { wipe } });
  });

  it.each([
    [['--lang', 'fr'], '--lang'],
    [['--hub', 'file:///etc'], '--hub'],
    [['--hub', 'hub'], '--hub'],
    [['--enrol', 'D01'], '--enrol'],
    [['--enrol', ':CODE'], '--enrol'],
    [['--ask-proxy=file:///etc'], '--ask-proxy'],
    [['--data'], '--data'],
    [['--data', '--lang', 'en'], '--data'],
    [['--data='], '--data'],
  ])('refuses %j', (argv, option) => {
    expect(parse(...argv)).toMatchObject({ ok: false, error: { type: 'bad-option', option } });
  });
});
