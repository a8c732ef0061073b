// GET /updates/NAME: feeds of updates and the packages that they name, as `hub updates` left them in one folder. Open to
// whoever reaches the hub: a program is no secret, and counters believe the signature alone.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { UPDATE_FILE, UPDATES_PATH } from '#shared/wire/update.ts';
import { refuse } from './answer.ts';

/** @param folder read at each question: what is put there is served at once */
export function updatesRoute(server: FastifyInstance, folder: string): void {
  server.get<{ Params: { name: string } }>(`${UPDATES_PATH}:name`, async (request, reply) => {
    const { name } = request.params;
    const size = UPDATE_FILE.test(name) ? await sizeOf(join(folder, name)) : null;
    if (size === null) return refuse(reply, 'not-found', 'no such update');
    return reply
      .header('cache-control', 'no-store')
      .header('content-length', size)
      .type('application/octet-stream')
      .send(createReadStream(join(folder, name), size === 0 ? {} : { end: size - 1 }));
  });
}

/** Null: there is no such file. */
async function sizeOf(path: string): Promise<number | null> {
  try {
    const file = await open(path);
    try {
      const found = await file.stat();
      return found.isFile() ? found.size : null;
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
