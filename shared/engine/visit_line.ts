// One visit of the branch as a line of its day: folded from what its device recorded, then corrected.
import type { Uuid } from '#shared/base/id.ts';
import type { Fen } from '#shared/base/money.ts';
import type { Day, Instant } from '#shared/base/month.ts';
import { type AcceptedRung, claimOfVisit, isNamedFirst } from './claim.ts';
import type { AskedBack, EventKind, EventPayload, Matter } from '#shared/model/event.ts';
import type {
  Answer,
  AnsweredBy,
  DeclineReason,
  NotSaidReason,
  Purpose,
  VisitState,
} from '#shared/model/visit.ts';

/** What a visit says that a sentence brought. */
export type Claim = { readonly offer: string; readonly amount: Fen };

export type GiftCount = { readonly gift: string; readonly count: number };

type LineKind = Extract<
  EventKind,
  | 'visit.started'
  | 'visit.changed'
  | 'visit.dropped'
  | 'answer.recorded'
  | 'visit.finished'
  | 'visit.corrected'
>;

/** What was not taken back; corrections are no part of the payloads yet. */
export type LineEvent = {
  readonly [K in LineKind]: {
    readonly kind: K;
    readonly id: Uuid;
    readonly device: string;
    readonly at: Instant;
    readonly day: Day;
    readonly staff: string;
    readonly payload: K extends 'answer.recorded' | 'visit.corrected' | 'visit.dropped'
      ? EventPayload<K>
      : WithWalkIns<EventPayload<K>>;
  };
}[LineKind];

/** A walk-in's has no customer: HQ may find one by the phone. */
type WithWalkIns<P> = { readonly [M in keyof P]: M extends 'customer' ? number | null : P[M] };

export type LineAnswer = {
  readonly event: Uuid;
  readonly at: Instant;
  readonly staff: string;
  readonly offer: string;
  readonly answer: Answer;
  readonly reason: DeclineReason | NotSaidReason | null;
  readonly laterOn: Day | null;
  /** What the sentence asked for, null for no money; left out where nobody knows. */
  readonly asks?: number | null | undefined;
  /** It sells nothing. */
  readonly isCare: boolean;
  /** Left out: the clerk heard it. */
  readonly by?: AnsweredBy | undefined;
};

/** What one correction changed; amounts on both sides of it, so that a day can be told as it was before. */
export type LineCorrection = {
  readonly event: Uuid;
  readonly at: Instant;
  readonly approvedBy: string;
  readonly reason: string;
  readonly what: 'void' | 'amount' | 'answer' | 'gift';
  readonly before: { readonly prepaid: Fen | null; readonly claimed: Fen | null };
  readonly after: { readonly prepaid: Fen | null; readonly claimed: Fen | null };
  /** Of an answer. */
  readonly answers: { readonly from: Answer; readonly to: Answer | null } | null;
  /** Of gifts. */
  readonly gifts: { readonly from: readonly GiftCount[]; readonly to: readonly GiftCount[] } | null;
};

export type VisitLine = {
  readonly visit: Uuid;
  readonly device: string;
  /** On which it was finished; of an unfinished one, on which it began. */
  readonly day: Day;
  readonly at: Instant;
  readonly ended: Instant | null;
  /** Who finished it; of an unfinished one, who began it. */
  readonly staff: string;
  readonly starter: string;
  readonly customer: number | null;
  readonly purpose: Purpose;
  /** Void ones keep the amounts of before. */
  readonly state: VisitState;
  /** The amount that was first named, before a sentence that sells. */
  readonly intended: Fen | null;
  /** The last, where it is another: the claim goes by the larger. */
  readonly laterIntended: Fen | null;
  readonly prepaid: Fen | null;
  readonly claim: Claim | null;
  readonly finish: Uuid | null;
  readonly answers: readonly LineAnswer[];
  readonly gifts: readonly GiftCount[];
  readonly corrections: readonly LineCorrection[];
  /** The amount that the counter asked back about and that stands: of the finish, or of an unfinished visit. */
  readonly asked: LineAsked | null;
  /** The gift that a manager gave by exception. */
  readonly exception: NonNullable<EventPayload<'visit.finished'>['exception']> | null;
  /** What a fault, complaint or cancellation was about. */
  readonly matter?: Matter | null;
};

