// Whom the hub answers, and with what: a device by its bearer token. What it may see follows from its branch.
import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { Database } from '#hub/db/database.ts';
import { type Device, findDeviceByToken } from '#hub/db/device.ts';
import type { HubSecret } from '#hub/secret.ts';
import { refuse } from './answer.ts';
import { hashToken } from './enrol.ts';

/** What the routes need; nothing of it is state of one copy. */
export type Hub = {
  readonly database: Database;
  readonly secret: HubSecret;
  /** UTC ms */
  readonly clock: () => number;
};

export type DeviceHandler = (
  request: FastifyRequest,
  reply: FastifyReply,
  device: Device,
) => Promise<FastifyReply>;

type DeviceRoute = Required<Pick<RouteShorthandOptions, 'onRequest'>> & {
  readonly handler: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
};

/** Answers `unauthorised` to all others, before their body is read: strangers get no room for megabytes. */
export function forDevice(database: Database, handler: DeviceHandler): DeviceRoute {
  const devices = new WeakMap<FastifyRequest, Device>();
  return {
    async onRequest(request, reply) {
      const token = /^Bearer ([\w-]{32,128})$/.exec(request.headers.authorization ?? '')?.[1];
      const device = token && (await findDeviceByToken(database, hashToken(token)));
      if (!device) return refuse(reply, 'unauthorised', 'no such device, or it was revoked');
      devices.set(request, device);
      return undefined;
    },
    handler(request, reply) {
      const device = devices.get(request);
      if (!device) throw new Error('a request came past its token');
      return handler(request, reply, device);
    },
  };
}
