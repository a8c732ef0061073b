// What support needs to help from afar: program, machine, files by name and size, the log. Nothing of a customer in it.
import { existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { freemem, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Folders } from './folders.ts';

/** What the page knows besides: of the device and its line. */
const pageFactsSchema = z.record(
  z.string().regex(/^[A-Za-z]{1,30}$/),
  z.union([z.string().max(500), z.number(), z.null()]),
);
/** Proposed name of the file, and the page's facts. */
export const diagnosticsSchema = z.tuple([z.string().min(1).max(200), pageFactsSchema]);

/** Chromium's own files say nothing to us. */
const PROFILE = 'profile';

export function diagnosticsText(
  folders: Pick<Folders, 'dataDir' | 'logs'>,
  version: string,
  facts: z.infer<typeof pageFactsSchema>,
): string {
  const disk = statfsSync(folders.dataDir);
  const machine = {
    writtenAt: new Date().toISOString(),
    version,
    electron: process.versions['electron'] ?? '',
    node: process.versions.node,
    system: `${process.platform} ${process.arch} ${release()}`,
    memoryBytes: totalmem(),
    memoryFreeBytes: freemem(),
    diskFreeBytes: disk.bavail * disk.bsize,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  return [
    ...section('program and machine', lines(machine)),
    ...section('device', lines(facts)),
    ...section('files', filesBelow(folders.dataDir)),
    ...section('log', logLines(folders.logs)),
  ].join('\n');
}

const section = (title: string, content: readonly string[]): string[] => [
  `== ${title}`,
  ...content,
  '',
];

const lines = (facts: Readonly<Record<string, string | number | null>>): string[] =>
  Object.entries(facts).map(([name, value]) => `${name}: ${value ?? '-'}`);

/** Name, bytes, last change; a file that goes meanwhile is left out. */
function filesBelow(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (path === PROFILE || entry.isSymbolicLink()) return [];
    if (entry.isDirectory()) return filesBelow(folder, path);
    const stat = statSync(join(folder, path), { throwIfNoEntry: false });
    return stat === undefined ? [] : [`${path} ${stat.size} ${stat.mtime.toISOString()}`];
  });
}

/** All files of the log, the oldest first. */
function logLines(folder: string): string[] {
  return ['.2', '.1', '']
    .map((age) => join(folder, `counter-assist.log${age}`))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'utf8').trimEnd());
}
