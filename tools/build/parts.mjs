// The eight parts that a build makes, each with its inputs and its Vite settings.
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { collectNotices, noticesOf } from './notices.mjs';

/**
 * @typedef {{ name: string, title: string, inputs: string[], output: string, settings: () => Promise<import('vite').InlineConfig> }} Part
 */

const NATIVE = 'better-sqlite3-multiple-ciphers';
const BUILTIN = [...builtinModules, /^node:/];
/** What Electron's Node (20 in the stand-in, newer in the shipped one) and Chromium understand. */
const NODE_TARGET = 'node20';
const CHROMIUM_TARGET = 'chrome130';
/** Of HQ's page: two years of browsers. */
const BROWSER_TARGETS = ['chrome120', 'edge120', 'firefox121', 'safari17.2'];

/** With the data that it compiles in. */
const SHARED = ['shared', 'resources/currencies.json'];

/** @type {readonly Part[]} */
export const PARTS = [
  {
    name: 'main',
    title: 'Build: main process',
    inputs: [...SHARED, 'electron'],
    output: 'dist/app/main',
    settings: async () => nodePart('main', ['electron', NATIVE, ...BUILTIN]),
  },
  {
    name: 'preload',
    title: 'Build: preload',
    inputs: [...SHARED, 'electron'],
    output: 'dist/app/preload',
    // Sandboxed: nothing but `electron` can be required at run time.
    settings: async () => nodePart('preload', ['electron']),
  },
  {
    name: 'display-preload',
    title: "Build: preload of the customer's screen",
    inputs: [...SHARED, 'electron'],
    output: 'dist/app/display-preload',
    settings: async () =>
      nodePart('display-preload', ['electron'], 'electron/preload/display/index.ts'),
  },
  {
    name: 'data',
    title: 'Build: data process',
    inputs: [...SHARED, 'stick', 'electron'],
    output: 'dist/app/data',
    settings: async () => nodePart('data', ['electron', NATIVE, ...BUILTIN]),
  },
  {
    name: 'renderer',
    title: 'Build: window',
    inputs: [...SHARED, 'electron/port', 'renderer'],
    output: 'dist/app/renderer',
    settings: rendererPart,
  },
  {
    name: 'display-page',
    title: "Build: the customer's screen",
    inputs: [...SHARED, 'electron/port', 'renderer'],
    output: 'dist/app/display-page',
    settings: displayPart,
  },
  {
    name: 'hub-page',
    title: "Build: HQ's page",
    inputs: [...SHARED, 'renderer'],
    output: 'dist/hub-page',
    settings: hubPagePart,
  },
  {
    name: 'hub',
    title: 'Build: hub',
    inputs: [...SHARED, 'stick', 'hub'],
    output: 'dist/hub',
    settings: async () => ({
      ...common(),
      ssr: { external: true, noExternal: [/^#/], target: 'node' },
      build: {
        ...commonBuild('dist/hub'),
        ssr: true,
        target: NODE_TARGET,
        rolldownOptions: {
          checks: { pluginTimings: false },
          // The workers are what `hub simulate` and `hub train churn` run on further threads.
          input: {
            cli: join(ROOT, 'hub/cli.ts'),
            simulate_worker: join(ROOT, 'hub/simulate/worker.ts'),
            train_worker: join(ROOT, 'hub/train/worker.ts'),
          },
          output: {
            format: 'es',
            entryFileNames: '[name].mjs',
            chunkFileNames: '[name]-[hash].mjs',
          },
        },
      },
    }),
  },
];

/**
 * A CommonJS bundle for a process of the app: everything inlined but `external`.
 * @param {'main' | 'preload' | 'display-preload' | 'data'} name
 * @param {(string | RegExp)[]} external
 * @param {string} entry
 * @returns {Promise<import('vite').InlineConfig>}
 */
async function nodePart(name, external, entry = `electron/${name}/index.ts`) {
  return {
    ...common(),
    plugins: [await collectNotices(noticesOf(name))],
    ssr: {
      noExternal: true,
      external: external.filter((id) => typeof id === 'string'),
      target: 'node',
    },
    build: {
      ...commonBuild(`dist/app/${name}`),
      ssr: join(ROOT, entry),
      target: NODE_TARGET,
      rolldownOptions: {
        checks: { pluginTimings: false },
        external,
        output: { format: 'cjs', entryFileNames: 'index.cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  };
}

/** @returns {Promise<import('vite').InlineConfig>} */
async function rendererPart() {
  return await pagePart({
    root: 'renderer',
    output: 'dist/app/renderer',
    plugins: [await collectNotices(noticesOf('renderer'))],
    // Each file costs the main process a round at start, and each line of it time: what the first page needs is one
    // file, what several later pages share another.
    codeSplitting: {
      groups: [
        { name: firstPage(), debugName: 'first', priority: 1 },
        {
          name: 'shared',
          minShareCount: 2,
          test: /^(?!.*([\\/]charts[\\/]|node_modules[\\/](echarts|zrender|tslib)))/,
        },
      ],
    },
    // Loaded from the disk of the same machine: size on a network does not matter.
    warnFromKb: 4000,
  });
}

/**
 * A page of its own in a folder of its own: the customer's screen can load nothing of the counter's.
 * @returns {Promise<import('vite').InlineConfig>}
 */
async function displayPart() {
  return await pagePart({
    root: 'renderer/display',
    output: 'dist/app/display-page',
    plugins: [await collectNotices(noticesOf('display-page'))],
  });
}

/**
 * HQ's page for browsers: files that the hub serves.
 * @returns {Promise<import('vite').InlineConfig>}
 */
async function hubPagePart() {
  return await pagePart({
    root: 'renderer/hq',
    base: '/',
    output: 'dist/hub-page',
    target: BROWSER_TARGETS,
    plugins: [askFirst()],
    // Each file is a round to HQ; what the first page needs is one.
    codeSplitting: {
      groups: [{ name: firstPage((id) => id !== FIRST_QUESTIONS), debugName: 'first' }],
    },
  });
}

const FIRST_QUESTIONS = join(ROOT, 'renderer/hq/first_questions.ts');

/**
 * The first questions of HQ's page go into a file of their own, which runs while the others come: the page's scripts are
 * otherwise put together into one.
 * @returns {import('vite').Plugin}
 */
function askFirst() {
  return {
    name: 'ask-first',
    buildStart() {
      this.emitFile({ type: 'chunk', id: FIRST_QUESTIONS, name: 'first_questions' });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const chunk = Object.values(bundle ?? {}).find(
          (each) => each.type === 'chunk' && each.facadeModuleId === FIRST_QUESTIONS,
        );
        if (chunk === undefined) throw new Error('the first questions were not built');
        // Before the page's own script, and like it after the parsing: the two run in this order, whichever comes first.
        const attrs = { type: 'module', src: `/${chunk.fileName}` };
        return [{ tag: 'script', attrs, injectTo: 'head-prepend' }];
      },
    },
  };
}

/**
 * @param {{ root: string, base?: string, output: string, target?: string | string[], plugins?: import('vite').PluginOption[], codeSplitting?: import('vite').Rolldown.OutputOptions['codeSplitting'], warnFromKb?: number }} page
 * @returns {Promise<import('vite').InlineConfig>}
 */
async function pagePart({
  root,
  base = './',
  output,
  target = CHROMIUM_TARGET,
  plugins = [],
  codeSplitting,
  warnFromKb = 1000,
}) {
  const { default: react } = await import('@vitejs/plugin-react');
  return {
    ...common(),
    root: join(ROOT, root),
    base,
    publicDir: false,
    plugins: [react(), ...plugins],
    build: {
      ...commonBuild(output),
      target,
      minify: true,
      sourcemap: false,
      // The content security policy allows files of the app only: nothing inline, no data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        checks: { pluginTimings: false },
        ...(codeSplitting === undefined ? {} : { output: { codeSplitting } }),
      },
      chunkSizeWarningLimit: warnFromKb,
      reportCompressedSize: false,
    },
  };
}

/**
 * Names the chunk of modules that the entry imports without waiting; null for those of pages that come later, and for what
 * has a file of its own.
 * @param {(id: string) => boolean} [isPart]
 * @returns {(id: string, context: { getModuleInfo: (id: string) => { isEntry: boolean, importers: readonly string[] } | null }) => string | null}
 */
function firstPage(isPart = () => true) {
  /** @type {Map<string, boolean>} */
  const known = new Map();
  return (id, context) => {
    /** @param {string} each */
    const isFirst = (each) => {
      const before = known.get(each);
      if (before !== undefined) return before;
      // Cuts circles.
      known.set(each, false);
      const info = context.getModuleInfo(each);
      const answer = info !== null && (info.isEntry || info.importers.some(isFirst));
      known.set(each, answer);
      return answer;
    };
    return isPart(id) && isFirst(id) ? 'first' : null;
  };
}

/** @returns {import('vite').InlineConfig} */
export function common() {
  return {
    root: ROOT,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    clearScreen: false,
  };
}

/**
 * @param {string} output
 * @returns {import('vite').BuildOptions}
 */
export function commonBuild(output) {
  return {
    outDir: join(ROOT, output),
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    reportCompressedSize: false,
  };
}
