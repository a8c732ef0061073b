// admin.json: what an administrator sets for all who use this computer. Read once, at the start; whoever works here only sees it.
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { SYSTEM } from '#electron/port/parent.ts';
import { isHubAddress } from '#shared/contract/hub_address.ts';
import { type AdminView, TEXT_SIZES } from '#shared/contract/shell.ts';
import { printerSchema } from '#shared/contract/view_paper.ts';
import { languageSchema } from '#shared/model/text.ts';
import { parseEnrol } from './arguments.ts';
import type { Environment } from './folders.ts';

function hasCertificates(path: string): boolean {
  try {
    return isAbsolute(path) && readFileSync(path, 'utf8').includes('-----BEGIN CERTIFICATE-----');
  } catch {
    return false;
  }
}

const PROXY =
  /^(?:https?:\/\/((?:[\w.~-]|%[\da-f]{2})+:(?:[\w.~-]|%[\da-f]{2})+@)?|socks5:\/\/)[\w.-]+(:\d{1,5})?$/i;

/** As a page may show it: without the proxy's password. */
export const shownAdmin = (admin: AdminView): AdminView => ({
  ...admin,
  set: {
    ...admin.set,
    ...(admin.set.proxy === undefined
      ? {}
      : { proxy: admin.set.proxy.replace(/:[^:@/]+@/, ':***@') }),
  },
});

/** Each may be left out. A name that is not here is a mistake, and said. */
const adminSchema = z
  .strictObject({
    hub: z.string().refine(isHubAddress, 'an https address (http on this computer alone)'),
    authority: z.string().refine(hasCertificates, 'a file with certificates (PEM)'),
    proxy: z
      .string()
      .refine(
        (text) => text === SYSTEM || PROXY.test(text),
        'http://HOST:PORT or https://HOST:PORT, with USER:PASSWORD@ before the host (what is no letter, digit or -._~ as %XX), socks5://HOST:PORT, or "system"',
      ),
    language: languageSchema,
    textSize: z.literal(TEXT_SIZES),
    display: z.boolean(),
    printer: printerSchema,
    lockMinutes: z.int().min(1).max(60),
    updates: z
      .string()
      .refine((place) => place === 'hub' || isHubAddress(place), '"hub", or an https address'),
    enrol: z.string().refine((text) => Boolean(parseEnrol(text)), 'BRANCH:CODE'),
  })
  .partial();

const NAME = 'admin.json';

/** Where only administrators write; beside the data as well, for a computer without such a place of its own. */
export function adminFiles(
  platform: NodeJS.Platform,
  environment: Environment,
  dataDir: string,
): readonly string[] {
  const shared =
    platform === 'win32'
      ? join(environment['ProgramData'] ?? String.raw`C:\ProgramData`, 'Counter Assist')
      : platform === 'darwin'
        ? '/Library/Application Support/Counter Assist'
        : '/etc/counter-assist';
  return [join(shared, NAME), join(dataDir, NAME)];
}

/** The first that is there counts, and counts whole: one with a mistake sets nothing. */
export function readAdmin(paths: readonly string[]): AdminView {
  for (const path of paths) {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') continue;
      return refused(path, { what: 'unreadable', detail: code ?? String(error) });
    }
    return readText(path, text);
  }
  return { path: null, set: {}, problem: null };
}

function readText(path: string, text: string): AdminView {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refused(path, { what: 'no-json', detail: (error as Error).message });
  }
  const parsed = adminSchema.safeParse(json);
  if (parsed.success) return { path, set: parsed.data, problem: null };
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const known = Object.keys(adminSchema.shape).join(', ');
    return refused(path, { what: 'unknown', field: issue.keys.join(', '), detail: known });
  }
  const field = issue?.path.join('.') ?? '';
  return refused(path, { what: 'field', field, detail: issue?.message ?? '' });
}

const refused = (path: string, problem: NonNullable<AdminView['problem']>): AdminView => ({
  path,
  set: {},
  problem,
});
