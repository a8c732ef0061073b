// What is wrong with a catalog folder: where, what, and what to do about it.

/** From the root of a file: names of fields, and places in lists from 0. */
export type YamlPath = readonly (string | number)[];

export type CatalogFileProblem = {
  /** An error keeps the catalog from being loaded; a warning does so only where the caller is strict. */
  readonly severity: 'error' | 'warning';
  /** Relative to the catalog folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Path of the field within the file: `tiers.1.prepay`; empty: the file as a whole. */
  readonly field: string;
  readonly message: string;
  readonly remedy: string;
};

/** What a check found, before it is known where the field stands. */
export type Finding = {
  readonly severity: 'error' | 'warning';
  readonly path: YamlPath;
  /** Characters into the text at `path`. */
  readonly offset?: number;
  readonly message: string;
  readonly remedy: string;
};

export const mistake = (path: YamlPath, message: string, remedy: string): Finding => ({
  severity: 'error',
  path,
  message,
  remedy,
});

export const doubt = (path: YamlPath, message: string, remedy: string): Finding => ({
  severity: 'warning',
  path,
  message,
  remedy,
});

/** Of two with one id the second is told. */
export const repeatedIds = (
  items: readonly { readonly id: string }[],
  path: YamlPath,
): readonly Finding[] =>
  items.flatMap(({ id }, index) =>
    items.findIndex((other) => other.id === id) < index
      ? [
          mistake(
            [...path, index, 'id'],
            `the id '${id}' stands twice`,
            'What is counted is counted by id: give each its own.',
          ),
        ]
      : [],
  );

/** `offers/prepay-gift.yaml:12: eligible: unknown word 'arpu4'`, and the remedy below it. */
export function problemLine(problem: CatalogFileProblem): string {
  const { severity, file, line, field, message, remedy } = problem;
  const what = [severity === 'warning' ? 'warning' : '', field, message].filter(
    (part) => part !== '',
  );
  return `${file}:${line}: ${what.join(': ')}\n    ${remedy}`;
}

const byPlace = (a: CatalogFileProblem, b: CatalogFileProblem): number =>
  a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1;

/** By file and line. */
export const inOrder = (problems: readonly CatalogFileProblem[]): readonly CatalogFileProblem[] =>
  problems.toSorted(byPlace);
