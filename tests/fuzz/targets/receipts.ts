// Answers to a device with keys: altered, of another question, of another status, or HQ's own and odd.
import type { Random } from '#shared/base/random.ts';
import { issueText } from '#shared/base/first_issue.ts';
import { eventsResponseSchema } from '#shared/wire/events.ts';
import { hubErrorSchema } from '#shared/wire/error.ts';
import { SIGNATURE_HEADER } from '#shared/wire/conversation.ts';
import { createVoice } from '#electron/data/sync/conversation.ts';
import { createDeviceKeys } from '#electron/data/sync/device_keys.ts';
import { overhear } from '#tests/fixtures/hub_voice.ts';
import { createTestIds } from '#tests/fixtures/ids.ts';
import { createHubKeys } from '#tests/fixtures/published.ts';
import { refused, type Target, TAKEN, type Verdict } from '../fuzz.ts';
import { mutateBytes, mutateJson, pick } from '../mutate.ts';

const ids = createTestIds();
const RECEIPT = {
  stored: [ids(), ids()],
  quarantined: [{ id: ids(), reason: 'no-start: this computer began no such visit' }],
  total: 12,
};
const REFUSAL = { error: 'revoked', message: 'this device was revoked' };

export function receiptsTarget(): Target {
  const { secret } = createHubKeys();
  const hub = { sign: secret.publicKey, seal: secret.sealKey };
  const voice = createVoice(createDeviceKeys(), hub);
  const ask = () => voice.ask('POST', '/v1/events', '{"protocol":2,"events":[]}');
  type Asked = ReturnType<typeof ask>;
  const answer = (to: Asked, status: number, said: string | Buffer) =>
    overhear(to.headers, secret).say(status, said);

  return {
    feed(chance) {
      const asked = ask();
      const status = pick([200, 401], chance);
      const body = JSON.stringify(status === 200 ? RECEIPT : REFUSAL);
      const whole = answer(asked, status, body);
      if (chance() < 0.3) {
        const odd = answer(asked, status, mutateJson(status === 200 ? RECEIPT : REFUSAL, chance));
        const heard = asked.hear(status, new Headers(odd.headers), Buffer.from(odd.body));
        if (heard === null) throw new Error('what HQ said was not heard');
        return read(status, heard);
      }
      const made = alter(whole, status, chance);
      const heard = asked.hear(made.status, new Headers(made.headers), made.body);
      if (heard === null) return refused('not signed by headquarters');
      const isWhole = made.status === status && made.body.equals(Buffer.from(whole.body));
      return { type: 'taken', isRight: isWhole && heard.toString() === body };
    },
  };

  function alter(said: ReturnType<typeof answer>, status: number, chance: Random) {
    const body = Buffer.from(said.body);
    const headers = { ...said.headers };
    const other = answer(ask(), status, JSON.stringify({ ...RECEIPT, total: 13 }));
    switch (Math.floor(chance() * 5)) {
      case 0:
        return { status: pick([200, 201, 401, 403, 409], chance), headers, body };
      case 1:
        return { status, headers, body: mutateBytes(body, [Buffer.from(other.body)], chance) };
      case 2: {
        const signature = Buffer.from(headers[SIGNATURE_HEADER] ?? '', 'base64');
        const altered = mutateBytes(signature, [signature], chance).toString('base64');
        return { status, headers: { ...headers, [SIGNATURE_HEADER]: altered }, body };
      }
      case 3:
        return { status, headers: other.headers, body: Buffer.from(other.body) };
      default:
        // As a stranger would: in the open, with or without somebody's signature.
        return {
          status,
          headers: pick([{}, { [SIGNATURE_HEADER]: headers[SIGNATURE_HEADER] ?? '' }], chance),
          body: mutateJson(RECEIPT, chance),
        };
    }
  }
}

function read(status: number, said: Buffer): Verdict {
  const value: unknown = parseJson(said);
  const parsed = (status === 200 ? eventsResponseSchema : hubErrorSchema).safeParse(value);
  return parsed.success ? TAKEN : refused(issueText(parsed.error, 'answer'));
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
