// The sync service: rounds of events up and changes down, every few seconds while the line holds.
import type { KeyObject } from 'node:crypto';
import { err, ok, type Result } from '#shared/base/result.ts';
import { DAY_MS, type Instant } from '#shared/base/month.ts';
import type { Progress, SyncStatus, Trouble } from '#shared/contract/view_status.ts';
import { CLOCK_TOLERANCE_MS, PROTOCOL_VERSION } from '#shared/wire/protocol.ts';
import type { WritableDB } from '../db/driver.ts';
import type { Cache } from '../store/cache.ts';
import { quarantinedCount, type Unsent, unsavedCount, unsent } from '../store/events.ts';
import { returnGiftShare } from '../store/gift_share.ts';
import type { Clock } from '../store/identity.ts';
import { missingEvents } from '../store/put_back.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { nextDelay } from './backoff.ts';
import { createCatchUp } from './catch_up.ts';
import { compareHeld, hasLost } from './compare_held.ts';
import type { HubClient, HubFailure } from './hub_client.ts';
import type { PackKeys } from './pack_keys.ts';
import { pullTold } from './pull_told.ts';
import { carrySheets } from '../neighbours/carry.ts';
import type { RoundFailure, RoundResult } from './round_result.ts';
import { sendEvents } from './send_events.ts';
import { localFailure, troubleOf } from './trouble.ts';

export type Sync = {
  run(): void;
  /** Ends the running round; resolves when nothing of it is under way. */
  stop(): Promise<void>;
  /** A round now; one that is under way is waited for instead. */
  round(): Promise<RoundResult>;
  /** A round that begins now, so that it takes all that was recorded; it waits for the one under way. */
  roundAnew(): Promise<RoundResult>;
  /**
   * No round runs while this does. What it brings up to date comes from another place than the line.
   * @param work gets what follows HQ by whatever client it gives
   */
  alone<T>(work: (follow: (client: HubClient) => Promise<RoundResult>) => Promise<T>): Promise<T>;
  /** HQ was heard by another way, as of that moment. */
  heard(at: Instant): void;
  /** Events were added: sends them soon, unless the line is known to be down. */
  nudge(): void;
  status(): SyncStatus;
  isOnline(): boolean;
  /** How long HQ may be silent, when it must be heard next, and whether that time is over. */
  silence(): Silence;
};

type Silence = {
  readonly most: number | null;
  readonly due: Instant | null;
  readonly isOver: boolean;
};

export type SyncOptions = {
  /** Null: there is no line, only sticks. */
  readonly client: HubClient | null;
  readonly hubUrl: string | null;
  readonly branch: string;
  readonly device: string;
  readonly packKeys: PackKeys;
  readonly hubKey: KeyObject;
  readonly ledger: WritableDB;
  readonly cache: Cache;
  readonly cacheFolder: string;
  readonly clock: Clock;
  readonly random: () => number;
  /** No batch of events is larger; left out: as HQ takes them. */
  readonly mostAtOnce?: number;
  /** Left out: the system's timers. */
  readonly after?: After;
  readonly onStatus: () => void;
  /** All that people recorded is at HQ: what else it is to be told may be added now. */
  readonly onSent?: () => void;
  /** HQ has turned this computer away for good. */
  readonly onRevoked?: () => void;
  /** HQ does not know this computer: it was put back to a copy from before the enrolment, and holds nothing of it. */
  readonly onUnknown?: () => void;
  /** Asks who answers in HQ's place, when it is not who this device knows. Left out: there is nobody to ask. */
  readonly askKeys?: (signal: AbortSignal) => Promise<KeysFound>;
  /** HQ told of something new at the branch's other devices. */
  readonly onTold: () => void;
  /** A neighbour that is heard and reaches HQ by itself. */
  readonly hasLine: (device: string) => boolean;
  /** HQ holds events that this ledger lacks, up to this sequence and at least so many. */
  readonly onLoss: (highest: number, held: number) => void;
  readonly log: (level: 'info' | 'warn' | 'error', text: string) => void;
};

/** Does the work so many ms later, unless what it gave is called before. */
type After = (ms: number, work: () => void) => () => void;

const bySystem: After = (ms, work) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/** `next`: HQ has other keys, which this device follows; `missed`: it has, and nothing leads to them. */
export type KeysFound = 'same' | 'next' | 'missed';

