#!/usr/bin/env bash
# @marcbachmann/cel-js 8.0.0: `serialize` leaves out parentheses that the meaning needs, and rounds doubles.
#
# Eligibility rules are written in CEL. The text that `serialize` makes of `a - (b - 1)` is `a - b - 1`, another
# formula; `x % (y * z)` and `(a in b) == c` lose theirs too, and a double is cut after nine decimals. Who uses
# the text as a key takes two rules for one; who shows it as a reason shows a formula that gives another figure.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @marcbachmann/cel-js@8.0.0
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { evaluate, parse, serialize } from '@marcbachmann/cel-js';

const written = (rule) => serialize(parse(rule).ast);
const facts = { a: 35n, b: 7n };
const rule = 'a - (b - 1)';
console.log(`${rule} = ${evaluate(rule, facts)}`);
console.log(`${written(rule)} = ${evaluate(written(rule), facts)}`);
assert.equal(written(rule), 'a - b - 1');
assert.equal(evaluate(rule, facts), 29n);
assert.equal(evaluate(written(rule), facts), 27n);
assert.equal(written('x % (y * z)'), 'x % y * z');
assert.equal(written('x > 1.12345678901'), 'x > 1.123456789');
// Not everything is lost: a weaker logical operand keeps its parentheses.
assert.equal(written('a && (b || c)'), 'a && (b || c)');
console.log('As found: the text of a rule is another rule.');
JS
node check.mjs
