// Everybody of 100,000 generated people in one branch, then in branches of 50, looked up in every way of writing their
// numbers and names. npm run bench -- find [PEOPLE [EVERY]]: with EVERY 10, a tenth of the one branch is looked up.
import { checkFinding } from '#tests/fixtures/find_check.ts';
import { tellFigure } from './tell_figure.ts';

const PEOPLE = Number(process.argv[2] ?? 100_000);
const EVERY = Number(process.argv[3] ?? 1);
const SMALL = Math.ceil(PEOPLE / 1_000);
const first = Date.now() % 1_000_000;
const reports = [
  checkFinding(PEOPLE, first, EVERY),
  ...Array.from({ length: SMALL }, (_, at) => checkFinding(50, first + 1 + at)),
];
const misses = reports.flatMap((report) => report.misses);
const searches = reports.reduce((sum, report) => sum + report.searches, 0);
for (const miss of misses.slice(0, 20)) console.log(JSON.stringify(miss));
console.log(`${searches} searches for ${PEOPLE + SMALL * 50} people`);
tellFigure({ name: 'find', unit: 'misses', figure: misses.length, digits: 0, target: 0 });
process.exit();
