// hub import: customers, staff, branches, gifts and plans out of CSV and XLSX files.
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type Day, dayOfInstant } from '#shared/base/month.ts';
import { CURRENCY_CODES, type Currency } from '#shared/base/currencies.ts';
import { DELIMITERS, type DelimiterName } from '#hub/import/delimiter.ts';
import { type Encoding, ENCODINGS } from '#hub/import/detect.ts';
import { isTimeZone } from '#hub/import/cell.ts';
import { describeImportError, type ImportError } from '#hub/import/errors.ts';
import { hasErasures } from '#hub/db/erasure.ts';
import { importFile } from '#hub/import/import_file.ts';
import { loadMap } from '#hub/import/load_map.ts';
import type { ImportMap } from '#hub/import/map.ts';
import { reportLines } from '#hub/import/report_lines.ts';
import { keepHeapSmall } from '#hub/import/small_heap.ts';
import { suggestMap } from '#hub/import/suggest_map.ts';
import type { NewBranch } from '#hub/import/target_branch.ts';
import { addCommonOptions, type CommonOptions, HubProblem, withHub } from './context.ts';
import { EXIT, type ExitCode } from './exit_code.ts';
import { parseDay } from './options.ts';

type ImportCommandOptions = CommonOptions & {
  readonly map?: string;
  readonly suggest?: boolean;
  readonly branch?: string;
  readonly createBranch?: { readonly zh: string; readonly en: string };
  readonly timeZone?: string;
  readonly currency?: Currency;
  readonly asOf?: Day;
  readonly apply?: boolean;
  readonly rejects?: string;
  readonly encoding?: Encoding;
  readonly delimiter?: DelimiterName;
  readonly sheet?: string;
  readonly headerRow?: number;
  readonly complete?: boolean;
  readonly mostLeaving?: number;
};

export const createImportCommand = (): Command =>
  addCommonOptions(new Command('import'))
    .description('bring a CSV or XLSX file into the hub; a dry run unless --apply is given')
    .argument('<file>', 'CSV (UTF-8, GB18030 or UTF-16; any usual delimiter) or XLSX')
    .option(
      '--map <map>',
      'which column fills which field: a shipped map or the path of a .yaml file (docs/maps.md)',
    )
    .option('--suggest', 'write a first map for this file instead, to be mended by a person')
    .option('--branch <code>', 'branch that the rows belong to, when the file has no column for it')
    .option('--create-branch <names>', 'make that branch: "中文名|English name"', parseNames)
    .option('--time-zone <zone>', 'its time zone, such as Asia/Shanghai', parseTimeZone)
    .addOption(new Option('--currency <currency>', 'its currency').choices(CURRENCY_CODES))
    .option(
      '--as-of <day>',
      'last day that the figures speak of, YYYY-MM-DD; overrides the map',
      parseDay,
    )
    .option('--apply', 'change the hub, in one transaction')
    .option('--complete', 'the file has all customers of its branches: who is missing has left')
    .option('--most-leaving <percent>', 'how many may be missing; 10 when left out', parsePercent)
    .option('--rejects <file>', 'set bad rows aside in this CSV and import the others')
    .addOption(
      new Option('--encoding <encoding>', 'when it is not told rightly by itself').choices(
        ENCODINGS,
      ),
    )
    .addOption(new Option('--delimiter <delimiter>', 'likewise').choices(Object.keys(DELIMITERS)))
    .option('--sheet <name>', 'sheet of a workbook; the first that is not hidden when left out')
    .option(
      '--header-row <number>',
      'row that holds the headers; the first when left out',
      parseRow,
    )
    .action(async (file: string, options: ImportCommandOptions) => {
      keepHeapSmall();
      if (options.suggest) {
        process.exitCode = await suggest(file, options);
        return;
      }
      const name = options.map;
      if (name === undefined)
        throw new HubProblem(
          EXIT.usage,
          'say which column is which: --map MAP, or --suggest for a first map',
        );
      const newBranch = newBranchOf(options);
      await withHub(options, async ({ database, progress, secret }) => {
        const map = await loadMap(name, mapsFolder());
        if (!map.ok) return refuse(map.error);
        const task = progress.begin(`reading ${file}, rows`);
        const result = await importFile(database, file, map.value, {
          ...options,
          apply: options.apply ?? false,
          newBranch,
          today: latestToday(),
          erasureKey: (await hasErasures(database)) ? (await secret()).erasureKey : undefined,
          onProgress: (rows) => task.update(rows),
        });
        if (!result.ok) {
          task.end('stopped');
          return refuse(result.error);
        }
        task.end();
        const lines = reportLines(result.value, { file, rejects: options.rejects });
        process.stdout.write(`${lines.join('\n')}\n`);
        return result.value.refused ? EXIT.refused : EXIT.done;
      });
    });

async function suggest(file: string, options: ImportCommandOptions): Promise<ExitCode> {
  const known: ImportMap[] = [];
  for (const name of KNOWN_MAPS) {
    const map = await loadMap(name, mapsFolder());
    if (!map.ok) return refuse(map.error);
    known.push(map.value.map);
  }
  const text = await suggestMap(file, options, known);
  if (!text.ok) return refuse(text.error);
  process.stdout.write(text.value);
  return EXIT.done;
}

/** Those whose words a suggestion knows. */
const KNOWN_MAPS = [
  'customers',
  'staff',
  'branches',
  'gifts',
  'plans',
  'visits',
  'customer_files',
  'prepaid_usage_4_months',
  'cmcc_beijing_voice',
  'dth_satellite_tv',
  'top_ups',
];

function refuse(error: ImportError): ExitCode {
  const { zh, en } = describeImportError(error);
  process.stderr.write(`hub: ${zh}\nhub: ${en}\n`);
  return EXIT.refused;
}

function newBranchOf(options: ImportCommandOptions): NewBranch | undefined {
  const { createBranch, timeZone, currency, branch } = options;
  if (!createBranch) return undefined;
  if (timeZone === undefined || currency === undefined || branch === undefined) {
    throw new HubProblem(
      EXIT.usage,
      '--create-branch needs --branch CODE, --time-zone (such as Asia/Shanghai) and --currency',
    );
  }
  return { name: createBranch, timeZone, currency };
}

function parseNames(text: string): { zh: string; en: string } {
  const [zh = '', en = '', ...more] = text.split('|').map((part) => part.trim());
  if (zh === '' || en === '' || more.length > 0) {
    throw new InvalidArgumentError('Write both names: "中文名|English name".');
  }
  return { zh, en };
}

function parseTimeZone(text: string): string {
  if (!isTimeZone(text))
    throw new InvalidArgumentError('Not an IANA time zone such as Asia/Shanghai.');
  return text;
}

function parsePercent(text: string): number {
  if (!/^(100|[1-9]?\d)$/.test(text)) throw new InvalidArgumentError('Not a percentage, 0 to 100.');
  return Number(text);
}

function parseRow(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('Not the number of a row.');
  return Number(text);
}

/** The day of whoever has it first: no figure speaks of a later one. */
const latestToday = (): Day => dayOfInstant(Date.now(), 'Pacific/Kiritimati');

/** `hub/maps` beside this program: it runs from the sources and from the bundle in dist/. */
function mapsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'hub', 'maps')) && dirname(folder) !== folder)
    folder = dirname(folder);
  return join(folder, 'hub', 'maps');
}
