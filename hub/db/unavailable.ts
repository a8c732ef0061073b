// The database cannot be had: a matter of the machine, not of the data (exit code 3).

export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}
