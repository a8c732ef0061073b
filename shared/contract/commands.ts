// Every command that a window may give the data process.
import { z } from 'zod';
import { isHubAddress } from './hub_address.ts';
import type { Day } from '#shared/base/month.ts';
import type { Hints } from '#shared/model/hint.ts';
import { PIN_PATTERN } from '#shared/model/pin.ts';
import { careOutcomeSchema } from '#shared/model/care.ts';
import {
  codeSchema,
  daySchema,
  monthSchema,
  positiveFenSchema,
  uuidSchema,
} from '#shared/model/fields.ts';
import {
  answeredBySchema,
  answerSchema,
  declineReasonSchema,
  giftReasonSchema,
  matterReasonSchema,
  NOTE_MAX,
  notSaidReasonSchema,
  objectionPlaceSchema,
  purposeSchema,
  REASON_WORDS_MAX,
} from '#shared/model/visit.ts';
import type { CustomerFile } from '#shared/model/customer.ts';
import { DRAW_NUMBER } from '#shared/model/draw_number.ts';
import { lookUpActionSchema, lookUpReasonSchema } from '#shared/model/look_up.ts';
import { hostSchema } from '#shared/model/policy.ts';
import { languageSchema } from '#shared/model/text.ts';
import { approvalSchema } from './approval.ts';
import { type Command, command } from './command.ts';
import type {
  ApprovalFailure,
  BeyondFailure,
  BlockFailure,
  CareFailure,
  CloseFailure,
  ConsentFailure,
  CorrectionFailure,
  DrawFailure,
  EnrolFailure,
  LookUpFailure,
  PaperFailure,
  SignInFailure,
  StickFailure,
  UpdateFailure,
  VisitFailure,
  WalkInFailure,
} from './failure.ts';
import type { CareList } from './view_care.ts';
import type { DrawView, LotteryView } from './view_lottery.ts';
import { type LookUpDay, type LookUpList, lookUpsShownSchema } from './view_look_ups.ts';
import {
  type ConsentView,
  type CustomerView,
  type SearchAnswer,
  SEARCH_TEXT_MAX,
} from './view_customer.ts';
import { paperSchema, type PaperView, printerSchema } from './view_paper.ts';
import type { DayReport, GiftStock, MonthReport } from './view_report.ts';
import type { SettledView } from './view_settled.ts';
import { updateActSchema } from './update_act.ts';
import type { StickTaken, StickView, StickWritten } from './view_stick.ts';
import type {
  AppState,
  SavedLedgers,
  Session,
  StaffEntry,
  StaffWatch,
  SyncStatus,
} from './view_status.ts';
import type { GiftChoice, NoteView, VisitView, WaitingVisit } from './view_visit.ts';
import { visitFilterSchema, type VisitList } from './view_visits.ts';

const nothing = z.strictObject({});
const customerId = z.int().min(1);
/** The counter has asked back about the amount, and the clerk said it again. */
const isConfirmed = z.boolean().prefault(false);
const giftsSchema = z
  .array(z.strictObject({ gift: codeSchema, count: z.int().min(1).max(99) }))
  .max(20);

