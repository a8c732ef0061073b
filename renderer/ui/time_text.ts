// The clock of the branch, as a list shows it.

const formats = new Map<string, Intl.DateTimeFormat>();

/** `09:05` */
export function timeText(instant: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}
