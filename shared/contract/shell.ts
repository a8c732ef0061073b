// The few things a window asks of main, not of the data process. Exposed by the preload as `window.counterShell`.
import type { FirstPage } from './first_page.ts';
import type { Language } from '#shared/model/text.ts';

export type DataHealth =
  | { readonly state: 'up' }
  | { readonly state: 'starting'; readonly attempt: number }
  /** Gave up until `retryAt` (UTC ms), when it tries again. `noDisk`: the disk is full or may not be written. */
  | {
      readonly state: 'down';
      readonly attempt: number;
      readonly retryAt: number;
      readonly noDisk: boolean;
    };

export type ShellInfo = {
  /** From `--lang` or the last choice. */
  readonly language: Language;
  /** From `--hub` and `--enrol`; the enrol page is filled with them. */
  readonly hubUrl: string | null;
  readonly enrolBranch: string | null;
  readonly enrolCode: string | null;
  /** As of the last run; null: nothing is known before the data process answers. */
  readonly firstPage: FirstPage | null;
};

/** How large the page is shown, in percent. */
export const TEXT_SIZES = [100, 110, 125, 150] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** What the administrator's file sets, and what is wrong with it. */
export type AdminView = {
  /** Null: there is none. */
  readonly path: string | null;
  readonly set: {
    readonly hub?: string | undefined;
    /** The file with the certificates of the operator's own authority. */
    readonly authority?: string | undefined;
    readonly proxy?: string | undefined;
    readonly language?: Language | undefined;
    readonly textSize?: TextSize | undefined;
    readonly display?: boolean | undefined;
    readonly printer?: string | undefined;
    /** At most: HQ's policy may say less. */
    readonly lockMinutes?: number | undefined;
    /** Where updates are: `hub`, or an address. */
    readonly updates?: string | undefined;
    /** Who enrols this computer without being asked: `BRANCH:CODE`. */
    readonly enrol?: string | undefined;
  };
  /** Then nothing of it is set. */
  readonly problem:
    | { readonly what: 'unreadable' | 'no-json'; readonly detail: string }
    | { readonly what: 'unknown' | 'field'; readonly field: string; readonly detail: string }
    | null;
};

export type UpdateProblem = {
  /**
   * `unreachable`: the feed was not answered. `forged`: not signed by this computer's HQ. `stale`: signed, but over, or
   * older than one that was seen here. `damaged`: the package is not the one that was signed. `unread`: neither. `disk`: no
   * room, or no right. `unsent`: entries came before it could be installed. `not-installed`: the system refused, or nobody
   * allowed it.
   */
  readonly what:
    | 'unreachable'
    | 'forged'
    | 'stale'
    | 'damaged'
    | 'unread'
    | 'disk'
    | 'unsent'
    | 'not-installed';
  /** As the log has it, never shown: not in anybody's language. */
  readonly detail: string;
};

/** Of the program itself. */
export type UpdateView = {
  /** `off`: nobody has set where updates are. `by-hand`: this package is updated by its system alone. */
  readonly state: 'off' | 'by-hand' | 'idle' | 'looking' | 'downloading' | 'ready' | 'installing';
  readonly version: string;
  /** Where the feed is; null: nowhere. */
  readonly feed: string | null;
  /** UTC ms; null: not since the start. */
  readonly lookedAt: number | null;
  /** Newer than this one. */
  readonly found: string | null;
  /** There is a newer one, and it is not this computer's turn. */
  readonly isStaged: boolean;
  /** While it is downloaded. */
  readonly percent: number;
  /** Downloaded and whole. */
  readonly file: string | null;
  /** Of the last try. */
  readonly problem: UpdateProblem | null;
};

/** What was chosen for this computer, and what it has. */
export type Machine = {
  readonly textSize: TextSize;
  /** The customer's screen is on. */
  readonly hasDisplay: boolean;
  /** There is a second screen; without one the customer's screen is a window, to try it. */
  readonly hasSecondScreen: boolean;
  readonly admin: AdminView;
  readonly update: UpdateView;
};

/** Not saved: the person cancelled. */
export type SavedFile = { readonly saved: boolean; readonly path: string | null };

/** Not chosen: the person cancelled, or the data process is down. */
export type ChosenStick = { readonly chosen: boolean; readonly name: string | null };

export type Shell = {
  readonly info: ShellInfo;
  setLanguage(language: Language): void;
  machine(): Promise<Machine>;
  setTextSize(percent: TextSize): Promise<Machine>;
  setDisplay(isOn: boolean): Promise<Machine>;
  /** Saves bytes (base64) where the person says. */
  saveFile(fileName: string, bytes: string): Promise<SavedFile>;
  /** Saves the page as one sheet of paper, or a paper for the customer in its own size. */
  savePdf(fileName: string, what: 'page' | 'paper'): Promise<SavedFile>;
  /** Saves what support needs: of the machine, of `facts`, the log. */
  saveDiagnostics(
    fileName: string,
    facts: Readonly<Record<string, string | number | null>>,
  ): Promise<SavedFile>;
  /** Asks for the folder of a stick. Its path goes to the data process, never to the page. */
  chooseStick(): Promise<ChosenStick>;
  restartData(): void;
  onDataHealth(listener: (health: DataHealth) => void): void;
};

/** The message by which the preload hands the port to the page; the port is its only transferable. */
export const PORT_MESSAGE = 'counter-assist:port';
/** As it, for the port between the counter's page and the customer's screen. */
export const DISPLAY_PORT_MESSAGE = 'counter-assist:display-port';
