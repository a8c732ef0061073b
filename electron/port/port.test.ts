import { EventEmitter, once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { err, ok } from '#shared/base/result.ts';
import type { Push } from '#shared/contract/message.ts';
import type { Session } from '#shared/contract/view_status.ts';
import { type Channel, nodeChannel } from './channel.ts';
import { type Client, createClient } from './client.ts';
import { type Fault, servePort } from './server.ts';
import type { Handlers } from './handlers.ts';

const clerk: Session = { staff: 'c1', name: '李', role: 'clerk' };
const manager: Session = { staff: 'm1', name: '王', role: 'manager' };

/** Handlers that a test does not name are never reached. */
function handlersWith(some: Partial<Handlers>): Handlers {
  return new Proxy({} as Handlers, {
    get: (_, name) => some[name as keyof Handlers] ?? (() => Promise.reject(new Error('unnamed'))),
  });
}

type Setup = { client: Client; server: Channel; raw: Channel; faults: Fault[]; bad: string[] };

const open: Channel[] = [];
afterEach(() => {
  for (const channel of open.splice(0)) channel.close();
});

function pair(): { ours: Channel; theirs: Channel } {
  const { port1, port2 } = new MessageChannel();
  const ours = nodeChannel(port1);
  const theirs = nodeChannel(port2);
  open.push(ours);
  return { ours, theirs };
}

function setUp(some: Partial<Handlers>, session: Session | null = null): Setup {
  const { ours, theirs } = pair();
  const faults: Fault[] = [];
  const bad: string[] = [];
  servePort(theirs, 7, () => handlersWith(some), {
    sessionOf: (port) => (port === 7 ? session : null),
    onFault: (fault) => faults.push(fault),
    onBadMessage: (_, detail) => bad.push(detail),
  });
  return { client: createClient(ours), server: theirs, raw: ours, faults, bad };
}

const thrown = (error: unknown): Setup =>
  setUp({
    'app.state': () => {
      throw error;
    },
  });

describe('a command', () => {
  it('is answered with what the handler returns, in any order', async () => {
    const held = new EventEmitter();
    const { client } = setUp(
      {
        'session.lock': () => once(held, 'release').then(() => ok(null)),
        'customer.search': ({ text }) =>
          text === '' ? err({ type: 'not-ready' }) : ok({ hits: [], hasMore: true }),
      },
      clerk,
    );
    const slow = client.send('session.lock', {});
    expect(await client.send('customer.search', { text: 'zsf' })).toEqual(
      ok({ hits: [], hasMore: true }),
    );
    expect(await client.send('customer.search', { text: '' })).toEqual(err({ type: 'not-ready' }));
    held.emit('release');
    expect(await slow).toEqual(ok(null));
  });

  it('reaches its handler with the parsed input and the caller', async () => {
    let seen: unknown;
    const { client } = setUp(
      {
        'report.days': (input, caller) => {
          seen = { input, caller };
          return ok([]);
        },
      },
      manager,
    );
    await client.send('report.days', {});
    expect(seen).toEqual({ input: {}, caller: { port: 7, session: manager } });
  });

  it('with wrong input is refused with the field', async () => {
    const { client } = setUp({}, clerk);
    const answer = await client.send('customer.open', { id: -1 });
    expect(answer).toMatchObject({ ok: false, error: { type: 'bad-input', field: 'id' } });
    const extra = await client.send('customer.open', { id: 1, more: 1 } as { id: number });
    expect(extra).toMatchObject({ ok: false, error: { type: 'bad-input' } });
  });

  it('needs a session, and a manager where the contract says so', async () => {
    const nobody = setUp({ 'staff.list': () => ok([]) });
    expect(await nobody.client.send('customer.search', { text: 'a' })).toEqual(
      err({ type: 'signed-out' }),
    );
    expect(await nobody.client.send('report.days', {})).toEqual(err({ type: 'signed-out' }));
    expect(await nobody.client.send('staff.list', {})).toEqual(ok([]));
    const staff = setUp({}, clerk);
    expect(await staff.client.send('report.days', {})).toEqual(
      err({ type: 'forbidden', needs: 'manager' }),
    );
  });
});

describe('a thrown error', () => {
  it('is logged once and answered with its reference only', async () => {
    const { client, faults } = thrown(new Error('张三 13800006688'));
    const answer = await client.send('app.state', {});
    expect(faults).toHaveLength(1);
    expect(answer).toEqual({ ok: false, error: faults[0]?.failure });
    expect(answer).toMatchObject({ error: { type: 'bug' } });
    expect(JSON.stringify(answer)).not.toContain('138');
  });

  it.each([
    'SQLITE_FULL',
    'SQLITE_READONLY_DBMOVED',
    'SQLITE_IOERR_WRITE',
    'SQLITE_CORRUPT',
    'ENOSPC',
    'EROFS',
  ])('%s is a disk failure', async (code) => {
    const { client } = thrown(Object.assign(new Error('disk'), { code }));
    expect(await client.send('app.state', {})).toEqual(err({ type: 'disk', detail: code }));
  });

  it('a result that cannot be cloned is a bug, not silence', async () => {
    const { client, faults } = setUp({ 'staff.list': () => ok([(() => 1) as never]) });
    expect(await client.send('staff.list', {})).toMatchObject({ error: { type: 'bug' } });
    expect(faults).toHaveLength(1);
  });
});

describe('a forged message', () => {
  it('that is no request gets no answer', async () => {
    const { client, raw, bad } = setUp({ 'staff.list': () => ok([]) });
    raw.send({ kind: 'request', id: 'x' });
    raw.send(null);
    await client.send('staff.list', {});
    expect(bad).toHaveLength(2);
  });

  it.each(['no.such', '__proto__', 'constructor', 'toString'])(
    'naming %s is refused',
    async (command) => {
      const { client } = setUp({});
      const send = client.send as (name: string, input: unknown) => Promise<unknown>;
      expect(await send(command, {})).toMatchObject({
        error: { type: 'bad-input', field: 'command' },
      });
    },
  );
});

describe('the life of a channel', () => {
  it('requests before the first channel wait for it', async () => {
    const client = createClient();
    const early = client.send('staff.list', {});
    const { ours, theirs } = pair();
    servePort(theirs, 1, () => handlersWith({ 'staff.list': () => ok([]) }), {
      sessionOf: () => null,
      onFault: () => undefined,
    });
    client.attach(ours);
    expect(await early).toEqual(ok([]));
  });

  it('fails what waits when the other end dies, and serves again on a new channel', async () => {
    const { client, server } = setUp({ 'staff.list': () => new Promise(() => undefined) });
    const events: string[] = [];
    client.onDetach(() => events.push('detach'));
    client.onAttach(() => events.push('attach'));
    const waiting = client.send('staff.list', {});
    server.close();
    expect(await waiting).toEqual(err({ type: 'data-down' }));
    expect(await client.send('staff.list', {})).toEqual(err({ type: 'data-down' }));
    const { ours, theirs } = pair();
    servePort(theirs, 2, () => handlersWith({ 'staff.list': () => ok([]) }), {
      sessionOf: () => null,
      onFault: () => undefined,
    });
    client.attach(ours);
    expect(await client.send('staff.list', {})).toEqual(ok([]));
    expect(events).toEqual(['detach', 'attach']);
  });

  it('a replaced channel fails what waited on it', async () => {
    const { client } = setUp({ 'staff.list': () => new Promise(() => undefined) });
    const waiting = client.send('staff.list', {});
    client.attach(pair().ours);
    expect(await waiting).toEqual(err({ type: 'data-down' }));
  });

  it('tells the server when the window goes', async () => {
    const { ours, theirs } = pair();
    const closed = new Promise<number>((resolve) => {
      servePort(theirs, 3, () => handlersWith({}), {
        sessionOf: () => null,
        onFault: () => undefined,
        onClose: resolve,
      });
    });
    createClient(ours).detach();
    expect(await closed).toBe(3);
  });

  it('pushes reach a listener until it stops', async () => {
    const { client, server } = setUp({ 'staff.list': () => ok([]) });
    const push: Push = { kind: 'push', topic: 'ledger' };
    let heard = 0;
    const stop = client.onPush(({ topic }) => {
      heard += topic === 'ledger' ? 1 : 0;
    });
    server.send(push);
    await client.send('staff.list', {});
    stop();
    server.send(push);
    await client.send('staff.list', {});
    expect(heard).toBe(1);
  });
});
