// Who asks: a device by its bearer token. What it may see follows from its branch.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../db/database.ts';
import { type Device, findDeviceByToken } from '../db/device.ts';
import { hashToken } from '../services/enrol.ts';
import { refuse } from './answer.ts';

export type DeviceHandler = (
  request: FastifyRequest,
  reply: FastifyReply,
  device: Device,
) => Promise<FastifyReply>;

/** Answers `unauthorised` to all others. */
export const forDevice =
  (database: Database, handler: DeviceHandler) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const token = /^Bearer ([\w-]{32,128})$/.exec(request.headers.authorization ?? '')?.[1];
    const device = token && (await findDeviceByToken(database, hashToken(token)));
    if (!device) return refuse(reply, 'unauthorised', 'no such device, or it was revoked');
    return handler(request, reply, device);
  };