type LineAsked = AskedBack & {
  readonly field: 'intended' | 'prepaid';
  readonly amount: Fen;
};

export type FoldHelp = {
  readonly isCare: (offer: string) => boolean;
  /** What an accepted rung asks for, where its event does not say it; null where nobody knows. */
  readonly asksOf: (answer: EventPayload<'answer.recorded'>) => number | null;
};

type Finish = Extract<LineEvent, { kind: 'visit.finished' }>;
type Given = Extract<LineEvent, { kind: 'answer.recorded' }>;

/** @param events of one visit in the order of their recording. Undefined when its start is not among them. */
export function foldLine(events: readonly LineEvent[], help: FoldHelp): VisitLine | undefined {
  const starts = events.filter(
    (event) => event.kind === 'visit.started' || event.kind === 'visit.changed',
  );
  const [start] = starts;
  const words = starts.at(-1)?.payload;
  if (start === undefined || start.kind !== 'visit.started' || words === undefined)
    return undefined;
  const named = starts.find(({ payload }) => isNamedFirst(payload));
  const firstIntended = named?.payload.intended;
  const meantFirst = new Set(
    named === undefined ? [] : events.slice(events.indexOf(named)).map(({ id }) => id),
  );
  // Corrections are of what was recorded: of one entry the newest counts, also after one that took it away.
  const ended = events.findLast((event): event is Finish => event.kind === 'visit.finished');
  const recorded = events.filter((event): event is Given => event.kind === 'answer.recorded');
  const becomeOf = new Map<Uuid, Given['payload'] | null>();
  let finish = ended;
  let given = recorded;
  let isVoid = false;
  const claimNow = (): Claim | null => {
    const prepaid = finish?.payload.prepaid ?? null;
    const { purpose, intended } = words;
    const claim = claimOfVisit(
      { purpose, prepaid, firstIntended: firstIntended ?? null, intended },
      acceptedRungs(
        given.filter(({ id }) => meantFirst.has(id)),
        help,
      ),
    );
    return claim && { offer: claim.rung.offer, amount: claim.amount };
  };
  const amounts = (): LineCorrection['before'] => ({
    prepaid: finish?.payload.prepaid ?? null,
    claimed: claimNow()?.amount ?? null,
  });
  /** @returns what kind of change it was; null: it corrects nothing that is here */
  const apply = ({
    corrects,
    becomes,
  }: EventPayload<'visit.corrected'>): Pick<
    LineCorrection,
    'what' | 'answers' | 'gifts'
  > | null => {
    if (corrects === words.visit) {
      isVoid = true;
      return { what: 'void', answers: null, gifts: null };
    }
    if (ended?.id === corrects) {
      const was = finish?.payload;
      finish = isFinish(becomes) ? { ...ended, payload: asVisit(becomes) } : undefined;
      const [from, to] = [was?.gifts ?? [], finish?.payload.gifts ?? []];
      const gifts = isSame(from, to) ? null : { from, to };
      const isAmount = (was?.prepaid ?? null) !== (finish?.payload.prepaid ?? null);
      return { what: gifts === null || isAmount ? 'amount' : 'gift', answers: null, gifts };
    }
    const was = [...given, ...recorded].find(({ id }) => id === corrects);
    if (was === undefined) return null;
    const next = becomes === null || isFinish(becomes) ? null : becomes;
    becomeOf.set(was.id, next);
    given = recorded.flatMap((one) => {
      const payload = becomeOf.has(one.id) ? becomeOf.get(one.id) : one.payload;
      return payload ? [{ ...one, payload }] : [];
    });
    const answers = { from: was.payload.answer, to: next?.answer ?? null };
    return { what: 'answer', answers, gifts: null };
  };
  const corrections = correctionsIn(events).flatMap(({ id: event, at, payload }) => {
    const before = amounts();
    const change = apply(payload);
    if (change === null) return [];
    const after = isVoid ? { prepaid: null, claimed: null } : amounts();
    const { reason, approvedBy } = payload;
    return [{ event, at, approvedBy, reason, before, after, ...change }];
  });
  const prepaid = finish?.payload.prepaid ?? null;
  const isLeft = given.length === 0 && events.some(({ kind }) => kind === 'visit.dropped');
  return {
    visit: words.visit,
    device: start.device,
    day: finish?.day ?? start.day,
    at: start.at,
    ended: finish?.at ?? null,
    staff: finish?.staff ?? start.staff,
    starter: start.staff,
    customer: words.customer,
    purpose: words.purpose,
    state: isVoid ? 'void' : finish !== undefined ? 'finished' : isLeft ? 'left' : 'unfinished',
    intended: firstIntended ?? null,
    laterIntended: words.intended === firstIntended ? null : words.intended,
    prepaid,
    claim: claimNow(),
    finish: finish?.id ?? null,
    answers: given.map((one) => toAnswer(one, help)),
    gifts: finish?.payload.gifts ?? [],
    corrections,
    asked: finish === undefined ? askedOf('intended', words) : askedOf('prepaid', finish.payload),
    exception: finish?.payload.exception ?? null,
    matter: finish?.payload.matter ?? null,
  };
}

