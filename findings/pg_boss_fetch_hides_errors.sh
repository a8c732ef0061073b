#!/usr/bin/env bash
# pg-boss 10.4.2: while its database is away, fetch answers that no job waits.
#
# Headquarters shares the branches of a night between processes by a queue. `fetch` takes every error of its statement
# for a job that another worker got first: with the connection gone it answers an empty list, as it does when all is
# done, and a worker that ends at "nothing waits" ends with the work undone. `complete` and `getQueueSize` throw the
# same error. Whoever gives pg-boss a database of its own must keep the error and look at it after each fetch.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts pg-boss@10.4.2 @electric-sql/pglite@0.5.16
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { PGlite } from '@electric-sql/pglite';
import PgBoss from 'pg-boss';

const pglite = new PGlite();
let isAway = false;
const db = {
  async executeSql(text, values = []) {
    if (isAway) throw new Error('the connection was terminated');
    if (values.length > 0) return pglite.query(text, values);
    return (await pglite.exec(text)).at(-1) ?? { rows: [] };
  },
};
const boss = new PgBoss({ db, supervise: false, schedule: false });
boss.on('error', () => undefined);
await boss.start();
await boss.createQueue('publish');
const id = await boss.send('publish', { branch: 'b1' });

isAway = true;
const away = await boss.fetch('publish');
console.log(`a job waits and the database is away: fetch answers ${JSON.stringify(away)}`);
assert.deepEqual(away, []);
await assert.rejects(boss.complete('publish', id), /terminated/);
await assert.rejects(boss.getQueueSize('publish'), /terminated/);
console.log('complete and getQueueSize throw');

isAway = false;
const [job] = await boss.fetch('publish');
console.log(`the database is back: fetch answers ${JSON.stringify(job?.data)}`);
assert.equal(job?.id, id);
assert.deepEqual(await boss.fetch('publish'), []);
console.log('As found.');
process.exit(0);
JS
node check.mjs
