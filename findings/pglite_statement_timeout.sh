#!/usr/bin/env bash
# @electric-sql/pglite 0.5.16: takes statement_timeout, shows it, and never ends a statement by it.
#
# PostgreSQL cancels a statement by a timer's signal; the embedded one has no signals. A hub that bounds its statements
# by this setting is bounded on a server and unbounded on PGlite, without a word. Of a limit of 200 ms on a sleep of
# 1.5 s nothing is seen; the statement answers after the whole sleep. The limit has to be kept outside, between
# statements.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @electric-sql/pglite@0.5.16
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { PGlite } from '@electric-sql/pglite';

const database = await PGlite.create();
const version = await database.query('select version()');
await database.exec("set statement_timeout = '200ms'");
const shown = await database.query('show statement_timeout');
assert.equal(shown.rows[0].statement_timeout, '200ms');
const begun = performance.now();
await database.query('select pg_sleep(1.5)');
const took = performance.now() - begun;
assert.ok(took >= 1_400, `ended after ${took} ms`);
console.log(version.rows[0].version.split(' on ')[0]);
console.log(`limit ${shown.rows[0].statement_timeout}, slept ${Math.round(took)} ms, no error`);
await database.close();
JS
node check.mjs
