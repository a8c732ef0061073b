// Asked before the page's program is read: who is signed in and, at the plain address, the branches. A file of its own that
// imports nothing, so that HQ works at the answers while the browser reads the rest.
import type { FirstAnswers } from './first_answers.ts';

const paths = ['', '#', '#/'].includes(location.hash)
  ? ['/api/session', '/api/branches']
  : ['/api/session'];
const answers: FirstAnswers = new Map(
  paths.map((path) => [path, fetch(path, { credentials: 'same-origin', cache: 'no-store' })]),
);
// Who takes the answer hears of a dead line.
for (const answer of answers.values()) answer.catch(() => undefined);
window.firstAnswers = answers;
