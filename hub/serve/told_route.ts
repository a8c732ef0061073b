// GET /v1/told?after=DEVICE:SEQUENCE,...&share=SERIES:EDITION:GIFT:PIECES,...: what the others recorded, and up to SERIES
// the device itself where it names itself; gifts lent.
import type { FastifyInstance } from 'fastify';
import type { Signed } from '#shared/wire/signed.ts';
import { API_PREFIX } from '#shared/wire/protocol.ts';
import { lendGifts } from '#hub/lend/gifts.ts';
import type { Question } from '#hub/lend/share_out.ts';
import { refuse, refuseProtocol, speaksOther } from './answer.ts';
import { forDevice, type Hub } from './authorise.ts';
import { tellDevice } from './tell_device.ts';

/** A branch has a few devices; of each that ever was one pair. */
const AFTER = /^(?:[A-Za-z0-9._-]{1,64}:\d{1,15}(?:,|$)){0,200}$/;

/** A branch has a few gifts. */
const SHARE = /^(\d{1,15}):(\d{1,15}):((?:[A-Za-z0-9._-]{1,64}:\d{1,9}(?:,|$)){0,200})$/;

export function toldRoute(server: FastifyInstance, hub: Hub): void {
  server.get(
    `${API_PREFIX}/told`,
    forDevice(hub, async (request, reply, { id: device, branch }) => {
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
      const after = readAfter(text);
      const lost = after.has(device) ? (question?.series ?? 0) : 0;
      const asking = { branch, device, after, lost };
      const shares =
        question === null ? null : await lendGifts(database, { id: device, branch }, question, now);
      const answer: Signed = (await tellDevice(database, secret, asking, shares, now)).signed;
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
