// The inputs of a decision as its device tells them: a text of JSON, out of which HQ's statements read figures by the
// million. One that they cannot read would end the statement for everybody.

/** Facts and context are flat; ghosts hold proposals. */
const DEEPEST = 8;

/** Whether PostgreSQL reads the text as an object, and `usualTopUp` and `arpu3` among its facts as figures. */
export function areReadableInputs(text: string): boolean {
  let inputs: unknown;
  try {
    inputs = JSON.parse(text);
  } catch {
    return false;
  }
  if (!isMembers(inputs) || !isSound(inputs, DEEPEST)) return false;
  const { facts = {} } = inputs;
  return isMembers(facts) && isFigure(facts['usualTopUp']) && isFigure(facts['arpu3']);
}

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isFigure = (value: unknown): boolean =>
  value === undefined || value === null || typeof value === 'number';

function isSound(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !value.includes('\0') && !/\p{Surrogate}/u.test(value);
  // What is too large for JavaScript is too large for the database as well.
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return (
    depth > 0 &&
    Object.entries(value).every(([name, member]) => isSound(name, 1) && isSound(member, depth - 1))
  );
}