export const commands = {
  'app.state': command<AppState>()('open', nothing),

  'enrol.start': command<{ readonly branch: string }, EnrolFailure>()(
    'open',
    z.strictObject({
      hubUrl: z
        .url({ protocol: /^https?$/ })
        .refine(isHubAddress, 'https, but for this computer itself'),
      branch: codeSchema,
      code: z.string().min(4).max(64),
    }),
  ),

  /** The stick is the one that main was shown last. Enrolment without a line: asks, and is answered another day. */
  'enrol.ask': command<null, EnrolFailure | StickFailure>()(
    'open',
    z.strictObject({ branch: codeSchema, code: z.string().min(4).max(64) }),
  ),
  'enrol.answer': command<{ readonly branch: string }, EnrolFailure | StickFailure>()(
    'open',
    z.strictObject({ code: z.string().min(4).max(64) }),
  ),
  /** Copies to the stick what an earlier ledger of this computer holds and HQ does not, for HQ to open. */
  'enrol.save': command<SavedLedgers, EnrolFailure | StickFailure>()('open', nothing),
  'stick.look': command<StickView, StickFailure>()('manager', nothing),
  'stick.write': command<StickWritten, StickFailure>()('manager', nothing),
  /** For a manager; before the first data came, when nobody can sign in, for anybody. */
  'stick.read': command<StickTaken, StickFailure>()('open', nothing),

  /** Where the branch's other computers are, where HQ does not know it. */
  'neighbours.hosts': command<null>()(
    'manager',
    z.strictObject({ hosts: z.array(hostSchema).max(32) }),
  ),

  /** Of the program: looks for one, or installs the one that is ready, which ends the program and begins it again. */
  'program.update': command<null, UpdateFailure>()(
    'manager',
    z.strictObject({ act: updateActSchema }),
  ),

  'staff.list': command<readonly StaffEntry[]>()('open', nothing),
  'session.sign-in': command<Session, SignInFailure>()(
    'open',
    z.strictObject({
      staff: codeSchema,
      pin: z.string().regex(PIN_PATTERN),
      /** To be the PIN from now on; a must where HQ knows the present one. */
      ownPin: z.string().regex(PIN_PATTERN).nullable().prefault(null),
    }),
  ),
  /** When the windows of this computer lock by themselves: as soon as HQ's policy says, or sooner. */
  'session.idle-lock': command<null>()(
    'manager',
    z.strictObject({ minutes: z.int().min(1).max(60) }),
  ),
  /** Whoever is signed in has seen the first look at the errand, or wants none. */
  'session.tour-done': command<null>()('staff', nothing),
  'session.lock': command<null>()('open', nothing),
  /** From now on this window has invented customers, and nothing that it records is kept; or again the real ones. */
  'session.train': command<null>()('staff', z.strictObject({ isOn: z.boolean() })),

  /** Wrong PINs at this computer, and who is barred. */
  'staff.watch': command<readonly StaffWatch[]>()('manager', nothing),
  /** Wrong PINs of a member are forgotten at this computer. Nobody need be signed in. */
  'staff.release': command<null, ApprovalFailure>()(
    'open',
    z.strictObject({ member: codeSchema, approval: approvalSchema }),
  ),
  /** Bars somebody of the branch from signing in, at once and without a line, or lets them in again. */
  'staff.block': command<null, BlockFailure>()(
    'manager',
    z.strictObject({
      member: codeSchema,
      isBlocked: z.boolean(),
      reason: z.string().trim().min(1).max(REASON_WORDS_MAX),
      approval: approvalSchema,
    }),
  ),

  'customer.search': command<SearchAnswer>()(
    'staff',
    z.strictObject({ text: z.string().max(SEARCH_TEXT_MAX) }),
  ),
  /** Of whom this session was shown: found, on a list, or of the family. */
  'customer.open': command<CustomerView, LookUpFailure>()(
    'staff',
    z.strictObject({ id: customerId }),
  ),
  /** Somebody opened to be served: the page, and the visit begun, as a top-up until somebody says otherwise. One look-up. */
  'customer.serve': command<
    { readonly customer: CustomerView; readonly visit: VisitView },
    LookUpFailure
  >()('staff', z.strictObject({ id: customerId })),
  /** Of whom this session opened; so is the file. */
  'customer.reveal': command<
    { readonly name: string; readonly phone: string; readonly account: string },
    LookUpFailure
  >()('staff', z.strictObject({ id: customerId })),
  /** What HQ's file says; null: it says nothing. */
  'customer.file': command<CustomerFile | null, LookUpFailure>()(
    'staff',
    z.strictObject({ id: customerId }),
  ),
  /** Why one look-up beyond HQ's budget has to be; it goes through afterwards, once, with the reason in the audit log. */
  'look-ups.reason': command<null, LookUpFailure | ApprovalFailure>()(
    'staff',
    z.strictObject({
      customer: customerId,
      action: lookUpActionSchema,
      reason: lookUpReasonSchema,
      /** Own words; a must where the reason is another one. */
      words: z.string().trim().max(REASON_WORDS_MAX),
      approval: approvalSchema.nullable(),
    }),
  ),
  /** Who of the branch looked at whom at this computer, summed by person. @param day null: today */
  'look-ups.day': command<LookUpDay>()('manager', z.strictObject({ day: daySchema.nullable() })),
  /** The look-ups behind one figure, the newest first, page by page. */
  'look-ups.list': command<LookUpList>()(
    'manager',
    z.strictObject({
      day: daySchema,
      staff: codeSchema,
      shown: lookUpsShownSchema,
      offset: z.int().min(0),
    }),
  ),
  /**
   * The customer wants nothing recommended any more, or takes that back. An open visit of theirs decides anew.
   */
  'customer.consent': command<ConsentView, ConsentFailure>()(
    'staff',
    z.strictObject({ id: customerId, optedOut: z.boolean(), visit: uuidSchema.nullable() }),
  ),

  /** Of whom this session was shown. Somebody who was not opened yet is by this: it counts as one look-up. */
  'visit.start': command<VisitView, VisitFailure | BeyondFailure>()(
    'staff',
    z.strictObject({
      customer: customerId,
      purpose: purposeSchema,
      intended: positiveFenSchema.nullable(),
      isConfirmed,
    }),
  ),
  /** For somebody who is not in the list; what follows is told of the visit as of any other. */
  'walk-in.start': command<VisitView, WalkInFailure>()(
    'staff',
    z.strictObject({
      /** A whole number, however it is written. */
      phone: z.string().max(SEARCH_TEXT_MAX),
      purpose: purposeSchema,
      intended: positiveFenSchema.nullable(),
      isConfirmed,
    }),
  ),
  /** Corrects purpose or amount and decides anew. */
  'visit.change': command<VisitView, VisitFailure>()(
    'staff',
    z.strictObject({
      visit: uuidSchema,
      purpose: purposeSchema,
      intended: positiveFenSchema.nullable(),
      isConfirmed,
      /** A sentence that sells stood on the screen before this was named. */
      afterSentence: z.boolean().prefault(false),
    }),
  ),
  'visit.answer': command<VisitView, VisitFailure>()(
    'staff',
    z.strictObject({
      visit: uuidSchema,
      /** The decision whose sentence was on the screen: another one may word it with other figures. */
      decision: uuidSchema,
      offer: codeSchema,
      tier: codeSchema,
      treatment: codeSchema,
      answer: answerSchema,
      declineReason: declineReasonSchema.nullable(),
      notSaidReason: notSaidReasonSchema.nullable(),
      laterOn: daySchema.nullable(),
      /** Of the sentence that was said; left out: none was told. */
      objection: objectionPlaceSchema.optional(),
      /** A yes or a no that the customer gave by touch; left out: the clerk heard it. */
      by: answeredBySchema.optional(),
    }),
  ),
  'visit.finish': command<VisitView, VisitFailure | ApprovalFailure>()(
    'staff',
    z.strictObject({
      visit: uuidSchema,
      prepaid: positiveFenSchema.nullable(),
      isConfirmed,
      gifts: giftsSchema,
      /** What a fault, complaint or cancellation was about; null: of another purpose, or nobody said. */
      matter: z
        .strictObject({
          reason: matterReasonSchema,
          words: z.string().trim().max(REASON_WORDS_MAX),
        })
        .nullable()
        .prefault(null),
      /** One gift more, that no offer brings: a manager lets it go. */
      exception: z
        .strictObject({
          gift: codeSchema,
          reason: giftReasonSchema,
          /** Own words; a must where the reason is another one. */
          words: z.string().trim().max(REASON_WORDS_MAX),
          approval: approvalSchema,
        })
        .nullable()
        .prefault(null),
    }),
  ),
  'visit.undo': command<VisitView, VisitFailure>()(
    'staff',
    z.strictObject({ visit: uuidSchema, event: uuidSchema }),
  ),

  /** Visits of today that wait here for their end, the oldest first; whoever began them. */
  'visit.waiting': command<readonly WaitingVisit[]>()('staff', nothing),
  /** Shows one of them as it stands. */
  'visit.resume': command<
    {
      readonly view: VisitView;
      /** Whole; null: a customer of the list. */ readonly phone: string | null;
    },
    VisitFailure
  >()('staff', z.strictObject({ visit: uuidSchema })),
  /** The customer went away, or was opened by mistake: it waits no more. Nothing was answered. */
  'visit.drop': command<null, VisitFailure>()('staff', z.strictObject({ visit: uuidSchema })),

  /** What the next colleague should know; the notes of the visit come back, the oldest first. */
  'note.write': command<readonly NoteView[], VisitFailure>()(
    'staff',
    z.strictObject({ visit: uuidSchema, text: z.string().trim().min(1).max(NOTE_MAX) }),
  ),
  'note.remove': command<readonly NoteView[], VisitFailure>()(
    'staff',
    z.strictObject({ visit: uuidSchema, note: uuidSchema }),
  ),

  /** Gifts of the branch, with what is left, and which of them the customer had today. */
  'gift.list': command<readonly GiftChoice[], { readonly type: 'unknown-customer' }>()(
    'staff',
    z.strictObject({ customer: customerId }),
  ),

  /** Prizes, odds and winners of the lottery that this device has tickets of. */
  'lottery.show': command<LotteryView, DrawFailure>()(
    'staff',
    z.strictObject({ lottery: codeSchema }),
  ),
  /** One draw of a finished visit; on disk before the prize is shown. */
  'lottery.draw': command<DrawView, DrawFailure>()(
    'staff',
    z.strictObject({ visit: uuidSchema, number: z.string().regex(DRAW_NUMBER) }),
  ),

  /** As it would be printed. */
  'paper.show': command<PaperView, PaperFailure>()('staff', paperSchema),
  /** To the slip printer of this computer; answered when it has taken all of it. */
  'paper.print': command<null, PaperFailure>()('staff', paperSchema),
  /** Where that printer is; empty: there is none. */
  'paper.printer': command<null>()('manager', z.strictObject({ printer: printerSchema })),

  'care.list': command<CareList>()('staff', nothing),
  'care.done': command<CareList, CareFailure>()(
    'staff',
    z.strictObject({ care: codeSchema, outcome: careOutcomeSchema }),
  ),

  /** Visits of a day: the own ones of a clerk, all of the branch for a manager. */
  'visits.list': command<VisitList>()(
    'staff',
    z.strictObject({
      day: daySchema.nullable(),
      /** The last of several days; null: that day alone. */
      to: daySchema.nullable(),
      filter: visitFilterSchema,
      offset: z.int().min(0),
    }),
  ),

  /** After the time to undo; counts wherever the visit counts, at HQ as well. */
  'visit.correct': command<null, CorrectionFailure>()(
    'manager',
    z.strictObject({
      visit: uuidSchema,
      correction: z.discriminatedUnion('what', [
        z.strictObject({ what: z.literal('void') }),
        /** What was really prepaid; of the gifts that were given, those that stay given. */
        z.strictObject({
          what: z.literal('finish'),
          prepaid: positiveFenSchema.nullable(),
          gifts: giftsSchema,
        }),
        z.strictObject({
          what: z.literal('answer'),
          event: uuidSchema,
          answer: answerSchema,
          declineReason: declineReasonSchema.nullable(),
          notSaidReason: notSaidReasonSchema.nullable(),
          laterOn: daySchema.nullable(),
        }),
      ]),
      reason: z.string().trim().min(1).max(200),
      approval: approvalSchema,
    }),
  ),
  /** Signs a business day: every gift of the branch was counted, what differs is said why. */
  'day.close': command<null, CloseFailure>()(
    'manager',
    z.strictObject({
      day: daySchema,
      gifts: z.array(z.strictObject({ gift: codeSchema, counted: z.int().min(0).max(999_999) })),
      difference: z.string().trim().min(1).max(500).nullable(),
      approval: approvalSchema,
    }),
  ),

  /** Null: HQ has taken the gift away. */
  'gift.stock': command<GiftStock | null>()('manager', z.strictObject({ gift: codeSchema })),

  'report.day': command<DayReport>()('manager', z.strictObject({ day: daySchema.nullable() })),
  /** Of all windows, by HQ's last publication; null: today. */
  'report.settled': command<SettledView>()(
    'manager',
    z.strictObject({ day: daySchema.nullable() }),
  ),
  /** Of wordings, at all branches, by HQ's last publication. */
  'report.hints': command<Hints>()('staff', nothing),
  /** Days that have events, newest first. */
  'report.days': command<readonly Day[]>()('manager', nothing),
  /** @param month null: the present one in the branch's time zone */
  'report.month': command<MonthReport>()(
    'manager',
    z.strictObject({ month: monthSchema.nullable() }),
  ),
  /** One line a visit of a day or a month, in base64; the window saves it. CSV with BOM, so that spreadsheets show Chinese. */
  'report.file': command<{ readonly fileName: string; readonly bytes: string }>()(
    'manager',
    z.strictObject({
      period: z.union([daySchema, monthSchema]),
      format: z.enum(['csv', 'xlsx']),
      language: languageSchema,
    }),
  ),

  'sync.now': command<SyncStatus>()('staff', nothing),
} as const;

export type CommandName = keyof typeof commands;
export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['input']>;
export type CommandParsed<N extends CommandName> = z.output<(typeof commands)[N]['input']>;
export type CommandOutput<N extends CommandName> =
  (typeof commands)[N] extends Command<z.ZodType, infer Output, { readonly type: string }>
    ? Output
    : never;
export type CommandFailure<N extends CommandName> =
  (typeof commands)[N] extends Command<z.ZodType, unknown, infer Failure> ? Failure : never;

/** Undo stays open this long after an entry. */
export const UNDO_MS = 60_000;
