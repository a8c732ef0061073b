// Everybody of 100,000 generated people, looked up in every way of writing their numbers and names.
import { checkFinding } from '#tests/fixtures/find_check.ts';

const PEOPLE = Number(process.argv[2] ?? 100_000);
const { searches, misses } = checkFinding(PEOPLE, Date.now() % 1_000_000);
for (const miss of misses.slice(0, 20)) console.log(JSON.stringify(miss));
console.log(`find misses=${misses.length} of ${searches} searches for ${PEOPLE} people, target=0`);
process.exit(misses.length > 0 ? 1 : 0);
