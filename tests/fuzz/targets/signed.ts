// What HQ signs (manifests, heads of changes, what is told), altered on its way, exchanged for each other, or signed and odd.
import { isDeepStrictEqual } from 'node:util';
import { issueText } from '#shared/base/first_issue.ts';
import type { Random } from '#shared/base/random.ts';
import { changeHeadSchema } from '#shared/wire/change.ts';
import { type PackManifest, packManifestSchema } from '#shared/wire/pack.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { signedSchema } from '#shared/wire/signed.ts';
import { toldSchema } from '#shared/wire/told.ts';
import { checkManifest } from '#electron/data/sync/fetch_pack.ts';
import { hubKey, openSigned } from '#electron/data/sync/signed_document.ts';
import {
  buildChange,
  buildPack,
  createHubKeys,
  customerRow,
  publishedBranch,
  signJson,
} from '#tests/fixtures/published.ts';
import { CUSTOMERS } from '#tests/fixtures/branch.ts';
import { refused, type Target, TAKEN, type Verdict } from '../fuzz.ts';
import { mutateBytes, mutateJson, pick } from '../mutate.ts';

const SCHEMAS = { pack: packManifestSchema, change: changeHeadSchema, told: toldSchema };

const bytesOf = (one: unknown): Buffer => Buffer.from(JSON.stringify(one));
const documentOf = (body: string): unknown =>
  JSON.parse(Buffer.from(body, 'base64').toString('utf8'));

export function signedTarget(kind: keyof typeof SCHEMAS): Target {
  const keys = createHubKeys();
  const key = hubKey(keys.publicKey);
  const published = publishedBranch();
  const pack = buildPack({ keys, number: 4, published });
  const change = buildChange(keys, 5, CUSTOMERS.slice(0, 2).map(customerRow), published);
  const told = {
    kind: 'told',
    protocol: PROTOCOL_VERSION,
    branch: 'B001',
    device: 'dev-1',
    at: Date.now(),
    devices: [{ id: 'dev-2', name: '2号', heardAt: null }],
    events: [],
    more: false,
    gifts: [],
    shares: { series: 0, edition: 1, pieces: [{ gift: 'oil', pieces: 3 }] },
  };
  const all = { pack: pack.signed, change: change.head, told: signJson(told, keys) };
  const right = documentOf(all[kind].body);
  // As it is read: fields that came later have their defaults.
  const asRead = SCHEMAS[kind].parse(right);
  const others = Object.values(all).map(bytesOf);

  const forged = (chance: Random): Buffer => {
    const { body, signature } = all[kind];
    const part = (text: string): string =>
      mutateBytes(Buffer.from(text, 'base64'), others, chance).toString('base64');
    switch (Math.floor(chance() * 4)) {
      case 0:
        return bytesOf({ body: part(body), signature });
      case 1:
        return bytesOf({ body, signature: part(signature) });
      case 2:
        return bytesOf({
          body: mutateJson(right, chance).toString('base64'),
          signature: pick(Object.values(all), chance).signature,
        });
      default:
        return mutateBytes(bytesOf(pick(Object.values(all), chance)), others, chance);
    }
  };
  return {
    feed(chance) {
      const isForged = chance() < 0.7;
      const odd = mutateJson(right, chance);
      const bytes = isForged
        ? forged(chance)
        : bytesOf({
            body: odd.toString('base64'),
            signature: keys.secret.sign(odd).toString('base64'),
          });
      return read(bytes, isForged ? asRead : null);
    },
  };

  /** @param only what may come out; null: whatever fits, for HQ signed it */
  function read(bytes: Buffer, only: unknown): Verdict {
    let text: unknown;
    try {
      text = JSON.parse(bytes.toString('utf8'));
    } catch {
      text = undefined;
    }
    const signed = signedSchema.safeParse(text);
    if (!signed.success) return refused(issueText(signed.error, 'answer'));
    const opened = openSigned<{ kind: string }>(signed.data, SCHEMAS[kind], key);
    if (!opened.ok) return refused(opened.error.detail);
    if (only !== null && !isDeepStrictEqual(opened.value, only))
      return { type: 'taken', isRight: false };
    if (kind !== 'pack') return TAKEN;
    const wanted = { branch: 'B001', atLeast: 4, now: Date.now() };
    const fit = checkManifest(opened.value as PackManifest, wanted);
    return fit.ok || fit.error.type !== 'bad-pack' ? TAKEN : refused(fit.error.detail);
  }
}