type Waiting = Unsent & {
  readonly unsaved: number;
  readonly quarantined: number;
  readonly missing: number | null;
};

const NUDGE_MS = 150;
/** A quiet device learns within that time that HQ was put back to an older copy. */
const COMPARE_MS = 600_000;
/** A restart forgets at most this much of when the hub was last heard. */
const NOTE_CONTACT_MS = 300_000;

export function createSync(options: SyncOptions): Sync {
  const { ledger, cache, clock, after = bySystem } = options;
  const abort = new AbortController();
  let running: Promise<RoundResult> | null = null;
  let putOff: (() => void) | null = null;
  let isStarted = false;
  let isNudged = false;
  let isAlone = false;
  let failures = 0;
  let roundsDone = 0;
  /** Null: none yet, or there is reason for another. */
  let lastCompare: number | null = null;
  let lastContact = readInstant(ledger, 'last-contact');
  let notedContact = lastContact ?? 0;
  /** By the clock as it was then: when the last contact was found to be of a day to come. */
  let aheadSeen = readInstant(ledger, 'contact-ahead-seen');
  let line: 'online' | 'offline' | 'stuck' = 'offline';
  let trouble: Trouble | null = null;
  let problem: string | null = null;
  let refused: string | null = null;
  let hubProtocol: number | null = null;
  let clockAhead: number | null = null;
  let progress: Progress | null = null;
  let keysFound: KeysFound = 'same';
  /** Counted when somebody looks, not when an event is recorded. */
  let waiting: Waiting | null = null;

  const countAnew = (): void => {
    waiting = null;
    options.onStatus();
  };
  const count = (): Waiting =>
    (waiting ??= {
      ...unsent(ledger),
      unsaved: unsavedCount(ledger),
      quarantined: quarantinedCount(ledger),
      missing: missingEvents(ledger),
    });
  /** A full disk stops clerks with a plain answer; it must not stop the sync. */
  const tryToWrite = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      options.log('warn', `sync: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const noteAheadSeen = (at: Instant | null): void => {
    if (at === aheadSeen) return;
    aheadSeen = at;
    tryToWrite(() => writeSetting(ledger, 'contact-ahead-seen', String(at ?? '')));
  };
  const noteContact = (at = clock.now()): void => {
    lastContact = at;
    noteAheadSeen(null);
    if (Math.abs(lastContact - notedContact) < NOTE_CONTACT_MS) return;
    notedContact = lastContact;
    tryToWrite(() => writeSetting(ledger, 'last-contact', String(lastContact)));
  };

  const showProgress = (step: Progress['step'], done: number, total: number): void => {
    if (!isAlone) {
      // What arrives comes from the hub: the line is there, long before the round is over.
      line = 'online';
      trouble = null;
      noteContact();
    }
    progress = { step, done, total };
    options.onStatus();
  };

  const catchUp = createCatchUp(options, abort.signal, showProgress);

  const compare = async (client: HubClient): Promise<Result<null, HubFailure>> => {
    const compared = await compareHeld({
      client,
      ledger,
      onLoss: options.onLoss,
      signal: abort.signal,
      log: options.log,
    });
    if (compared.ok) lastCompare = clock.now();
    return compared;
  };

  const work = async (): Promise<RoundResult> => {
    const { client } = options;
    if (client === null) return err({ type: 'unreachable', detail: 'no address' });
    // Either way: a clock that was set back must not put it off.
    if (lastCompare === null || Math.abs(clock.now() - lastCompare) >= COMPARE_MS) {
      const compared = await compare(client);
      if (!compared.ok) return compared;
      countAnew();
    }
    // Events first: a pack that is refused again and again must not hold them back.
    const send = () =>
      sendEvents({
        client,
        ledger,
        clock,
        signal: abort.signal,
        most: options.mostAtOnce,
        onAcknowledged(total) {
          if (hasLost(ledger, total)) lastCompare = null;
          countAnew();
        },
      });
    let sent = await send();
    // The line is there. Without one nothing is added to what waits: a letter on a stick tells it as well.
    if (sent.ok) {
      tryToWrite(() => options.onSent?.());
      sent = await send();
    }
    if (!sent.ok && sent.error.type === 'unreachable') return sent;
    const carried = await carrySheets({
      client,
      ledger,
      signal: abort.signal,
      hasLine: options.hasLine,
      log: options.log,
    });
    // An HQ of before knows nothing of it: they wait, and stop nothing else.
    if (!carried.ok && carried.error.type === 'unreachable') return carried;
    const caughtUp = await catchUp(client);
    if (!caughtUp.ok) return caughtUp;
    const { branch, device, onTold } = options;
    const told = await pullTold({
      client,
      ledger,
      clock,
      branch,
      device,
      hubKey: options.hubKey,
      signal: abort.signal,
      onTime(at) {
        const ahead = clock.now() - at;
        clockAhead = Math.abs(ahead) > CLOCK_TOLERANCE_MS ? ahead : null;
      },
    });
    if (told.ok && told.value > 0) onTold();
    return told.ok ? sent : told;
  };

  /** What must be known of the cache when it is gone, or not read yet. */
  const noteCache = (): void => {
    const view = cache.current();
    if (view === null) return;
    const { number } = view.meta;
    if (number > Number(readSetting(ledger, 'highest-number') ?? 0)) {
      writeSetting(ledger, 'highest-number', String(number));
    }
    const most = String(view.contents.policy.maxOfflineDays ?? '');
    if (most !== readSetting(ledger, 'max-offline-days')) {
      writeSetting(ledger, 'max-offline-days', most);
    }
    const needsKeys = view.contents.policy.requireProtectedKeyStore ? '1' : '0';
    if (needsKeys !== (readSetting(ledger, 'protected-keys') ?? '0')) {
      writeSetting(ledger, 'protected-keys', needsKeys);
    }
    const idle = String(view.contents.policy.people.idleMinutes);
    if (idle !== readSetting(ledger, 'idle-minutes')) writeSetting(ledger, 'idle-minutes', idle);
  };

  const askKeys = async (result: RoundResult): Promise<RoundResult> => {
    keysFound = 'same';
    if (options.askKeys === undefined || !isStranger(result)) return result;
    keysFound = await options.askKeys(abort.signal);
    return result;
  };

  const settle = (result: RoundResult): void => {
    progress = null;
    tryToWrite(noteCache);
    const failure = result.ok ? null : result.error;
    if (failure !== null && isTurnedAway(failure)) returnGiftShare(ledger);
    if (failure?.type === 'refused' && failure.code === 'revoked') options.onRevoked?.();
    if (failure?.type === 'refused' && failure.code === 'unauthorised') {
      tryToWrite(() => options.onUnknown?.());
    }
    failures = failure === null ? 0 : failures + 1;
    roundsDone += 1;
    line = failure === null ? 'online' : failure.type === 'unreachable' ? 'offline' : 'stuck';
    trouble = failure === null ? null : troubleOf(failure);
    if (keysFound === 'missed') trouble = 'other-keys';
    if (failure === null || isOfHub(failure)) noteContact();
    problem = failure === null ? null : describe(failure);
    if (failure === null) refused = null;
    else if (isRefusal(failure)) refused = failure.detail;
    if (failure === null) hubProtocol = null;
    else hubProtocol = protocolIn(failure) ?? hubProtocol;
    if (failure !== null && failures === 1) {
      options.log('warn', `sync: ${failure.type}: ${describe(failure)}`);
    }
    countAnew();
  };

  const round = (): Promise<RoundResult> => {
    running ??= work()
      .catch((error: unknown): RoundResult => {
        if (abort.signal.aborted) return err({ type: 'unreachable', detail: 'stopped' });
        // A full disk, or a bug: the counter goes on with what it has, and the next round tries again.
        options.log(
          'error',
          `sync: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
        );
        return err(localFailure(error));
      })
      .then(askKeys)
      .then((result) => {
        running = null;
        if (!abort.signal.aborted) settle(result);
        return result;
      })
      .finally(schedule);
    return running;
  };

  const roundAnew = async (): Promise<RoundResult> => {
    const before = await running;
    // Where that one failed, so would another.
    return before?.ok === false ? before : round();
  };

  const untilFree = async (): Promise<void> => {
    if (running === null) return;
    await running;
    await untilFree();
  };

  const schedule = (): void => {
    putOff?.();
    putOff = null;
    if (!isStarted || abort.signal.aborted || options.client === null) return;
    const delay = isNudged && failures === 0 ? NUDGE_MS : nextDelay(failures, options.random());
    isNudged = false;
    putOff = after(delay, () => void round());
  };

  /**
   * Of a day to come: the clock ran ahead then, or runs behind now, and which of both nobody knows. The silence counts
   * from when that was seen, until the clock is where it was.
   */
  const silentSince = (now: Instant): Instant | null => {
    if (lastContact === null || lastContact <= now + CLOCK_TOLERANCE_MS) {
      noteAheadSeen(null);
      return lastContact;
    }
    if (aheadSeen === null || aheadSeen > now + CLOCK_TOLERANCE_MS) noteAheadSeen(now);
    return aheadSeen;
  };

  const silence = (): Silence => {
    const now = clock.now();
    const since = silentSince(now);
    const most = Number(readSetting(ledger, 'max-offline-days') ?? '') || null;
    if (most === null || since === null) return { most, due: null, isOver: false };
    const due = (since + most * DAY_MS) as Instant;
    const isOver = now > due;
    // A clock that simply goes on to that day must not unlock what is locked.
    if (isOver && since !== lastContact) noteContact(since);
    return { most, due, isOver };
  };

  return {
    run() {
      if (options.client === null) return;
      isStarted = true;
      // After enrolment's own round, which may have failed, the next one comes in its time.
      if (roundsDone === 0) void round();
      else schedule();
    },
    async stop() {
      isStarted = false;
      abort.abort();
      putOff?.();
      putOff = null;
      await running;
    },
    round,
    roundAnew,
    async alone(work) {
      await untilFree();
      isAlone = true;
      const done = work((client) => catchUp(client));
      const end = (): RoundResult => {
        running = null;
        isAlone = false;
        progress = null;
        tryToWrite(noteCache);
        countAnew();
        schedule();
        return ok(null);
      };
      running = done.then(end, end);
      await running;
      return done;
    },
    heard(at) {
      if (at > (silentSince(clock.now()) ?? 0)) noteContact(at);
      options.onStatus();
    },
    nudge() {
      countAnew();
      isNudged = true;
      if (running === null && failures === 0) schedule();
    },
    isOnline: () => line === 'online',
    status() {
      const { due, isOver } = silence();
      return {
        unsent: count().count,
        oldestUnsent: count().oldest,
        quarantined: count().quarantined,
        missing: count().missing,
        line: lastContact === null && line === 'offline' ? 'never' : line,
        trouble,
        problem,
        refused,
        protocols: hubProtocol === null ? null : { hub: hubProtocol, own: PROTOCOL_VERSION },
        lastContact: silentSince(clock.now()),
        asOf: cache.current()?.contents.asOf ?? null,
        progress,
        hubUrl: options.hubUrl,
        unsaved: count().unsaved,
        due,
        isLocked: isOver,
        clockAhead,
      };
    },
    silence,
  };
}

