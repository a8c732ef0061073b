// A port for a server that may have to come back at the same address.
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Above those of services, below those that systems give to outgoing connections: nobody else takes it meanwhile. */
const [FIRST, END] = [15_000, 30_000];

/** @returns {Promise<number>} */
export async function freePort() {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(FIRST, END);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port between ${FIRST} and ${END}`);
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
const isFree = (port) =>
  new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
