// Printers that work, are full, open, off, elsewhere or no printers: each is said in kind, and none holds anybody up.
import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import { open, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#tests/fixtures/data_process.ts';
import { NO_PAPER, OPEN, startSlipPrinter } from '#tests/fixtures/slip_printer.ts';
import { sendToPrinter, toDevice } from './printer.ts';

const SLIP = Buffer.from('slip\n');

const typeOf = async (place: string, bytes = SLIP, limit = 4_000): Promise<string> => {
  const sent = await sendToPrinter(place, bytes, limit);
  return sent.ok ? 'ok' : sent.error.type;
};

describe('sendToPrinter', () => {
  it('hands a slip over the network, to a printer that tells its state and to one that does not', async () => {
    const printer = await startSlipPrinter();
    expect(await sendToPrinter(printer.place, SLIP)).toEqual({ ok: true, value: null });
    printer.state = null;
    expect(await sendToPrinter(printer.place, SLIP)).toEqual({ ok: true, value: null });
    await printer.close();
    expect(printer.slips).toEqual([SLIP, SLIP]);
  });

  it('prints nothing without paper or with the cover open', async () => {
    const printer = await startSlipPrinter();
    printer.state = NO_PAPER;
    expect(await sendToPrinter(printer.place, SLIP)).toMatchObject({
      error: { type: 'printer-no-paper' },
    });
    printer.state = OPEN;
    expect(await sendToPrinter(printer.place, SLIP)).toMatchObject({
      error: { type: 'printer-open' },
    });
    await printer.close();
    expect(printer.slips).toEqual([]);
  });

  it('says which printers do not answer, take nothing, or are outside', async () => {
    const printer = await startSlipPrinter();
    await printer.close();
    expect(await typeOf(printer.place)).toBe('printer-refused');
    expect(await typeOf('8.8.8.8')).toBe('printer-elsewhere');
    expect(await typeOf('no-such-printer.invalid')).toBe('printer-elsewhere');
    expect(await typeOf('/dev/usb/no-such-printer')).toBe('printer-gone');

    const deaf = createServer((socket) => void socket.on('error', () => undefined).pause());
    await new Promise<void>((resolve) => void deaf.listen(0, '127.0.0.1', resolve));
    const place = `127.0.0.1:${(deaf.address() as AddressInfo).port}`;
    expect(await typeOf(place, Buffer.alloc(20_000_000), 900)).toBe('printer-timeout');
    deaf.close();
  });

  // A device of the system is a file, as is a pipe: on Windows both have other names.
  it('writes to a device, and to nothing else that has a name', async () => {
    const folder = temporaryFolder();
    const pipe = join(folder, 'printer');
    execFileSync('mkfifo', [pipe]);
    const deviceAt = (place: string, bytes = SLIP): Promise<unknown> =>
      toDevice(place, bytes, Date.now() + 500);
    // Nobody reads: it is off.
    expect(await deviceAt(pipe)).toMatchObject({ error: { type: 'printer-gone' } });
    const reader = await open(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    expect(await deviceAt(pipe)).toEqual({ ok: true, value: null });
    expect((await reader.read(Buffer.alloc(100), 0, 100)).bytesRead).toBe(SLIP.length);
    expect(await deviceAt(pipe, Buffer.alloc(1_000_000))).toMatchObject({
      error: { type: 'printer-timeout' },
    });
    await reader.close();
    const file = join(folder, 'ledger.db');
    await writeFile(file, 'precious');
    expect(await deviceAt(file)).toMatchObject({ error: { type: 'printer-gone' } });
    expect(await readFile(file, 'utf8')).toBe('precious');
  });
});