/** HQ itself said so, whatever came of it: who answers in its place must not put off the day by which it is to be heard. */
function isOfHub(failure: RoundFailure): boolean {
  switch (failure.type) {
    case 'unreachable':
    case 'forged-answer':
    case 'local':
      return false;
    case 'unreadable':
      return failure.isSigned === true;
    default:
      return true;
  }
}

/** HQ itself does not know this device, or has revoked it. */
const isTurnedAway = (failure: RoundFailure): boolean =>
  failure.type === 'refused' && (failure.code === 'unauthorised' || failure.code === 'revoked');

/** HQ's version, when it is why the round failed. */
function protocolIn(failure: RoundFailure): number | null {
  return failure.type === 'other-protocol' || failure.type === 'refused'
    ? failure.hubProtocol
    : null;
}

const isRefusal = (
  failure: RoundFailure,
): failure is Extract<
  RoundFailure,
  { type: 'bad-pack' | 'bad-change' | 'drift' | 'unfit' | 'bad-told' }
> =>
  failure.type === 'bad-told' ||
  failure.type === 'bad-pack' ||
  failure.type === 'bad-change' ||
  failure.type === 'drift' ||
  failure.type === 'unfit';

/** Who answers may be HQ with other keys. */
const isStranger = (result: RoundResult): boolean =>
  !result.ok &&
  (result.error.type === 'forged-answer' ||
    (result.error.type === 'unreachable' && result.error.isAnswered === true) ||
    isRefusal(result.error));

const describe = (failure: RoundFailure): string =>
  failure.type === 'refused' ? failure.message : failure.detail;

function readInstant(
  ledger: WritableDB,
  key: 'last-contact' | 'contact-ahead-seen',
): Instant | null {
  const text = readSetting(ledger, key) ?? '';
  return text === '' ? null : (Number(text) as Instant);
}
