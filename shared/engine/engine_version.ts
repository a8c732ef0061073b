// Which engine decides, and what older ones did otherwise: a replay of their decisions says so instead of calling it a fault.

/** Moves whenever a formula or a wording of the engine changes: a decision is the same only under the engine that made it. */
export const ENGINE_VERSION = '7.0.0';

/** Of a decision that names none. */
export const FIRST_ENGINE = '1';

/** From the oldest on, each with what it did otherwise than the one before. */
const ENGINES: readonly { readonly version: string; readonly change: string }[] = [
  { version: FIRST_ENGINE, change: 'the first' },
  { version: '1.0.0', change: 'the first that has a number' },
  { version: '2.0.0', change: 'chances, value and reasons are reckoned anew' },
  {
    version: '3.0.0',
    change:
      'rules that differ in their parentheses only are no longer taken for one; what is not known of lists, labels and flags leaves a rule open; reasons show parentheses',
  },
  {
    version: '4.0.0',
    change:
      'for customers kept for comparison it notes what would have been said, and tells the counter nothing of the lot; what is not worth saying has no figure',
  },
  {
    version: '5.0.0',
    change:
      'a household that nobody tells of is not one of a single customer: its size is not known',
  },
  {
    version: '6.0.0',
    change: 'where no gift can be given the reason says that it may have been given today',
  },
  {
    version: ENGINE_VERSION,
    change: 'what a customer answered the evening before is said to be of yesterday',
  },
];

/** What changed after that engine, the oldest change first; null: this engine does not know it, it may be newer. */
export function changesSince(engine: string): readonly string[] | null {
  const at = ENGINES.findIndex(({ version }) => version === engine);
  return at < 0
    ? null
    : ENGINES.slice(at + 1).map(({ version, change }) => `${version}: ${change}`);
}
