// What anybody may send to the hub's port: questions of a real device, their bytes altered, on a real socket.
import { connect } from 'node:net';
import { createVoice, type Voice } from '#electron/data/sync/conversation.ts';
import { fetchSecrets } from '#electron/data/sync/enrol.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { Random } from '#shared/base/random.ts';
import { newCode, openTestHub } from '#hub/serve/test_hub.ts';
import { refused, type Target, TAKEN, type Verdict } from '../fuzz.ts';
import { mutateBytes, pick } from '../mutate.ts';

type Asked = { readonly line: string; readonly bytes: Buffer; readonly body: Buffer };

export async function httpTarget(): Promise<Target> {
  const hub = await openTestHub();
  const url = await hub.server.listen({ host: '127.0.0.1', port: 0 });
  const enrolled = await fetchSecrets(
    { hubUrl: url, branch: 'b1', code: await newCode(hub) },
    hub.now,
    new AbortController().signal,
  );
  if (!enrolled.ok) throw new Error(enrolled.error.type);
  const { keys, hubPublicKey, hubSealKey, token } = enrolled.value;
  if (keys === undefined || hubSealKey === undefined) throw new Error('no keys');
  const voice = createVoice(keys, { sign: hubPublicKey, seal: hubSealKey });
  const samples = [
    question(voice, token, 'GET', '/v1/held', null),
    question(voice, token, 'GET', '/v1/changes?since=3&told=1', null),
    question(voice, token, 'GET', '/v1/packs/latest', null),
    question(voice, token, 'GET', '/v1/told?after=dev-1%3A4&share=0%3A1%3Aoil%3A3', null),
    question(voice, token, 'GET', `/v1/chunks/${'a'.repeat(64)}`, null),
    question(
      voice,
      token,
      'POST',
      '/v1/events',
      '{"protocol":2,"events":[{"id":"x"}],"previous":null}',
    ),
    question(voice, token, 'POST', '/v1/enrol', '{"protocol":2,"branch":"b1","code":"AAAA-BBBB"}'),
  ];
  const others = samples.map(({ bytes }) => bytes);
  const { port } = new URL(url);

  return {
    async feed(chance: Random): Promise<Verdict> {
      const asked = pick(samples, chance);
      const bytes = mutateBytes(asked.bytes, others, chance);
      const answer = await exchange(Number(port), bytes);
      // Node's own parser, or the line, ended it.
      if (answer === '') return refused('the connection was closed');
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
      if (status >= 500 || Number.isNaN(status)) throw new Error(answer.slice(0, 300));
      if (status >= 400)
        return refused(answer.slice(answer.indexOf('\r\n\r\n')).trim() || `HTTP ${status}`);
      return /counter-assist-signature/i.test(answer)
        ? { type: 'taken', isRight: isOne(bytes) }
        : TAKEN;
    },
    close: () => hub.close(),
  };

  /** What was signed of it is what one of the device's own questions says. */
  function isOne(bytes: Buffer): boolean {
    const text = bytes.toString('latin1');
    return samples.some(({ line, body }) => isIn(text, line) && hasBody(bytes, body));
  }
}

/** Node takes a line without the version of HTTP too. */
const isIn = (text: string, line: string): boolean =>
  text.includes(`${line} `) || text.includes(`${line}\n`) || text.includes(`${line}\r`);

/** With another body than the question's the digest would be another. */
const hasBody = (bytes: Buffer, body: Buffer): boolean =>
  bytes.includes(Buffer.concat([Buffer.from('\r\n\r\n'), body]));

function question(
  voice: Voice,
  token: string,
  method: string,
  path: string,
  text: string | null,
): Asked {
  const asked = voice.ask(method, path, text);
  const body = asked.body ?? Buffer.alloc(0);
  const line = `${method} ${path}`;
  const headers = {
    host: 'hub',
    connection: 'close',
    authorization: `Bearer ${token}`,
    [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
    ...asked.headers,
    ...(text === null ? {} : { 'content-length': String(body.length) }),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = Buffer.from(`${[`${line} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`);
  return { line, bytes: Buffer.concat([head, body]), body };
}

/** All of it, then the end: nobody waits for what does not come. */
function exchange(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes));
    socket.on('data', (piece) => pieces.push(piece));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(pieces).toString('latin1')));
  });
}
