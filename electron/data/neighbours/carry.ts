// Brings HQ what neighbours recorded that have no line of their own, and keeps what HQ says of it for them.
import { ok, type Result } from '#shared/base/result.ts';
import { SHEETS_AT_ONCE } from '#shared/wire/neighbour.ts';
import type { WritableDB } from '../db/driver.ts';
import {
  dropSheets,
  keepReceipt,
  type KeptSheet,
  sheetsAfter,
  waitingSheets,
} from '../store/neighbours.ts';
import type { HubClient, HubFailure } from '../sync/hub_client.ts';

export type CarryOptions = {
  readonly client: HubClient;
  readonly ledger: WritableDB;
  readonly signal: AbortSignal;
  /** It is heard, and reaches HQ by itself. */
  readonly hasLine: (device: string) => boolean;
  readonly log: (level: 'warn', text: string) => void;
};

const BYTES_AT_ONCE = 2 * 1024 * 1024;

/** @returns how many sheets HQ has now; a lost answer needs no care, for each is taken once */
export async function carrySheets(options: CarryOptions): Promise<Result<number, HubFailure>> {
  const { ledger, hasLine } = options;
  let taken = 0;
  for (const { device } of waitingSheets(ledger)) {
    if (hasLine(device)) continue;
    const carried = await carryOf(device, options);
    if (!carried.ok) return carried;
    taken += carried.value;
  }
  return ok(taken);
}

async function carryOf(
  device: string,
  { client, ledger, signal, log }: CarryOptions,
): Promise<Result<number, HubFailure>> {
  let taken = 0;
  for (;;) {
    const sheets = fitting(sheetsAfter(ledger, device, 0, SHEETS_AT_ONCE));
    if (sheets.length === 0) return ok(taken);
    const answer = await client.carry(
      sheets.map(({ signed }) => ({ device, sheet: signed })),
      signal,
    );
    if (!answer.ok) return answer;
    for (const [index, sheet] of sheets.entries()) {
      const fate = answer.value.sheets[index];
      // HQ was put back, and its own device sends again: until then it waits.
      if (fate === undefined || fate.fate === 'waits') return ok(taken);
      ledger.transaction(() => {
        if (fate.fate === 'taken') keepReceipt(ledger, device, sheet.through, fate.receipt);
        dropSheets(ledger, device, sheet.through);
      });
      if (fate.fate === 'refused') log('warn', `neighbours: HQ refused ${device}: ${fate.reason}`);
      else taken += 1;
    }
  }
}

/** As many from the front as fit one request; at least one. */
function fitting(sheets: readonly KeptSheet[]): readonly KeptSheet[] {
  let bytes = 0;
  const end = sheets.findIndex(({ signed }, index) => {
    bytes += signed.body.length;
    return index > 0 && bytes > BYTES_AT_ONCE;
  });
  return end === -1 ? sheets : sheets.slice(0, end);
}
