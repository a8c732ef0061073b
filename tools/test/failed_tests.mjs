// Which tests failed and with what, out of the reports of Vitest and Playwright: the end of a long log tells them.

/** @typedef {{ file: string, title: string, message: string }} FailedTest */

const MESSAGE_LINES = 12;

/**
 * @param {{ testResults: { name: string, status: string, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] }} report
 * @returns {FailedTest[]}
 */
export function failedInVitest(report) {
  return report.testResults.flatMap(({ name: file, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    // A file that could not be read or tidied up has no failed test, and says why itself.
    if (failed.length === 0 && status === 'failed') {
      return [{ file, title: 'the file itself', message: shortened(message) }];
    }
    return failed.map(({ fullName, failureMessages }) => ({
      file,
      title: fullName,
      message: shortened(failureMessages.join('\n')),
    }));
  });
}

/**
 * @typedef {{ file: string, title: string, ok: boolean, tests: { results: { status: string, error?: { message?: string } }[] }[] }} Spec
 * @typedef {{ specs?: Spec[], suites?: Suite[] }} Suite
 * @param {Suite} report
 * @returns {FailedTest[]}
 */
export function failedInPlaywright(report) {
  const here = (report.specs ?? [])
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) => {
      const errors = tests.flatMap(({ results }) => results.map(({ error }) => error?.message));
      const message = errors.find((each) => each !== undefined) ?? 'no message';
      return { file, title, message: shortened(message) };
    });
  return [...here, ...(report.suites ?? []).flatMap(failedInPlaywright)];
}

/** @param {string} text */
function shortened(text) {
  // oxlint-disable-next-line no-control-regex -- colours of the terminal are such characters
  const plain = text.replaceAll(/\u001B\[[\d;]*m/g, '');
  const lines = plain.split('\n').filter((line) => !/^\s+at .*node_modules|^\s+at new /.test(line));
  const rest = lines.length - MESSAGE_LINES;
  return [...lines.slice(0, MESSAGE_LINES), ...(rest > 0 ? [`... ${rest} lines more`] : [])].join(
    '\n',
  );
}
