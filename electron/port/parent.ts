// Messages between main and the data process. Main knows keys and windows, the data process knows customers; neither
// sees the other's part beyond these. And the data process's end of that line: every message checked, ports as channels.
import { z } from 'zod';
import { firstPageSchema } from '#shared/contract/first_page.ts';
import { updateActSchema } from '#shared/contract/update_act.ts';
import { codeSchema } from '#shared/model/fields.ts';
import { type Channel, type ElectronPort, electronChannel } from './channel.ts';

/** Private keys that the device made at enrolment, PKCS#8 DER in base64: it signs with the one and opens with the other. */
const deviceKeysSchema = z.strictObject({
  /** Ed25519. */
  sign: z.base64().min(1),
  /** X25519. */
  seal: z.base64().min(1),
});
export type DeviceKeys = z.output<typeof deviceKeysSchema>;

/** What enrolment gave this device; main keeps it sealed by the operating system's key store. */
export const secretsSchema = z.strictObject({
  device: codeSchema,
  branch: codeSchema,
  token: z.string().min(32),
  /** Ed25519, SPKI DER in base64. */
  hubPublicKey: z.string().min(1),
  /** 256-bit keys in hex. */
  packKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of which epoch it is; left out: the first. */
  packEpoch: z.int().min(0).optional(),
  ledgerKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** Null: enrolled by stick, without a line. */
  hubUrl: z.url({ protocol: /^https?$/ }).nullable(),
  /** X25519 key of HQ, SPKI DER in base64; with `keys`. */
  hubSealKey: z.string().min(1).optional(),
  /** Left out: enrolled by a program that made none. */
  keys: deviceKeysSchema.optional(),
});
export type Secrets = z.output<typeof secretsSchema>;

const keyStateSchema = z.discriminatedUnion('state', [
  /** Never enrolled. */
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({ state: z.literal('held'), secrets: secretsSchema }),
  /** There is a sealed key that this key store cannot or must not open: enrol again. */
  z.strictObject({
    state: z.literal('lost'),
    reason: z.enum(['backend-changed', 'unreadable']),
    /** Whose ledger stays behind, so that HQ can derive its key again; null when even that is unknown. */
    device: z.string().nullable(),
  }),
]);
export type KeyState = z.output<typeof keyStateSchema>;

/** In the place of a proxy: whichever the operating system names. */
export const SYSTEM = 'system';

const toDataSchema = z.discriminatedUnion('kind', [
  /** First, once. */
  z.strictObject({
    kind: z.literal('start'),
    dataDir: z.string().min(1),
    key: keyStateSchema,
    keyStore: z.strictObject({ backend: z.string(), isProtected: z.boolean() }),
    /** Why the key store cannot keep a key now: tell before a one-time code is used up. */
    keyStoreProblem: z.string().nullable(),
    /** Enrol without asking, when `key.state` is `none`. */
    autoEnrol: z
      .strictObject({ hubUrl: z.string(), branch: z.string(), code: z.string() })
      .nullable(),
    /** From `--hub`: takes the place of the address noted at enrolment. */
    hubUrl: z.string().nullable(),
    /** Set by the administrator; null: left to the people here. */
    printer: z.string().nullable(),
    lockMinutes: z.int().min(1).nullable(),
    /** Certificates (PEM) of the operator's own authority, and the proxy to HQ; null: none. */
    authority: z.string().nullable(),
    /** `SYSTEM`: main is asked for each address. */
    proxy: z.string().nullable(),
    version: z.string(),
    /** File of the database module; null: the package's own prebuild. */
    nativeBinding: z.string().nullable(),
  }),
  /** A person has chosen the folder of a stick; no path comes from a window. */
  z.strictObject({ kind: z.literal('stick'), id: z.int(), folder: z.string().min(1) }),
  /** The computer was locked, or sleeps. */
  z.strictObject({ kind: z.literal('lock') }),
  /** A window's port rides along as the only transferable. */
  z.strictObject({ kind: z.literal('connect'), port: z.int().min(1) }),
  /** Answer to `save-secrets`; `detail` says why the key store refused. */
  z.strictObject({ kind: z.literal('saved'), id: z.int(), detail: z.string().nullable() }),
  /** Answer to `find-ways`: as `Way` of the line has them, the best first. */
  z.strictObject({ kind: z.literal('ways'), id: z.int(), ways: z.array(z.string().nullable()) }),
  /** Flush, close the databases, answer `stopped`. */
  z.strictObject({ kind: z.literal('stop') }),
]);
export type ToData = z.output<typeof toDataSchema>;
export type StartMessage = Extract<ToData, { kind: 'start' }>;

export const toMainSchema = z.discriminatedUnion('kind', [
  /** Databases are open, windows are served. */
  z.strictObject({ kind: z.literal('started') }),
  /** It ends, for the disk is full or may not be written. */
  z.strictObject({ kind: z.literal('no-disk'), detail: z.string() }),
  z.strictObject({ kind: z.literal('save-secrets'), id: z.int(), secrets: secretsSchema }),
  /** What the sign-in page shows from now on; null: there is none. */
  z.strictObject({ kind: z.literal('first-page'), page: firstPageSchema.nullable() }),
  z.strictObject({ kind: z.literal('stick-noted'), id: z.int() }),
  /** Which ways lead to an https address, as the operating system has it. */
  z.strictObject({ kind: z.literal('find-ways'), id: z.int(), address: z.url() }),
  /** A manager has main look for an update of the program, or install the one that is ready. */
  z.strictObject({ kind: z.literal('update'), act: updateActSchema }),
  z.strictObject({ kind: z.literal('stopped') }),
  /** Never customer data, never secrets. */
  z.strictObject({
    kind: z.literal('log'),
    level: z.enum(['debug', 'info', 'warn', 'error']),
    text: z.string(),
  }),
]);
export type ToMain = z.output<typeof toMainSchema>;
export type LogLevel = Extract<ToMain, { kind: 'log' }>['level'];

/** `process.parentPort` of a utility process. */
export type ParentPort = {
  postMessage(message: unknown): void;
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly ElectronPort[] }) => void,
  ): unknown;
};

export type Parent = {
  send(message: ToMain): void;
  /** `channel` is there for `connect`. A message that does not fit is a bug of main and throws. */
  onMessage(listener: (message: ToData, channel: Channel | null) => void): void;
};

export const createParent = (port: ParentPort): Parent => ({
  send: (message) => port.postMessage(message),
  onMessage(listener) {
    port.on('message', (event) => {
      const first = event.ports[0];
      listener(toDataSchema.parse(event.data), first === undefined ? null : electronChannel(first));
    });
  },
});
