// Messages of a window to the data process, as a page that was taken over may send them: values of any kind and form.
import { MessageChannel } from 'node:worker_threads';
import type { Random } from '#shared/base/random.ts';
import { nodeChannel } from '#electron/port/channel.ts';
import { commands } from '#shared/contract/commands.ts';
import type { Reply } from '#shared/contract/message.ts';
import { startDataProcess, untilState, value } from '#tests/fixtures/data_process.ts';
import { startFakeHub } from '#tests/fixtures/fake_hub.ts';
import { buildPack, publishedBranch } from '#tests/fixtures/published.ts';
import { refused, type Target, TAKEN, type Verdict } from '../fuzz.ts';
import { below, mutateValue, ODD_VALUES, pick } from '../mutate.ts';

const ID = '0190a000-0000-7000-8000-000000000001';
const NAME = { offer: 'prepay-gift', tier: 't100', treatment: 'say' };
/** One right input of each kind of member. */
const INPUTS: Readonly<Record<string, object>> = {
  'session.sign-in': { staff: 'c1', pin: '1234' },
  'customer.search': { text: '138 1234' },
  'customer.open': { id: 1 },
  'customer.serve': { id: 1 },
  'customer.reveal': { id: 1 },
  'customer.file': { id: 1 },
  'look-ups.reason': {
    customer: 1,
    action: 'open',
    reason: 'other',
    words: 'x',
    approval: { manager: 'm1', pin: '9876' },
  },
  'look-ups.day': { day: '2026-11-29' },
  'look-ups.list': { day: '2026-11-29', staff: 'm1', shown: 'beyond', offset: 0 },
  'customer.consent': { id: 1, optedOut: true, visit: null },
  'visit.start': { customer: 1, purpose: 'top-up', intended: 5_000 },
  'walk-in.start': { phone: '13800138000', purpose: 'top-up', intended: 5_000 },
  'visit.change': { visit: ID, purpose: 'top-up', intended: 5_000 },
  'visit.answer': {
    visit: ID,
    decision: ID,
    ...NAME,
    answer: 'accepted',
    declineReason: null,
    notSaidReason: null,
    laterOn: null,
  },
  'visit.finish': { visit: ID, prepaid: 5_000, gifts: [{ gift: 'oil', count: 1 }] },
  'visit.undo': { visit: ID, event: ID },
  'visit.resume': { visit: ID },
  'visit.drop': { visit: ID },
  'note.write': { visit: ID, text: 'x' },
  'note.remove': { visit: ID, note: ID },
  'gift.list': { customer: 1 },
  'lottery.show': { lottery: 'spring' },
  'lottery.draw': { visit: ID, number: '138001' },
  'care.done': { care: 'x', outcome: 'done' },
  'visits.list': { day: '2026-11-29', to: null, offset: 0 },
  'visit.correct': {
    visit: ID,
    correction: { what: 'void' },
    reason: 'x',
    manager: 'm1',
    pin: '9876',
  },
  'report.day': { day: null },
  'report.month': { month: '2026-11' },
  'report.file': { period: '2026-11-29', format: 'csv' },
};
/** These change who is signed in or go on a line. */
const NOT_SENT = new Set(['session.lock', 'sync.now', 'enrol.start', 'session.sign-in']);

const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;
const ODD = [
  ...ODD_VALUES,
  undefined,
  10n ** 30n,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  new Date(Number.NaN),
  new Map([['id', 1]]),
  new Set([1]),
  new Uint8Array(8),
  /(a+)+$/,
  new Error('x'),
  cyclic,
];

export async function portTarget(): Promise<Target> {
  const hub = await startFakeHub();
  hub.pack = buildPack({ keys: hub.keys, number: 1, published: publishedBranch() });
  hub.latest = 1;
  const data = startDataProcess();
  const client = data.connect();
  value(await client.send('enrol.start', { hubUrl: hub.url, branch: 'B001', code: hub.code }));
  await untilState(client, ({ phase }) => phase === 'ready');
  const { port1, port2 } = new MessageChannel();
  const window = nodeChannel(port2);
  const waiting = new Map<number, (result: Reply['result']) => void>();
  data.open(nodeChannel(port1));
  window.onMessage((message) => {
    const reply = message as Reply;
    if (reply.kind !== 'reply') return;
    const settle = waiting.get(reply.id);
    if (settle === undefined) throw new Error(`an answer to ${reply.id}, which nobody asked`);
    waiting.delete(reply.id);
    settle(reply.result);
  });
  let last = 0;
  const send = (command: string, input: unknown): Promise<Reply['result']> =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      window.send({ kind: 'request', id: last, command, input });
    });
  await send('session.sign-in', { staff: 'm1', pin: '9876' });
  // Else no customer is known to this window.
  await send('customer.search', { text: '138 1234' });
  const names = Object.keys(commands).filter((name) => !NOT_SENT.has(name));

  return {
    feed: (chance) => (chance() < 0.1 ? noRequest(chance) : request(chance)),
    async close() {
      window.close();
      await data.stop();
      await hub.close();
    },
  };

  async function request(chance: Random): Promise<Verdict> {
    const name = pick(names, chance);
    const right = INPUTS[name] ?? {};
    const input = chance() < 0.1 ? right : mutateValue(right, ODD, chance);
    const command =
      chance() < 0.05 ? pick(['__proto__', 'toString', '', 'x'.repeat(9_999)], chance) : name;
    return verdictOf(await send(command, input));
  }

  /** It has no answer; the next question has. */
  async function noRequest(chance: Random): Promise<Verdict> {
    const before = data.log.length;
    const right = {
      kind: 'request',
      id: last + 1_000_000,
      command: 'customer.open',
      input: { id: 1 },
    };
    const odd = {
      ...(mutateValue(right, ODD, chance) as object),
      kind: pick(['reply', 'push', 7, null], chance),
    };
    window.send(below(4, chance) === 0 ? pick(ODD, chance) : odd);
    const state = await send('app.state', {});
    if (!state.ok) throw new Error('no state after it');
    return refused(data.log.slice(before).join('\n'));
  }

  function verdictOf(result: Reply['result']): Verdict {
    if (result.ok) return TAKEN;
    const { type } = result.error;
    if (type === 'signed-out') throw new Error('the session was lost');
    if (type === 'bug' || type === 'disk') throw new Error(data.log.at(-1) ?? type);
    const { field, expected } = result.error as {
      readonly field?: string;
      readonly expected?: string;
    };
    return refused(type === 'bad-input' ? `bad input ${field ?? ''}: ${expected ?? ''}` : type);
  }
}
