// Why a file could not be written.

/** The system's own words: Electron puts the channel's name before them. */
export const refusalDetail = (error: unknown): string =>
  String(error).replace(/^(.*: )?Error: /, '');