const askedOf = <F extends LineAsked['field']>(
  field: F,
  said: { readonly [Field in F]: Fen | null } & { readonly askedBack?: AskedBack | undefined },
): LineAsked | null => {
  const amount = said[field];
  // What a manager corrected since may be ordinary.
  return said.askedBack === undefined || amount === null || amount <= said.askedBack.askAbove
    ? null
    : { field, amount, ...said.askedBack };
};

/** In the order of their ids, which is the same at every device; of a void visit none counts after it. */
function correctionsIn(events: readonly LineEvent[]) {
  const all = events
    .flatMap((event) => (event.kind === 'visit.corrected' ? [event] : []))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const end = all.findIndex(({ payload }) => payload.corrects === payload.visit);
  return end === -1 ? all : all.slice(0, end + 1);
}

const isSame = (one: readonly GiftCount[], other: readonly GiftCount[]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const isFinish = (
  becomes: EventPayload<'visit.corrected'>['becomes'],
): becomes is EventPayload<'visit.finished' | 'walk-in.finished'> =>
  becomes !== null && 'prepaid' in becomes;

/** A walk-in's finish, as a visit's without a customer and a gift. */
function asVisit(becomes: EventPayload<'visit.finished' | 'walk-in.finished'>): Finish['payload'] {
  if ('gifts' in becomes) return becomes;
  const { phone: _phone, ...words } = becomes;
  return { ...words, customer: null, gifts: [] };
}

/** Of one offer the last that was accepted. */
function acceptedRungs(given: readonly Given[], help: FoldHelp): readonly AcceptedRung[] {
  const accepted = new Map<string, AcceptedRung>();
  for (const { payload } of given) {
    const { offer, answer, asks } = payload;
    if (answer !== 'accepted') continue;
    const prepay = ((asks === undefined ? help.asksOf(payload) : asks) ?? 0) as Fen;
    accepted.set(offer, { offer, prepay, promotional: !help.isCare(offer) });
  }
  return [...accepted.values()];
}

const toAnswer = ({ id, at, staff, payload }: Given, { isCare, asksOf }: FoldHelp): LineAnswer => ({
  event: id,
  at,
  staff,
  offer: payload.offer,
  answer: payload.answer,
  reason: payload.declineReason ?? payload.notSaidReason,
  laterOn: payload.laterOn,
  asks: payload.asks === undefined ? (asksOf(payload) ?? undefined) : payload.asks,
  isCare: isCare(payload.offer),
  by: payload.by,
});
