// GET /v1/told?after=DEVICE:SEQUENCE,...&share=SERIES:EDITION:GIFT:PIECES,...: what the others recorded, gifts lent.
import type { FastifyInstance } from 'fastify';
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { DAY_MS, dayOfInstant } from '#shared/base/month.ts';
import type { Signed } from '#shared/wire/signed.ts';
import { API_PREFIX, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { type Told, TOLD_DAYS, TOLD_EVENTS, TOLD_KINDS, toldSchema } from '#shared/wire/told.ts';
import { readGiftsElsewhere, readOtherDevices, readToldEvents } from '#hub/db/told.ts';
import { lendGifts } from '#hub/lend/gifts.ts';
import type { Question } from '#hub/lend/share_out.ts';
import { refuse, refuseProtocol, speaksOther } from './answer.ts';
import { forDevice, type Hub } from './authorise.ts';

/** A branch has a few devices; of each that ever was one pair. */
const AFTER = /^(?:[A-Za-z0-9._-]{1,64}:\d{1,15}(?:,|$)){0,200}$/;

/** A branch has a few gifts. */
const SHARE = /^(\d{1,15}):(\d{1,15}):((?:[A-Za-z0-9._-]{1,64}:\d{1,9}(?:,|$)){0,200})$/;

export function toldRoute(server: FastifyInstance, hub: Hub): void {
  server.get(
    `${API_PREFIX}/told`,
    forDevice(hub.database, async (request, reply, { id: device, branch }) => {
      if (speaksOther(request)) return refuseProtocol(reply);
      const { after: text = '', share } = request.query as {
        readonly after?: unknown;
        readonly share?: unknown;
      };
      if (typeof text !== 'string' || !AFTER.test(text)) {
        return refuse(reply, 'bad-request', 'after: DEVICE:SEQUENCE, separated by commas');
      }
      const question = share === undefined ? null : readQuestion(share);
      if (question === undefined) {
        return refuse(reply, 'bad-request', 'share: SERIES:EDITION:GIFT:PIECES,...');
      }
      const { database, secret } = hub;
      const now = hub.clock();
      const asking = { branch, device, after: readAfter(text) };
      // A day of any time zone: what is a little older does no harm.
      const from = dayOfInstant(now - TOLD_DAYS * DAY_MS, 'UTC');
      const events = await readToldEvents(database, asking, TOLD_KINDS, from, TOLD_EVENTS);
      const devices = await readOtherDevices(database, branch, device);
      const gifts = await readGiftsElsewhere(database, branch, device);
      const shares =
        question === null ? null : await lendGifts(database, { id: device, branch }, question, now);
      const told: Told = toldSchema.parse({
        kind: 'told',
        protocol: PROTOCOL_VERSION,
        branch,
        device,
        at: now,
        devices: devices.map(({ id, name, heard_at: heardAt }) => ({ id, name, heardAt })),
        events,
        more: events.length === TOLD_EVENTS,
        gifts: gifts.map(({ gift, count }) => ({ gift, count })),
        shares,
      });
      const body = Buffer.from(canonicalJson(told as unknown as Json));
      const answer: Signed = {
        body: body.toString('base64'),
        signature: secret.sign(body).toString('base64'),
      };
      return reply.header('cache-control', 'no-store').send(answer);
    }),
  );
}

const readAfter = (text: string): ReadonlyMap<string, number> =>
  new Map(
    text
      .split(',')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const [device = '', sequence] = pair.split(':');
        return [device, Number(sequence)] as const;
      }),
  );

/** Undefined: it is none. */
function readQuestion(text: unknown): Question | undefined {
  const [, series, edition, holds = ''] = (typeof text === 'string' && SHARE.exec(text)) || [];
  if (series === undefined) return undefined;
  return { series: Number(series), edition: Number(edition), holds: readAfter(holds) };
}
