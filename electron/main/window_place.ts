// Where the window was, remembered for each display, and where it may open now.
type Rectangle = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type Place = { readonly bounds: Rectangle; readonly isMaximized: boolean };

export type Places = {
  /** The display that the window was on last. */
  readonly last: string | null;
  readonly byDisplay: Readonly<Record<string, Place>>;
};

/** By hand: a library of schemas takes longer to be read than all that comes before the window. */
export const placesSchema = {
  parse(value: unknown): Places {
    if (!isPlaces(value)) throw new TypeError('no places of a window');
    return value;
  },
};

const isPlaces = (value: unknown): value is Places =>
  isRecord(value) &&
  (value['last'] === null || typeof value['last'] === 'string') &&
  isRecord(value['byDisplay']) &&
  Object.values(value['byDisplay']).every(isPlace);

const isPlace = (value: unknown): boolean =>
  isRecord(value) && typeof value['isMaximized'] === 'boolean' && isRectangle(value['bounds']);

const isRectangle = (value: unknown): boolean =>
  isRecord(value) &&
  [value['x'], value['y'], value['width'], value['height']].every(Number.isSafeInteger) &&
  Number(value['width']) >= 1 &&
  Number(value['height']) >= 1;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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
