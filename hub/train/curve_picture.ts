// The additive model as one picture (SVG): a panel for each curve, a table in colours for each pair.
import type { AdditivePair, AdditiveTerm } from '#shared/model/additive_model.ts';
import type { AdditiveFit } from './additive_fit.ts';
import { furthestFirst, type KindsOf } from './curve_lines.ts';

const COLUMNS = 4;
const PANEL = { wide: 230, high: 150, left: 34, right: 10, top: 24, bottom: 20 } as const;
const INK = '#1f2933';
const QUIET = '#8895a2';
const MORE = '#c2410c';
const LESS = '#0f766e';

/**
 * All curves share one scale, so that a flat one looks flat: above the line in the middle the odds to leave are higher
 * than the average customer's. Steps have equal widths; the figures below are the first, middle and last cut.
 */
export function curvesPicture(
  { terms, pairs }: Pick<AdditiveFit, 'terms' | 'pairs'>,
  kindsOf: KindsOf = new Map(),
): string {
  const most = Math.max(
    0.1,
    ...terms.flatMap(({ values, blank }) => [...values, blank].map(Math.abs)),
  );
  const mostOfPairs = Math.max(0.1, ...pairs.flatMap(({ values }) => values.flat().map(Math.abs)));
  const panels = [
    ...[...terms]
      .toSorted(furthestFirst)
      .map((term) => curvePanel(term, most, kindsOf.get(term.code))),
    ...pairs.map((pair) => pairPanel(pair, mostOfPairs)),
  ];
  const wide = COLUMNS * PANEL.wide;
  const high = Math.ceil(panels.length / COLUMNS) * PANEL.high;
  const placed = panels.map((panel, at) => {
    const x = (at % COLUMNS) * PANEL.wide;
    const y = Math.floor(at / COLUMNS) * PANEL.high;
    return `<g transform="translate(${x} ${y})">${panel}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}" font-family="sans-serif" font-size="10">`,
    ODDS,
    `<rect width="${wide}" height="${high}" fill="#ffffff"/>`,
    ...placed,
    '</svg>',
    '',
  ].join('\n');
}

const INNER = {
  wide: PANEL.wide - PANEL.left - PANEL.right,
  high: PANEL.high - PANEL.top - PANEL.bottom,
} as const;

/** Above the line of the average customer one colour, below it the other. */
const ODDS = [
  `<defs><linearGradient id="odds" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="${PANEL.top}" y2="${PANEL.top + INNER.high}">`,
  `<stop offset="0.5" stop-color="${MORE}"/><stop offset="0.5" stop-color="${LESS}"/></linearGradient></defs>`,
].join('');

function curvePanel(
  { code, blank, cuts, values }: AdditiveTerm,
  most: number,
  kinds: readonly string[] | undefined,
): string {
  const y = (value: number): number => PANEL.top + (INNER.high / 2) * (1 - value / most);
  const step = INNER.wide / values.length;
  const steps = values.map((value) => `V${short(y(value))}h${short(step)}`).join('');
  const middle = y(0);
  return [
    title(code),
    `<path d="M${PANEL.left} ${short(middle)}${steps}V${short(middle)}z" fill="url(#odds)" opacity="0.2"/>`,
    `<path d="M${PANEL.left} ${short(middle)}h${INNER.wide}" stroke="${QUIET}" stroke-width="0.5"/>`,
    `<path d="M${PANEL.left} ${short(y(values[0] ?? 0))}${steps}" fill="none" stroke="${INK}" stroke-width="1.4"/>`,
    axisText(PANEL.left - 4, y(most) + 6, 'end', `x${Math.exp(most).toFixed(1)}`),
    axisText(PANEL.left - 4, middle + 3, 'end', 'x1'),
    axisText(PANEL.left - 4, y(-most), 'end', `x${Math.exp(-most).toFixed(2)}`),
    ...ticks(cuts, kinds),
    blank === 0
      ? ''
      : `<circle cx="${PANEL.left - 1}" cy="${short(y(blank))}" r="2.5" fill="none" stroke="${INK}"><title>blank</title></circle>`,
  ].join('');
}

function ticks(cuts: readonly number[], kinds: readonly string[] | undefined): readonly string[] {
  const y = PANEL.high - 7;
  if (kinds !== undefined) {
    const step = INNER.wide / kinds.length;
    return kinds.map((kind, at) =>
      axisText(PANEL.left + (at + 0.5) * step, y, 'middle', kind.slice(0, Math.max(2, step / 6))),
    );
  }
  const step = INNER.wide / (cuts.length + 1);
  const places = [...new Set([0, Math.floor((cuts.length - 1) / 2), cuts.length - 1])];
  return places
    .filter((at) => at >= 0)
    .map((at) =>
      axisText(
        PANEL.left + (at + 1) * step,
        y,
        'middle',
        String(Number((cuts[at] as number).toPrecision(3))),
      ),
    );
}

/** Colours in ten strengths; cells of one strength are one path, so that the picture stays small. */
const STRENGTHS = 10;

function pairPanel({ codes, values }: AdditivePair, most: number): string {
  const high = INNER.high / values.length;
  const wide = INNER.wide / (values[0]?.length ?? 1);
  const ofStrength = new Map<number, string>();
  for (const [a, row] of values.entries()) {
    const strengths = row.map((value) => Math.round((value / most) * STRENGTHS));
    for (const [b, strength] of strengths.entries()) {
      if (strength === 0 || strengths[b - 1] === strength) continue;
      const after = strengths.findIndex((other, at) => at > b && other !== strength);
      const run = (after < 0 ? strengths.length : after) - b;
      const [x, y] = [PANEL.left + b * wide, PANEL.top + a * high];
      const cell = `M${short(x)} ${short(y)}h${short(run * wide)}v${short(high)}H${short(x)}z`;
      ofStrength.set(strength, (ofStrength.get(strength) ?? '') + cell);
    }
  }
  const cells = [...ofStrength].map(
    ([strength, path]) =>
      `<path d="${path}" fill="${strength > 0 ? MORE : LESS}" opacity="${Math.abs(strength) / STRENGTHS}"/>`,
  );
  return [
    title(`${codes[0]} (down) with ${codes[1]}`),
    `<rect x="${PANEL.left}" y="${PANEL.top}" width="${INNER.wide}" height="${INNER.high}" fill="none" stroke="${QUIET}" stroke-width="0.5"/>`,
    ...cells,
    axisText(PANEL.left - 4, PANEL.top + 8, 'end', 'blank'),
    axisText(PANEL.left - 4, PANEL.high - PANEL.bottom, 'end', 'high'),
    axisText(PANEL.left, PANEL.high - 7, 'start', 'blank'),
    axisText(PANEL.wide - PANEL.right, PANEL.high - 7, 'end', 'high'),
  ].join('');
}

const LONG_TITLE = 28;
const title = (text: string): string =>
  `<text x="${PANEL.left}" y="15" fill="${INK}" font-weight="bold" font-size="${text.length > LONG_TITLE ? 8.5 : 10}">${escaped(text)}</text>`;
const axisText = (x: number, y: number, anchor: string, text: string): string =>
  `<text x="${short(x)}" y="${short(y)}" fill="${QUIET}" font-size="8" text-anchor="${anchor}">${escaped(text)}</text>`;
const short = (value: number): number => Math.round(value * 10) / 10;
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
