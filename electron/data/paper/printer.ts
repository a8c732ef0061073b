// Bytes to the slip printer: to a device of this computer, or over the branch's own network. Refusals are said in kind.
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { PaperFailure } from '#shared/contract/failure.ts';
import { PRINTER_PORT } from '#shared/contract/view_paper.ts';
import { PRIVATE_NETWORKS } from '#shared/model/policy.ts';
import { allowedIn, type Place, readPlace, resolvePlace } from '../neighbours/networks.ts';

type Printed = Result<null, PaperFailure>;

const PRINT_MS = 8_000;
/** A printer that tells its state at all tells it at once. */
const STATE_MS = 400;
const TRY_AGAIN_MS = 50;

const isAllowed = allowedIn([...PRIVATE_NETWORKS, '::1/128']);
/** As `printerSchema` has them. */
const isDevice = (printer: string): boolean => /^(\/dev\/|LPT\d$|\\\\)/.test(printer);

/** Answers within `limitMs`, whatever the printer does. */
export async function sendToPrinter(
  printer: string,
  bytes: Uint8Array,
  limitMs = PRINT_MS,
): Promise<Printed> {
  if (isDevice(printer)) return toDevice(printer, bytes, Date.now() + limitMs);
  const place = readPlace(printer, PRINTER_PORT);
  const [found] = place === null ? [] : await resolvePlace(place, isAllowed);
  if (found === undefined) return err({ type: 'printer-elsewhere', printer });
  return toNetwork(found, printer, bytes, limitMs);
}

/** @param end UTC ms */
export async function toDevice(printer: string, bytes: Uint8Array, end: number): Promise<Printed> {
  let file: FileHandle | null = null;
  try {
    // It is never made, never emptied, and a device that does not listen holds nobody up.
    file = await open(printer, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
    const stat = await file.stat();
    const isPrinter = stat.isCharacterDevice() || stat.isFIFO() || process.platform === 'win32';
    if (!isPrinter) return err({ type: 'printer-gone', printer });
    for (let sent = 0; sent < bytes.length;) {
      const written = await writeSome(file, bytes.subarray(sent));
      sent += written;
      if (written > 0) continue;
      if (Date.now() > end) return err({ type: 'printer-timeout', printer });
      await wait(TRY_AGAIN_MS);
    }
    return ok(null);
  } catch (error) {
    return err(refusalOf(error, printer));
  } finally {
    await file?.close().catch(() => undefined);
  }
}

/** 0: it takes nothing just now. */
async function writeSome(file: FileHandle, bytes: Uint8Array): Promise<number> {
  try {
    return (await file.write(bytes)).bytesWritten;
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return 0;
    throw error;
  }
}

function toNetwork(
  { host, port }: Place,
  printer: string,
  bytes: Uint8Array,
  limitMs: number,
): Promise<Printed> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const timer = setTimeout(() => end(err({ type: 'printer-timeout', printer })), limitMs);
    const end = (printed: Printed): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(printed);
    };
    const send = async (): Promise<void> => {
      const trouble = await stateOf(socket);
      if (trouble !== null) end(err({ type: trouble }));
      else socket.end(bytes);
    };
    socket.on('error', (error) => end(err(refusalOf(error, printer))));
    socket.on('connect', () => void send());
    // Closed by the printer, which has then read all; one that keeps the line open has taken all the same.
    socket.on('finish', () => void wait(STATE_MS).then(() => end(ok(null))));
    socket.on('close', () => {
      const isTaken = socket.writableFinished && socket.bytesWritten >= bytes.length;
      end(isTaken ? ok(null) : err({ type: 'printer-timeout', printer }));
    });
  });
}

/** Bits of an answer about the state: these are always so. */
const FIXED = { mask: 0b1001_0011, value: 0b0001_0010 };
const PAPER_END = 0b0110_0000;
const COVER_OPEN = 0b0000_0100;

/** Asks for the paper, then for the cover; null: all is well, or the printer does not say. */
async function stateOf(socket: Socket): Promise<'printer-no-paper' | 'printer-open' | null> {
  const paper = await askState(socket, 4);
  if (paper === null) return null;
  if ((paper & PAPER_END) !== 0) return 'printer-no-paper';
  const offline = await askState(socket, 2);
  return offline !== null && (offline & COVER_OPEN) !== 0 ? 'printer-open' : null;
}

async function askState(socket: Socket, what: number): Promise<number | null> {
  const answered = new Promise<number | null>((resolve) => {
    socket.once('data', (bytes) => resolve(bytes[0] ?? null));
  });
  socket.write(Uint8Array.of(0x10, 0x04, what));
  const state = await Promise.race([answered, wait(STATE_MS, null)]);
  return state !== null && (state & FIXED.mask) === FIXED.value ? state : null;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

function refusalOf(error: unknown, printer: string): PaperFailure {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return { type: 'printer-denied', printer };
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EPIPE':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return { type: 'printer-refused', printer };
    case 'ETIMEDOUT':
      return { type: 'printer-timeout', printer };
    default:
      return { type: 'printer-gone', printer };
  }
}
