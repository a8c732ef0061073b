// What is wrong with a catalog folder: where, what, and what to do about it.

export type CatalogFileProblem = {
  /** Relative to the catalog folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
  readonly remedy: string;
};

/** `prepay-gift.yaml:12: unknown word 'arpu4'. Remedy: ...` */
export const problemLine = ({ file, line, message, remedy }: CatalogFileProblem): string =>
  `${file}:${line}: ${message}\n    ${remedy}`;
