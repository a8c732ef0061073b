// Tells a reader's keys from a person's by their speed: four or more within the pace of no hand are a scan. Pure.

/** No hand types key after key faster than this, in ms; a key acts once it has stood alone that long. */
export const HAND_MS = 40;
const SCAN_KEYS = 4;
/** A reader's second end key, or one that comes late, still belongs to the scan. */
const AFTER_SCAN_MS = 200;

/**
 * Where a key falls: `acting`, single keys act and nothing takes text; `typing`, the text goes to the field that the
 * step has; `number`, a field in which letters act; `text`, any other field; `search`, the box that scans go to.
 */
export type Place = 'acting' | 'typing' | 'number' | 'text' | 'search';

export type ScanKey = {
  /** One character, `Enter`, `Tab`, or another key by its name. */
  readonly key: string;
  /** When it was pressed, in ms. */
  readonly at: number;
  readonly place: Place;
};

export type ScanState = {
  /** Characters that came at a reader's pace, so far. */
  readonly run: string;
  /** Those of them that wait: each acts when it proves to be a person's. */
  readonly held: readonly string[];
  readonly place: Place;
  readonly since: number;
  readonly last: number;
  readonly isScan: boolean;
  /** The scan was handed out already; only its end key may still come. */
  readonly isTold: boolean;
};

export type Scan = {
  readonly text: string;
  /** When it began: what its first key did before the second came is taken back. */
  readonly since: number;
  readonly place: Place;
};

export type ScanStep = {
  readonly state: ScanState;
  /** Keys of before that act first. */
  readonly release: readonly string[];
  /** What becomes of this key: it acts, or waits for the next, or is the scan's and nobody else's. */
  readonly fate: 'act' | 'wait' | 'take';
  /** The fields get back what stood in them when the scan began. */
  readonly isScanFound: boolean;
  readonly scan: Scan | null;
};

export const noScan: ScanState = {
  run: '',
  held: [],
  place: 'acting',
  since: 0,
  last: -Infinity,
  isScan: false,
  isTold: false,
};

export function scanKey(state: ScanState, pressed: ScanKey): ScanStep {
  const isNext = pressed.at - state.last <= HAND_MS;
  if (pressed.key.length === 1) {
    return isNext ? joined(state, pressed) : begun(state, pressed);
  }
  if (pressed.key === 'Enter' || pressed.key === 'Tab') return ended(state, pressed, isNext);
  const settled = settle(state);
  return { ...settled, state: noScan, fate: 'act', isScanFound: false };
}

/** Call when `HAND_MS` have passed since the last key. */
export function settle(state: ScanState): Pick<ScanStep, 'state' | 'release' | 'scan'> {
  // The run stays: a key that was pressed in time but arrives late still joins it.
  const after = { ...state, held: [] };
  if (state.isScan) {
    if (state.isTold || state.place === 'search') return { state: after, release: [], scan: null };
    return { state: { ...after, isTold: true }, release: [], scan: scanOf(state) };
  }
  return { state: after, release: isFumble(state) ? [] : state.held, scan: null };
}

/** Two or three keys at once where each would act: which was meant, nobody knows. */
const isFumble = ({ run, place }: ScanState): boolean =>
  run.length > 1 && (place !== 'typing' || !/^[\d.]+$/.test(run));

function begun(state: ScanState, { key, at, place }: ScanKey): ScanStep {
  const { release, scan } = settle(state);
  const isWaiting = waits(place, key);
  return {
    state: {
      run: key,
      held: isWaiting ? [key] : [],
      place,
      since: at,
      last: at,
      isScan: false,
      isTold: false,
    },
    release,
    fate: isWaiting ? 'wait' : 'act',
    isScanFound: false,
    scan,
  };
}

function joined(state: ScanState, { key, at, place }: ScanKey): ScanStep {
  const run = state.run + key;
  const isScan = state.isScan || run.length >= SCAN_KEYS;
  const isTaken = isScan && state.place !== 'search';
  // What began to wait goes on waiting, so that keys act in their order wherever the focus went.
  const isWaiting = !isScan && (state.held.length > 0 || waits(place, key));
  return {
    state: {
      ...state,
      run,
      held: isScan ? [] : isWaiting ? [...state.held, key] : state.held,
      last: at,
      isScan,
      isTold: false,
    },
    release: [],
    fate: isTaken ? 'take' : isWaiting ? 'wait' : 'act',
    isScanFound: isTaken && !state.isScan,
    scan: null,
  };
}

function ended(state: ScanState, { key, at, place }: ScanKey, isNext: boolean): ScanStep {
  const base = { release: [], isScanFound: false };
  // The box has the number already, and Enter is its own key.
  const isOfScan =
    state.place === 'search' ? isNext && key === 'Tab' : isNext || at - state.last <= AFTER_SCAN_MS;
  if (state.isScan && isOfScan) {
    const scan = state.isTold ? null : scanOf(state);
    return { ...base, state: { ...state, isTold: true }, fate: 'take', scan };
  }
  const { release, scan } = settle(state);
  // At a reader's pace behind a key that waits: it confirms nothing.
  if (isNext && state.held.length > 0 && state.place !== 'typing') {
    return { ...base, state: noScan, release, scan, fate: 'take' };
  }
  // Some readers send one before the number as well; where it would act it waits like any other key.
  if (key !== 'Enter' || place === 'search' || place === 'text') {
    return { ...base, state: noScan, release, scan, fate: 'act' };
  }
  const waiting = { ...noScan, held: [key], place, since: at, last: at };
  return { ...base, state: waiting, release, scan, fate: 'wait' };
}

const scanOf = ({ run, since, place }: ScanState): Scan => ({
  text: run,
  since,
  place,
});

function waits(place: Place, key: string): boolean {
  if (place === 'number') return !/[\d.]/.test(key);
  return place === 'acting' || place === 'typing';
}
