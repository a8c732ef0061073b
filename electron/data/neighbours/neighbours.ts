// The windows of the branch among themselves: listens and calls where HQ's policy lets it, and keeps a line to each.
import type { TLSSocket } from 'node:tls';
import type { Secrets } from '#electron/port/parent.ts';
import { DAY_MS, type Day, type Instant } from '#shared/base/month.ts';
import type { NeighboursStatus } from '#shared/contract/view_status.ts';
import type { NeighboursPolicy } from '#shared/model/policy.ts';
import { type LinkMessage, sheetReceiptSchema } from '#shared/wire/neighbour.ts';
import { PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import { ADDRESSES } from '#shared/wire/told.ts';
import type { WritableDB } from '../db/driver.ts';
import type { Signed } from '#shared/wire/signed.ts';
import type { Cache } from '../store/cache.ts';
import { acknowledge, lastSequence } from '../store/events.ts';
import { lastTaken } from '../store/put_back.ts';
import type { Clock } from '../store/identity.ts';
import {
  lastWordOf,
  neighbourHeardAt,
  neighbourThrough,
  noteNeighbour,
  receiptsFor,
  sheetsAfter,
  waitingSheets,
} from '../store/neighbours.ts';
import { readSetting } from '../store/settings.ts';
import { readToldOf } from '../store/told.ts';
import { privateKey, publicKey, publicKeysOf } from '../sync/device_keys.ts';
import { hubKey, openSigned } from '../sync/signed_document.ts';
import { createLink, type Link } from './link.ts';
import { allowedIn, ownAddresses, readPlace, resolvePlace } from './networks.ts';
import { createRoster, type Neighbour, type Roster } from './roster.ts';
import { callNeighbour, type Listener, listenTo } from './secure_line.ts';
import { readHosts, statusOf } from './status.ts';
import { readLastWord, takeSheet } from './take_sheet.ts';
import { type Author, oldestGiven, writeSheet } from './write_sheet.ts';

export type Neighbours = {
  run(): void;
  stop(): void;
  /** Events were added: whoever is heard learns of them at once. */
  nudge(): void;
  /** Policy, people or HQ's receipts may be others now. */
  review(): void;
  /** Null: HQ's policy does not have it. */
  status(): NeighboursStatus | null;
  /** A line to it is open, and it has said all. */
  isHeard(device: string): boolean;
  /** As of when all is known of a device by its own word; null: it never said. */
  heardAt(device: string): Instant | null;
  /** It is heard, and reaches HQ by itself. */
  hasLine(device: string): boolean;
  /** Where this window listens: `host:port`. */
  addresses(): readonly string[];
};

export type NeighboursOptions = {
  readonly secrets: Secrets;
  readonly ledger: WritableDB;
  readonly cache: Cache;
  readonly clock: Clock;
  readonly random: () => number;
  /** Whether this window reaches HQ. */
  readonly isOnline: () => boolean;
  /** Something new of the others is known. */
  readonly onTold: () => void;
  readonly onStatus: () => void;
  /** There may be something to bring to HQ. */
  readonly onKept: () => void;
  /** HQ gave receipts by a neighbour's hand. */
  readonly onReceipts: () => void;
  /** A neighbour has it signed by this device that it had come as far as that sequence: the ledger was put back. */
  readonly onPutBack: (last: number) => void;
  readonly log: (level: 'info' | 'warn', text: string) => void;
};

/** Between two looks at who is missing, and between two words to who is there. */
const BEAT_MS = 2_000;
const SAY_MS = 8_000;
const LONGEST_WAIT_MS = 60_000;
const SHEETS_FROM_ONE = 500;

type Missing = { failures: number; nextAt: number };

export function createNeighbours(options: NeighboursOptions): Neighbours {
  const { ledger, clock, secrets } = options;
  const { branch, device, keys } = secrets;
  const key = hubKey(secrets.hubPublicKey);
  const author: Author | null =
    keys === undefined ? null : { ledger, branch, device, key: privateKey(keys.sign) };
  const links = new Map<string, Link>();
  const pumping = new Set<Link>();
  /** Of the devices that were heard since the start: the last word of each. */
  const said = new Map<string, { readonly last: number; readonly hasLine: boolean }>();
  const missing = new Map<string, Missing>();
  const lastPlaces = new Map<string, string>();
  let roster: Roster | null = null;
  let knownAs = '';
  let knownHosts: string | null = null;
  let listener: Listener | null = null;
  let listening = '';
  let isListening = false;
  let timer: NodeJS.Timeout | null = null;
  let lastSaid = 0;
  let isStopped = true;

  const policy = (): NeighboursPolicy | null =>
    options.cache.current()?.contents.policy.neighbours ?? null;

  const about = (): { readonly at: Instant; readonly hasLine: boolean } => ({
    at: clock.now(),
    hasLine: options.isOnline(),
  });

  /** The day before today, wherever the branch is: what is older HQ tells. */
  const given = (): number =>
    oldestGiven({ ledger }, new Date(clock.now() - 2 * DAY_MS).toISOString().slice(0, 10) as Day);

  /** @param isAsked also when there is nothing new: it says how far this window has come */
  const pump = async (link: Link, isAsked: boolean): Promise<void> => {
    if (author === null || link.sent === null || pumping.has(link)) return;
    pumping.add(link);
    try {
      let isDue = isAsked;
      const oldest = given();
      while (links.get(link.peer) === link) {
        if (!isDue && link.sent >= lastSequence(ledger)) return;
        const sheet = writeSheet(author, link.sent, oldest, about());
        // Behind what is new comes one without events: the last word, which the peer keeps.
        isDue = sheet.through > link.sent;
        link.sent = sheet.through;
        await link.send({ type: 'sheet', device, sheet: sheet.signed });
      }
    } finally {
      pumping.delete(link);
    }
  };

  /** What others recorded that the peer lacks, and what HQ said of its own. */
  const handOn = async (link: Link, theirs: Readonly<Record<string, number>>): Promise<void> => {
    for (const receipt of receiptsFor(ledger, link.peer)) {
      await link.send({ type: 'receipt', receipt });
    }
    for (const { device: other } of waitingSheets(ledger)) {
      if (other === link.peer) continue;
      for (const sheet of sheetsAfter(ledger, other, theirs[other] ?? 0, SHEETS_FROM_ONE)) {
        await link.send({ type: 'sheet', device: other, sheet: sheet.signed });
      }
    }
  };

  const say = (link: Link): void => {
    const through = Object.fromEntries(neighbourThrough(ledger));
    void link.send({ type: 'have', protocol: PROTOCOL_VERSION, through });
  };

  const hear = (link: Link, message: LinkMessage): void => {
    switch (message.type) {
      case 'have':
        link.sent = Math.min(message.through[device] ?? 0, lastSequence(ledger));
        void pump(link, true).catch(failed);
        void handOn(link, message.through).catch(failed);
        break;
      case 'sheet':
        hearSheet(link, message);
        break;
      case 'receipt': {
        const opened = openSigned(message.receipt, sheetReceiptSchema, key);
        if (!opened.ok || opened.value.device !== device || opened.value.branch !== branch) break;
        const { stored, quarantined } = opened.value;
        const noted = acknowledge(
          ledger,
          [
            ...stored.map((id) => ({ id, quarantined: null })),
            ...quarantined.map(({ id, reason }) => ({ id, quarantined: reason })),
          ],
          clock.now(),
        );
        if (noted > 0) {
          options.onReceipts();
          void pump(link, true).catch(failed);
        }
      }
    }
  };

  const hearSheet = (link: Link, message: Extract<LinkMessage, { type: 'sheet' }>): void => {
    if (roster === null) return;
    if (message.device === device) {
      hearLastWord(message.sheet);
      return;
    }
    const isFirstHand = message.device === link.peer;
    const taken = takeSheet(message.device, message.sheet, {
      ledger,
      roster,
      now: clock.now(),
      isFirstHand,
    });
    if (!taken.ok) {
      const { type } = taken.error;
      if (type === 'gap' || type === 'unknown') return;
      options.log('warn', `neighbours: a sheet of ${message.device} by ${link.peer}: ${type}`);
      // Who says what cannot be is not listened to; what a third one gave is only left out.
      if (isFirstHand && type !== 'full') link.close();
      return;
    }
    const { sheet, shown, through } = taken.value;
    if (isFirstHand) {
      const lastWord = lastWordOf(ledger, message.device);
      if (sheet.last < through && lastWord !== null) {
        options.log('warn', `neighbours: ${message.device} was put back behind ${through}`);
        void link.send({ type: 'sheet', device: message.device, sheet: lastWord });
      }
      const wasLive = isLive(message.device);
      said.set(message.device, { last: sheet.last, hasLine: sheet.hasLine });
      if (through >= sheet.last && !wasLive) options.onStatus();
    }
    if (shown > 0) options.onTold();
    if (sheet.events.length > 0 && !(isFirstHand && sheet.hasLine)) options.onKept();
  };

  const hearLastWord = (signed: Signed): void => {
    if (keys === undefined) return;
    const own = { id: device, signKey: publicKey(publicKeysOf(keys).sign) };
    const last = readLastWord(signed, own, branch);
    if (last !== null && last > lastTaken(ledger)) options.onPutBack(last);
  };

  const isLive = (id: string): boolean => links.has(id) && said.has(id);

  const join = (id: string, socket: TLSSocket, isOwnCall: boolean): void => {
    const before = links.get(id);
    // Both may have called at once: the call of the lower name stays, at both ends.
    if (before !== undefined && before.isOwnCall !== isOwnCall && isOwnCall === device > id) {
      socket.destroy();
      return;
    }
    before?.close();
    const link = createLink(socket, {
      peer: id,
      isOwnCall,
      since: clock.now(),
      onMessage: guarded(hear),
      onClose: guarded((closed, why) => leave(closed, why)),
    });
    links.set(id, link);
    missing.delete(id);
    options.log('info', `neighbours: ${id} is heard`);
    say(link);
    options.onStatus();
  };

  const leave = (link: Link, why: string | null): void => {
    if (links.get(link.peer) !== link) return;
    links.delete(link.peer);
    said.delete(link.peer);
    if (isStopped) return;
    noteNeighbour(ledger, link.peer, null, clock.now());
    options.log('info', `neighbours: ${link.peer} is silent${why === null ? '' : `: ${why}`}`);
    options.onStatus();
  };

  const failed = (error: unknown): void =>
    options.log('warn', `neighbours: ${error instanceof Error ? error.message : String(error)}`);
  /** A full disk ends a line, not the process: what was not kept is asked for again. */
  const guarded =
    <More extends readonly unknown[]>(work: (link: Link, ...more: More) => void) =>
    (link: Link, ...more: More): void => {
      try {
        work(link, ...more);
      } catch (error) {
        failed(error);
        link.close();
      }
    };

  const review = (): void => {
    if (isStopped) return;
    const hosts = readSetting(ledger, 'neighbour-hosts');
    // What was tried in vain may be there now.
    if (hosts !== knownHosts) missing.clear();
    knownHosts = hosts;
    const now = policy();
    const people = readToldOf(ledger);
    const next = now === null || keys === undefined ? '' : JSON.stringify(people);
    if (next !== knownAs) {
      knownAs = next;
      roster =
        next === '' || keys === undefined ? null : createRoster({ branch, device, keys }, people);
      for (const link of links.values()) {
        if (roster?.neighbours.has(link.peer) !== true) link.close();
      }
    }
    const wanted =
      now === null || roster === null
        ? ''
        : JSON.stringify([ownAddresses(allowedIn(now.networks)), now.port]);
    if (wanted !== listening && !isListening) void listen(wanted, now);
  };

  const listen = async (wanted: string, now: NeighboursPolicy | null): Promise<void> => {
    listening = wanted;
    listener?.close();
    listener = null;
    if (now === null || wanted === '') return;
    isListening = true;
    const isAllowed = allowedIn(now.networks);
    try {
      const opened = await listenTo({
        hosts: ownAddresses(isAllowed),
        port: now.port,
        isAllowed,
        roster: () => roster,
        onNeighbour: (id, socket) => (isStopped ? socket.destroy() : join(id, socket, false)),
      });
      if (isStopped) opened.close();
      else listener = opened;
      options.log('info', `neighbours: listening on ${opened.addresses.join(', ')}`);
    } finally {
      isListening = false;
    }
    options.onStatus();
  };

  const callMissing = (): void => {
    const now = policy();
    if (now === null || roster === null) return;
    for (const neighbour of roster.neighbours.values()) {
      if (links.has(neighbour.id)) continue;
      const found = missing.get(neighbour.id) ?? { failures: 0, nextAt: 0 };
      if (Date.now() < found.nextAt) continue;
      const wait = Math.min(BEAT_MS * 2 ** Math.min(found.failures, 6), LONGEST_WAIT_MS);
      missing.set(neighbour.id, {
        failures: found.failures + 1,
        nextAt: Date.now() + wait * (0.5 + options.random() / 2),
      });
      void call(neighbour, now).catch(failed);
    }
  };

  const call = async (neighbour: Neighbour, now: NeighboursPolicy): Promise<void> => {
    const isAllowed = allowedIn(now.networks);
    const own = listener?.addresses ?? [];
    const texts = new Set([
      lastPlaces.get(neighbour.id) ?? '',
      ...neighbour.addresses,
      ...readHosts(ledger),
      ...(now.hosts[branch] ?? []),
    ]);
    for (const text of texts) {
      const place = readPlace(text, now.port);
      for (const one of place === null ? [] : await resolvePlace(place, isAllowed)) {
        if (isStopped || links.has(neighbour.id)) return;
        if (own.includes(`${one.host}:${one.port}`)) continue;
        const socket = await callNeighbour(one, neighbour);
        if (socket === null) continue;
        if (isStopped || roster?.neighbours.has(neighbour.id) !== true)
          return void socket.destroy();
        lastPlaces.set(neighbour.id, text);
        return join(neighbour.id, socket, true);
      }
    }
  };

  const beat = (): void => {
    review();
    callMissing();
    if (Math.abs(Date.now() - lastSaid) < SAY_MS) return;
    lastSaid = Date.now();
    for (const link of links.values()) {
      say(link);
      void pump(link, true).catch(failed);
    }
  };

  return {
    run() {
      if (!isStopped) return;
      isStopped = false;
      beat();
      timer = setInterval(() => {
        try {
          beat();
        } catch (error) {
          failed(error);
        }
      }, BEAT_MS);
    },
    stop() {
      isStopped = true;
      if (timer !== null) clearInterval(timer);
      listener?.close();
      listener = null;
      for (const link of links.values()) link.close();
      links.clear();
    },
    nudge() {
      for (const link of links.values()) void pump(link, false).catch(failed);
    },
    review,
    isHeard: isLive,
    heardAt: (id) => (isLive(id) ? clock.now() : (neighbourHeardAt(ledger).get(id) ?? null)),
    hasLine: (id) => links.has(id) && said.get(id)?.hasLine === true,
    addresses: () => (listener?.addresses ?? []).slice(0, ADDRESSES),
    status() {
      if (policy() === null) return null;
      return statusOf(ledger, {
        hasKeys: keys !== undefined,
        addresses: listener?.addresses ?? [],
        isLive,
        openSince: (id) => links.get(id)?.since ?? null,
      });
    },
  };
}
