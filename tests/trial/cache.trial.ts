// npm run trial -- cache [COUNTERS]: an ordinary HTTP cache (nginx, which must be installed) between a branch's counters and
// HQ. Each chunk of a pack is fetched of HQ once, whatever the counters; a chunk that the cache holds wrong stops nobody.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PINS } from '#hub/demo/people_at_work.ts';
import { setup } from '#hub/db/test_cluster.ts';
import { startDataProcess, untilState, value } from '#tests/fixtures/data_process.ts';
import { realBranch, signInAt } from '#tests/fixtures/real_branch.ts';
import { enrolCode } from '#tests/fixtures/small_province.ts';
import { freePort } from '#tools/setup/free_port.mjs';

const BRANCH = 'CD01';
const counters = Number(process.argv[2] ?? 8);
const folder = mkdtempSync(join(tmpdir(), 'trial-cache-'));
const stored = join(folder, 'stored');
mkdirSync(stored);
const remove = await setup();
const branch = await realBranch({ customers: 3_000, seed: 1 });
const asked = new Map<string, number>();
const counting = await countBefore(branch.hubUrl);
const port = await freePort();
const nginx = await startNginx(counting.port);
let failed = 0;
const note = (what: string, holds: boolean, said: string): void => {
  if (!holds) failed += 1;
  console.log(`${holds ? 'holds ' : 'FAILS '} ${what}: ${said}`);
};
try {
  for (let count = 0; count < counters; count += 1) await enrolAndWork();
  const chunks = [...asked].filter(([path]) => path.startsWith('/v1/chunks/'));
  const most = Math.max(...chunks.map(([, times]) => times));
  note(
    `each chunk was asked of HQ once for ${counters} counters`,
    chunks.length > 0 && most === 1,
    `${chunks.length} chunks, at most ${most} times`,
  );
  const spoilt = spoilStored(chunks.map(([path]) => path.slice('/v1/chunks/'.length)));
  asked.clear();
  await enrolAndWork();
  const again = [...asked.keys()].filter((path) => path.includes('?again='));
  note(
    'a counter gets past what the cache holds wrong',
    spoilt > 0 && again.length === spoilt,
    `${spoilt} chunks spoilt, ${again.length} asked past it`,
  );
} finally {
  nginx.kill('SIGQUIT');
  counting.close();
  await branch.stop();
  await remove();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`cache: ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** Enrols through the cache, serves somebody, and waits until HQ has it. */
async function enrolAndWork(): Promise<void> {
  const counter = startDataProcess();
  const window = counter.connect();
  const code = await enrolCode(branch.db, branch.secret, BRANCH);
  value(
    await window.send('enrol.start', { hubUrl: `http://127.0.0.1:${port}`, branch: BRANCH, code }),
  );
  await untilState(window, ({ phase }) => phase === 'ready', 60_000);
  const clerk = await signInAt(counter, '1001', DEMO_PINS.clerk);
  const visit = value(
    await clerk.send('visit.start', { customer: 1, purpose: 'bill', intended: null }),
  );
  value(await clerk.send('visit.finish', { visit: visit.visit, prepaid: null, gifts: [] }));
  value(await clerk.send('sync.now', {}));
  await untilState(clerk, ({ sync }) => sync.unsent === 0, 30_000);
  await counter.stop();
}

/** Turns a byte in the middle of every chunk that is stored. @returns how many */
function spoilStored(chunks: readonly string[]): number {
  let count = 0;
  for (const entry of readdirSync(stored, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    if (!chunks.some((sha256) => bytes.includes(sha256))) continue;
    const middle = bytes.length - 1_000;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    count += 1;
  }
  return count;
}

/** In front of the hub: counts what comes to it. */
async function countBefore(hubUrl: string) {
  const hub = new URL(hubUrl);
  const server = createServer((question, answer) => {
    const path = question.url ?? '';
    asked.set(path, (asked.get(path) ?? 0) + 1);
    const { method, headers } = question;
    const passed = request(
      { host: hub.hostname, port: hub.port, path, method, headers },
      (said) => {
        answer.writeHead(said.statusCode ?? 502, said.headers);
        said.pipe(answer);
      },
    );
    passed.on('error', () => answer.destroy());
    question.pipe(passed);
  });
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: () => server.close(),
  };
}

/** As `docs/scale.md` says to set it up. */
async function startNginx(behind: number) {
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `daemon off; master_process off; pid ${folder}/pid; error_log stderr warn;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/temp;
  fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  proxy_cache_path ${stored} levels=1:2 keys_zone=packs:10m max_size=10g inactive=30d use_temp_path=off;
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 32m;
    proxy_http_version 1.1;
    proxy_set_header Host $host;
    location / { proxy_pass http://127.0.0.1:${behind}; }
    location /v1/chunks/ {
      proxy_pass http://127.0.0.1:${behind};
      proxy_cache packs;
      proxy_cache_lock on;
    }
  }
}
`,
  );
  const child = spawn('nginx', ['-c', file, '-p', folder], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.on('error', (error) => {
    console.error(`nginx cannot run (on Debian 12: apt-get install nginx-light): ${error.message}`);
    process.exit(1);
  });
  await new Promise((ready) => {
    setTimeout(ready, 1_000);
  });
  return child;
}
