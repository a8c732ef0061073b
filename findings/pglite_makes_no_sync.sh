#!/usr/bin/env bash
# @electric-sql/pglite 0.5.16: twenty commits on a folder make no fsync at all.
#
# PostgreSQL answers a commit when its log is on the disk. The build for WebAssembly writes its files through Node's
# file system, and asks it to sync nothing: what was answered as committed is lost with the power. The setting reads
# `off`; the folder's files themselves are in order, and survive the end of the process.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @electric-sql/pglite@0.5.16
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import fs from 'node:fs';

const calls = { fsync: 0, fdatasync: 0, fsyncSync: 0, fdatasyncSync: 0, writeSync: 0 };
for (const name of Object.keys(calls)) {
  const original = fs[name];
  fs[name] = (...args) => {
    calls[name] += 1;
    return original(...args);
  };
}
const { PGlite } = await import('@electric-sql/pglite');
const database = await PGlite.create('./data');
await database.exec('create table top_up (amount int not null)');
const written = calls.writeSync;
for (let amount = 1; amount <= 20; amount += 1) {
  await database.query('insert into top_up values ($1)', [amount]);
}
const { rows } = await database.query('show fsync');
await database.close();
console.log(`fsync is ${rows[0].fsync}; calls: ${JSON.stringify(calls)}`);
assert.ok(calls.writeSync > written, 'the commits were written through this file system');
assert.equal(calls.fsync + calls.fdatasync + calls.fsyncSync + calls.fdatasyncSync, 0);
assert.equal(rows[0].fsync, 'off');
console.log('As found: written, never synced.');
process.exit(0);
JS
node check.mjs
