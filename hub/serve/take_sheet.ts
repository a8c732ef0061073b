// One sheet that a neighbour brought: believed for its own device's signature alone, and taken as if that device sent it.
import { createPublicKey, verify } from 'node:crypto';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import type { Instant } from '#shared/base/month.ts';
import {
  type CarriedResponse,
  type Sheet,
  type SheetReceipt,
  sheetSchema,
} from '#shared/wire/neighbour.ts';
import { OLDEST_EVENTS, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Signed } from '#shared/wire/signed.ts';
import { findNeighbour } from '#hub/db/device.ts';
import { noteHeard } from '#hub/db/told.ts';
import { readWhole } from '#hub/db/whole.ts';
import type { Hub } from './authorise.ts';
import { receiveEvents } from './receive_events.ts';

type Fate = CarriedResponse['sheets'][number];

/** @param branch of who brings it */
export async function takeSheet(
  hub: Hub,
  branch: string,
  name: string,
  signed: Signed,
): Promise<Fate> {
  const { database } = hub;
  const device = await findNeighbour(database, name);
  if (device === undefined || device.branch !== branch) return refused('no such device');
  if (device.isRevoked) return refused('the device was revoked');
  if (device.keys === null) return refused('the device has no keys');
  const sheet = openSheet(signed, device.keys.sign);
  if (sheet === null) return refused('not signed by its device');
  if (sheet.device !== device.id || sheet.branch !== branch) return refused('of another device');
  if (sheet.protocol < OLDEST_EVENTS) return refused('events of no version');
  // HQ never has a gap by a neighbour's hand: nobody would be told what lies in it.
  if (sheet.after > (await readWhole(database, device.id))) return { fate: 'waits' };
  const now = hub.clock();
  const { stored, quarantined } = await receiveEvents(database, device, sheet.events, {
    protocol: sheet.protocol,
    now,
    isBelieved: hub.isBelieved,
  });
  // As of when it was written: what was recorded after that is on its way.
  if ((await readWhole(database, device.id)) >= sheet.last) {
    await noteHeard(database, device.id, Math.min(sheet.at, now));
  }
  const receipt: SheetReceipt = {
    kind: 'sheet-receipt',
    protocol: PROTOCOL_VERSION,
    branch,
    device: device.id,
    at: now as Instant,
    through: sheet.through,
    stored,
    quarantined,
  };
  const body = Buffer.from(canonicalJson(receipt as unknown as Json));
  const signature = hub.secret.sign(body).toString('base64');
  return { fate: 'taken', receipt: { body: body.toString('base64'), signature } };
}

const refused = (reason: string): Fate => ({ fate: 'refused', reason });

/** @param key Ed25519, SPKI DER */
function openSheet(signed: Signed, key: Uint8Array): Sheet | null {
  const body = Buffer.from(signed.body, 'base64');
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key), format: 'der', type: 'spki' });
    if (!verify(null, body, publicKey, Buffer.from(signed.signature, 'base64'))) return null;
    return sheetSchema.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return null;
  }
}
