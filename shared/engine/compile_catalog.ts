// A catalog made ready: rules compiled, sentences cut into slots, ladders in order. Once per catalog edition.
import { canonicalJson, type Json } from '#shared/base/canonical.ts';
import { compareBy, compareNumber, compareText } from '#shared/base/compare.ts';
import type { Day } from '#shared/base/month.ts';
import { hashText } from '#shared/base/random.ts';
import type {
  Catalog,
  CatalogGift,
  Lottery,
  Objection,
  Offer,
  Tier,
  Treatment,
} from '#shared/model/catalog.ts';
import type { LocalText } from '#shared/model/text.ts';
import type { ObjectionPlace } from '#shared/model/visit.ts';
import { type CompiledLabels, compileLabels, type LabelProblem } from './rules/labels.ts';
import { createRuleBook, type Rule, type RuleBook } from './rules/rule_book.ts';
import { nearestWord } from './rules/nearest.ts';
import { DIFFERENCE, PREPAY, SLOTS } from './sentence/slots.ts';
import { compileTemplate, type Template } from './sentence/template.ts';

/** `path` leads from the offer to the field: `treatments`, 0, `when`. Offsets count within that text. */
type CatalogProblem = {
  readonly offer: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly start: number;
  readonly end: number;
};

export type CompiledTreatment = {
  readonly id: string;
  /** Tells this treatment's draws from those of others. */
  readonly lot: number;
  readonly when: Rule | null;
  readonly sentence: Template;
  readonly why: Template;
  /** The sentence names what is prepaid, and not how much more that is than intended. */
  readonly namesTotalOnly: boolean;
};

type CompiledObjection = {
  readonly place: ObjectionPlace;
  readonly says: Template;
  readonly answer: Template;
};

export type CompiledOffer = {
  readonly id: string;
  readonly offer: Offer;
  /** First and last day as `dayNumber`. */
  readonly from: number;
  readonly to: number;
  /** Minutes since midnight; null: all day. */
  readonly hours: { readonly from: number; readonly to: number } | null;
  readonly eligible: Rule;
  readonly applicable: Rule | null;
  readonly suitable: Rule | null;
  /** From the lowest rung up. */
  readonly tiers: readonly Tier[];
  /** Some rung asks for a prepayment; some gives or takes what can run out. */
  readonly asksPrepay: boolean;
  readonly canRunOut: boolean;
  readonly treatments: readonly CompiledTreatment[];
  readonly objections: readonly CompiledObjection[];
};

export type CompiledCatalog = {
  readonly version: string;
  readonly book: RuleBook;
  /** By offer id, whatever the order of the catalog. */
  readonly offers: readonly CompiledOffer[];
  /** Offers that this engine cannot read, by id, with the reason for the verdict. */
  readonly broken: readonly { readonly offer: string; readonly reason: LocalText }[];
  readonly problems: readonly CatalogProblem[];
  readonly labelProblems: readonly LabelProblem[];
  readonly labels: CompiledLabels;
  readonly gifts: ReadonlyMap<string, CatalogGift>;
  readonly lotteries: ReadonlyMap<string, Lottery>;
  /** How people call the codes of holdings and labels. */
  readonly holdingNames: Readonly<Record<string, LocalText>>;
  readonly promotionalById: ReadonlyMap<string, boolean>;
};

const tierOrder = compareBy<Tier>(
  (a, b) => compareNumber(a.prepay, b.prepay),
  (a, b) => compareNumber(a.monthly, b.monthly),
  (a, b) => compareNumber(a.points, b.points),
  (a, b) => compareText(a.id, b.id),
);

/** Never fails: an offer that this engine cannot read is left out, named in `broken` and `problems`. */
export function compileCatalog(catalog: Catalog): CompiledCatalog {
  const problems: CatalogProblem[] = [];
  const book = createRuleBook();
  const offers: CompiledOffer[] = [];
  const broken: { offer: string; reason: LocalText }[] = [];
  for (const offer of inOrder(catalog.offers, problems)) {
    const before = problems.length;
    const compiled = compileOffer(offer, book, problems);
    const problem = problems[before];
    if (problem === undefined) offers.push(compiled);
    else {
      const where = `${problem.path.join('.')}: ${problem.message}`;
      broken.push({
        offer: offer.id,
        reason: { zh: `目录有误：${where}`, en: `catalog error: ${where}` },
      });
    }
  }
  const labels = compileLabels(catalog.labels ?? []);
  return {
    version: catalog.version,
    book,
    offers,
    broken,
    problems,
    labelProblems: labels.problems,
    labels: labels.compiled,
    gifts: new Map((catalog.gifts ?? []).map((gift) => [gift.id, gift])),
    lotteries: new Map((catalog.lotteries ?? []).map((lottery) => [lottery.id, lottery])),
    holdingNames: {
      ...catalog.holdings,
      ...Object.fromEntries((catalog.labels ?? []).map(({ id, name }) => [id, name])),
    },
    promotionalById: new Map(catalog.offers.map((offer) => [offer.id, offer.promotional])),
  };
}

