// The app's own options. Whatever else stands on the command line belongs to Chromium or Electron and is left alone.
import { isAbsolute, resolve } from 'node:path';
import { type Language, LANGUAGES } from '#shared/base/language.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import { isHubAddress } from '#shared/contract/hub_address.ts';

export type Options = {
  /** Absolute; null: the platform's usual place. */
  readonly dataDir: string | null;
  readonly hubUrl: string | null;
  readonly enrol: { readonly branch: string; readonly code: string } | null;
  readonly language: Language | null;
  /** Absolute; saves a picture of the painted window there and quits. */
  readonly shot: string | null;
  /** Take off this computer what is kept there; the word that confirms it, '' when none was typed. */
  readonly wipe: string | null;
  /** Say which proxy the system names for this https address, and leave: what a run of the program asks another one. */
  readonly askProxy: string | null;
};

export type BadOption = {
  readonly type: 'bad-option';
  readonly option: string;
  readonly expected: string;
};

const NAMES = ['data', 'hub', 'enrol', 'lang', 'shot', 'wipe', 'ask-proxy'] as const;
type Name = (typeof NAMES)[number];

const OPTION = new RegExp(`^--(${NAMES.join('|')})(?:=(.*))?$`, 's');

/**
 * Takes `--name value` and `--name=value`; the last one wins. Relative paths are resolved against `cwd`.
 * Prefer `--hub=URL` and `--enrol=B:C`: on Windows Electron refuses switches behind an argument that looks like an
 * address.
 */
export function parseArguments(argv: readonly string[], cwd: string): Result<Options, BadOption> {
  const given = new Map<Name, string>();
  for (const [index, argument] of argv.entries()) {
    const match = OPTION.exec(argument);
    const name = NAMES.find((each) => each === match?.[1]);
    if (name === undefined) continue;
    const next = argv[index + 1];
    const value = match?.[2] ?? (next?.startsWith('--') === true ? undefined : next);
    // Without its word --wipe says what the word is.
    if ((value === undefined || value === '') && name !== 'wipe') return bad(name, 'a value');
    given.set(name, value ?? '');
  }

  const enrol = parseEnrol(given.get('enrol'));
  if (enrol === undefined) return bad('enrol', 'BRANCH:CODE');
  const lang = given.get('lang');
  const language = LANGUAGES.find((each) => each === lang) ?? null;
  if (lang !== undefined && language === null) return bad('lang', 'zh-CN or en');
  const hub = given.get('hub');
  if (hub !== undefined && !isHubAddress(hub)) {
    return bad('hub', 'an https address (http on this computer alone)');
  }
  const asked = given.get('ask-proxy');
  if (asked !== undefined && !isHubAddress(asked)) return bad('ask-proxy', 'an https address');

  return ok({
    dataDir: absolute(given.get('data'), cwd),
    hubUrl: hub ?? null,
    enrol,
    language,
    shot: absolute(given.get('shot'), cwd),
    wipe: given.get('wipe') ?? null,
    askProxy: given.get('ask-proxy') ?? null,
  });
}

/** `BRANCH:CODE`; undefined: it is not that. */
export function parseEnrol(text: string | undefined): Options['enrol'] | undefined {
  if (text === undefined) return null;
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) return undefined;
  return { branch: text.slice(0, colon), code: text.slice(colon + 1) };
}

function absolute(path: string | undefined, cwd: string): string | null {
  if (path === undefined) return null;
  return isAbsolute(path) ? path : resolve(cwd, path);
}

const bad = (option: Name, expected: string): Result<never, BadOption> =>
  err({ type: 'bad-option', option: `--${option}`, expected });
