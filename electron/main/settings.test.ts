import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettings } from './settings.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
  path = join(folder, 'settings.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the language', () => {
  it('is Chinese at first, then what was chosen', () => {
    const settings = openSettings(path, null);
    expect(settings.language()).toBe('zh-CN');
    settings.setLanguage('en');
    expect(settings.language()).toBe('en');
    expect(openSettings(path, null).language()).toBe('en');
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  it('of the command line holds for one run', () => {
    expect(openSettings(path, 'en').language()).toBe('en');
    expect(openSettings(path, null).language()).toBe('zh-CN');
  });

  it.each(['', '{', '{"language":"fr"}', '[]'])('survives a broken file: %s', (text) => {
    writeFileSync(path, text);
    expect(openSettings(path, null).language()).toBe('zh-CN');
  });

  it('is still changed for this run when the disk refuses', () => {
    const settings = openSettings(join(folder, 'missing', 'settings.json'), null);
    settings.setLanguage('en');
    expect(settings.language()).toBe('en');
  });
});

describe('what else was chosen', () => {
  it('is kept beside the language, and each by itself', () => {
    const settings = openSettings(path, 'en');
    settings.setTextSize(125);
    settings.setDisplay(true);
    const next = openSettings(path, null);
    expect([next.language(), next.textSize(), next.hasDisplay()]).toEqual(['zh-CN', 125, true]);
  });

  it('stands when another choice cannot be read', () => {
    writeFileSync(path, '{"language":"en","textSize":7}');
    const settings = openSettings(path, null);
    expect([settings.language(), settings.textSize(), settings.hasDisplay()]).toEqual([
      'en',
      100,
      false,
    ]);
  });
});
