// Whom the hub answers, and with what: a device by its token and, where it has keys, its signature. What it may see
// follows from its branch.
import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { Database } from '#hub/db/database.ts';
import { findDeviceByToken, type HeardDevice, type KnownDevice } from '#hub/db/device.ts';
import { type Contact, isNews, noteContact } from '#hub/db/device_contact.ts';
import {
  ADDRESSES_HEADER,
  APP_HEADER,
  CLOCK_HEADER,
  CLOCK_TOLERANCE_MS,
  HOST_HEADER,
  UNSENT_HEADER,
} from '#shared/wire/protocol.ts';
import type { HubSecret } from '#hub/secret.ts';
import { refuse } from './answer.ts';
import { isSignedBy, openBody, sealAnswer } from './conversation.ts';
import { hashToken } from './enrol.ts';

/** What the routes need; nothing of it is state of one copy. */
export type Hub = {
  readonly database: Database;
  /** As it is now: a copy that serves on follows its rotation (`follow_secret.ts`). Not to be kept over an `await`. */
  readonly secret: HubSecret;
  /** UTC ms */
  readonly clock: () => number;
  /** Events are taken at their word: for tests of what is made of them. */
  readonly isBelieved?: boolean;
  /** Devices may enrol without keys of their own: for tests of what keys do not matter for. */
  readonly takesKeyless?: boolean;
};

export type DeviceHandler = (
  request: FastifyRequest,
  reply: FastifyReply,
  device: KnownDevice,
) => Promise<FastifyReply>;

type DeviceRoute = Required<Pick<RouteShorthandOptions, 'onRequest' | 'onSend'>> & {
  readonly handler: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
};

/**
 * Answers `unauthorised` to all others, before their body is read: strangers get no room for megabytes.
 * @param onHead called at once with each question, whoever asks
 */
export function forDevice(
  hub: Hub,
  handler: DeviceHandler,
  onHead?: (request: FastifyRequest, reply: FastifyReply) => void,
): DeviceRoute {
  const devices = new WeakMap<FastifyRequest, HeardDevice>();
  return {
    async onRequest(request, reply) {
      onHead?.(request, reply);
      const token = /^Bearer ([\w-]{32,128})$/.exec(request.headers.authorization ?? '')?.[1];
      const device = token && (await findDeviceByToken(hub.database, hashToken(token)));
      if (!device) return refuse(reply, 'unauthorised', 'no such device');
      devices.set(request, device);
      if (device.isRevoked) return refuse(reply, 'revoked', 'this device was revoked');
      return undefined;
    },
    async handler(request, reply) {
      const device = devices.get(request);
      if (!device) throw new Error('a request came past its token');
      const { keys } = device;
      if (keys !== null) {
        const isItself = isSignedBy(request, keys.sign) && openBody(request, hub.secret, keys.seal);
        if (!isItself)
          return refuse(reply, 'unauthorised', 'not signed with the key of the device');
      }
      const now = hub.clock();
      const said = saidOf(request, now);
      if (isNews(device.contact, said, now)) await noteContact(hub.database, device.id, said, now);
      return handler(request, reply, device);
    },
    async onSend(request, reply, payload) {
      const keys = devices.get(request)?.keys ?? null;
      return sealAnswer(request, reply, payload, hub.secret, keys?.seal ?? null);
    },
  };
}

/** Numbers only: a name may be another's. */
const ADDRESSES_FORM = /^(?:(?:[\d.]{7,15}|\[[\da-f:]{2,39}\]):\d{1,5}(?:,|$)){1,8}$/;

/** A counter of before says nothing; what is no version or no count is not kept. */
function saidOf({ headers }: FastifyRequest, now: number): Contact {
  const app = /^[\w.+-]{1,40}$/.exec(String(headers[APP_HEADER] ?? ''))?.[0];
  const host = /^[\w ]{1,60}$/.exec(String(headers[HOST_HEADER] ?? ''))?.[0];
  const unsent = /^\d{1,9}$/.exec(String(headers[UNSENT_HEADER] ?? ''))?.[0];
  const addresses = ADDRESSES_FORM.exec(String(headers[ADDRESSES_HEADER] ?? ''))?.[0];
  const clock = /^\d{1,15}$/.exec(String(headers[CLOCK_HEADER] ?? ''))?.[0];
  return {
    app: app ?? null,
    host: host ?? null,
    unsent: unsent === undefined ? null : Number(unsent),
    addresses: addresses ?? null,
    minutesAhead: clock === undefined ? null : minutesAhead(Number(clock) - now),
  };
}

/** Whole, so that one clock says the same with each question. */
const minutesAhead = (ms: number): number =>
  Math.abs(ms) > CLOCK_TOLERANCE_MS ? Math.round(ms / 60_000) : 0;
