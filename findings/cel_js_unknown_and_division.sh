#!/usr/bin/env bash
# cel-js 0.8.2: a whole division keeps its fraction, and a missing fact throws where the other side decides alone.
#
# In CEL `7 / 2` of whole numbers is 3, `size` counts characters, and `true || x` is true whatever x is, also when x is
# missing: rules over facts that a customer may lack rest on that. cel-js gives 3.5, counts a rare character of a name
# twice, throws at the missing fact, and takes two neighbouring numbers beyond 2^53 for equal. @bufbuild/cel 0.6.1
# gives what the language's definition says.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts cel-js@0.8.2 @bufbuild/cel@0.6.1
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { celEnv, parse, plan } from '@bufbuild/cel';
import { evaluate } from 'cel-js';

const byDefinition = (rule) => plan(celEnv(), parse(rule))({ customer: {} });
const byCelJs = (rule) => {
  try {
    return evaluate(rule, { customer: {} });
  } catch (error) {
    return `throws ${error.name}`;
  }
};
const rules = [
  ['7 / 2', 3n, 3.5],
  ['size("\u{2C35B}")', 1n, 2],
  ['9007199254740993 == 9007199254740992', false, true],
  ['true || customer.bundle.months > 3', true, /throws/],
  ['customer.bundle.months > 3 || true', true, /throws/],
];
for (const [rule, right, found] of rules) {
  const here = byCelJs(rule);
  console.log(`${rule}: defined ${byDefinition(rule)}, cel-js ${here}`);
  assert.equal(byDefinition(rule), right);
  if (found instanceof RegExp) assert.match(String(here), found);
  else assert.equal(here, found);
}
console.log('As found.');
JS
node check.mjs
