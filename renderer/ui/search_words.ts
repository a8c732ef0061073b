// What a person looks for, as words to be found: case and width do not matter.

export const searchWords = (query: string): readonly string[] =>
  query
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
