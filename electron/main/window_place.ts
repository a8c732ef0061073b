// Where the window was, remembered for each display, and where it may open now.
import { z } from 'zod';

const rectangleSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
});
type Rectangle = Readonly<z.infer<typeof rectangleSchema>>;

const placeSchema = z.strictObject({ bounds: rectangleSchema, isMaximized: z.boolean() });
export type Place = Readonly<z.infer<typeof placeSchema>>;

export const placesSchema = z.strictObject({
  /** The display that the window was on last. */
  last: z.string().nullable(),
  byDisplay: z.record(z.string(), placeSchema),
});
export type Places = Readonly<z.infer<typeof placesSchema>>;

export const NO_PLACES: Places = { last: null, byDisplay: {} };

/** Displays have no lasting name: their position and scale stand for one. */
export type Display = {
  readonly bounds: Rectangle;
  /** Without task bars. */
  readonly workArea: Rectangle;
  readonly scaleFactor: number;
};

/** Of a PC with 1366 x 768 that shows everything at 150 %. */
export const MIN_WIDTH = 900;
export const MIN_HEIGHT = 500;
const USUAL_WIDTH = 1366;
const USUAL_HEIGHT = 860;

export const displayKey = ({ bounds: { x, y, width, height }, scaleFactor }: Display): string =>
  `${width}x${height}@${scaleFactor}+${x}+${y}`;

/** The remembered place on the last display if it is still there, else on the primary one, else the middle of that. */
export function placeFor(places: Places, displays: readonly Display[], primary: Display): Place {
  const display = displays.find((each) => displayKey(each) === places.last) ?? primary;
  const remembered = places.byDisplay[displayKey(display)];
  const { bounds, isMaximized } = remembered ?? middleOf(display.workArea);
  return { bounds: fit(bounds, display.workArea), isMaximized };
}

export function remember(places: Places, display: Display, place: Place): Places {
  const key = displayKey(display);
  return { last: key, byDisplay: { ...places.byDisplay, [key]: place } };
}

/** A branch PC is small: there the window takes all of it. */
function middleOf(area: Rectangle): Place {
  const width = Math.min(USUAL_WIDTH, area.width);
  const height = Math.min(USUAL_HEIGHT, area.height);
  const x = area.x + Math.floor((area.width - width) / 2);
  const y = area.y + Math.floor((area.height - height) / 2);
  const isSmall = area.width <= USUAL_WIDTH || area.height <= USUAL_HEIGHT;
  return { bounds: { x, y, width, height }, isMaximized: isSmall };
}

/** Wholly inside the area where it is large enough; never smaller than the least size. */
function fit(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = Math.max(MIN_WIDTH, Math.min(bounds.width, area.width));
  const height = Math.max(MIN_HEIGHT, Math.min(bounds.height, area.height));
  const x = Math.max(area.x, Math.min(bounds.x, area.x + area.width - width));
  const y = Math.max(area.y, Math.min(bounds.y, area.y + area.height - height));
  return { x, y, width, height };
}