/** By id; of two with one id the first by text, so that the order of the catalog does not matter. */
function inOrder(offers: readonly Offer[], problems: CatalogProblem[]): readonly Offer[] {
  const sorted = offers.toSorted(
    compareBy<Offer>(
      (a, b) => compareText(a.id, b.id),
      (a, b) => compareText(canonicalJson(a as Json), canonicalJson(b as Json)),
    ),
  );
  return sorted.filter((offer, index) => {
    const isRepeated = index > 0 && sorted[index - 1]?.id === offer.id;
    if (isRepeated) problems.push(problemAt(offer, ['id'], `two offers have the id '${offer.id}'`));
    return !isRepeated;
  });
}

function compileOffer(offer: Offer, book: RuleBook, problems: CatalogProblem[]): CompiledOffer {
  const rule = (text: string, path: readonly (string | number)[]): Rule | null => {
    if (text.trim() === '') return null;
    const compiled = book.add(text);
    if (compiled.ok) return compiled.value;
    const { message, start, end } = compiled.error;
    problems.push({ offer: offer.id, path, message, start, end });
    return null;
  };
  const template = (text: LocalText, path: readonly (string | number)[]): Template => {
    const compiled = compileTemplate(text);
    for (const name of compiled.unknown) {
      problems.push(problemAt(offer, path, unknownSlot(name)));
    }
    return compiled;
  };
  const treatment = (each: Treatment, index: number): CompiledTreatment => {
    const when = rule(each.when, ['treatments', index, 'when']);
    const sentence = template(each.sentence, ['treatments', index, 'sentence']);
    const why = template(each.why, ['treatments', index, 'why']);
    const namesTotalOnly = sentence.slots.includes(PREPAY) && !sentence.slots.includes(DIFFERENCE);
    const lot = hashText(`${offer.id}/${each.id}`);
    return { id: each.id, lot, when, sentence, why, namesTotalOnly };
  };
  const objection = (each: Objection, index: number): CompiledObjection => ({
    place: index === 0 ? 1 : 2,
    says: template(each.says, ['objections', index, 'says']),
    answer: template(each.answer, ['objections', index, 'answer']),
  });
  const hours =
    offer.hours === null ? null : { from: minutes(offer.hours.from), to: minutes(offer.hours.to) };
  if (hours !== null && (Number.isNaN(hours.from) || Number.isNaN(hours.to))) {
    problems.push(problemAt(offer, ['hours'], 'hours are written HH:MM'));
  }
  return {
    id: offer.id,
    offer,
    from: dayNumber(offer.validFrom),
    to: dayNumber(offer.validTo),
    hours,
    eligible: rule(offer.eligible, ['eligible']) ?? NO_RULE,
    applicable: rule(offer.applicable, ['applicable']),
    suitable: rule(offer.suitable, ['suitable']),
    tiers: offer.tiers.toSorted(tierOrder),
    asksPrepay: offer.tiers.some(({ prepay }) => prepay > 0),
    canRunOut: offer.tiers.some(
      ({ gift, draws, points }) => gift !== null || draws !== null || points > 0,
    ),
    treatments: offer.treatments.map(treatment),
    objections: offer.objections.map(objection),
  };
}

/** Of an offer without a readable rule, which is left out in any case. */
const NO_RULE: Rule = [];

const problemAt = (
  offer: Offer,
  path: readonly (string | number)[],
  message: string,
): CatalogProblem => ({ offer: offer.id, path, message, start: 0, end: 0 });

function unknownSlot(name: string): string {
  const near = nearestWord(name, Object.keys(SLOTS));
  const hint =
    near === undefined ? `slots are ${Object.keys(SLOTS).join(', ')}` : `did you mean {${near}}?`;
  return `unknown slot {${name}}: ${hint}`;
}

/** `2026-11-18` is 20261118: days that compare as fast as numbers. */
export const dayNumber = (day: Day): number => Number(day.replaceAll('-', ''));

/** `08:30` is 510; NaN when malformed. `24:00` is the end of the day. */
function minutes(text: string): number {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
  return match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2]);
}
