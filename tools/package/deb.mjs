// Makes a .deb with dpkg-deb out of the unpacked app, in the ordinary layout or in the one that UOS and Kylin demand.
// UOS takes no maintainer script. The ordinary one has `preinst.sh`, which refuses an upgrade while entries are unsent, and
// `postrm.sh`, which says what data a removal leaves; neither changes anything.
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { runOrFail } from '../setup/run.mjs';

export const APP_ID = 'cn.counter-assist.desktop';
const NAME = 'counter-assist';
const SCRIPTS = ['preinst', 'postrm'];
const ARCHITECTURES = /** @type {const} */ ({ x64: 'amd64', arm64: 'arm64' });
const NO_PERMISSIONS = [
  'autostart',
  'notification',
  'trayicon',
  'clipboard',
  'account',
  'bluetooth',
  'camera',
  'audio_record',
  'installed_apps',
];
const DEPENDS = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libatspi2.0-0'];

/**
 * Where things lie in it.
 * @typedef {{ package: string, files: string, desktop: string, icons: string, link: string | null, info: string | null, hasScripts: boolean }} Layout
 * @type {Readonly<Record<'debian' | 'uos', Layout>>}
 */
export const LAYOUTS = {
  debian: {
    package: NAME,
    files: `opt/${NAME}`,
    desktop: `usr/share/applications/${NAME}.desktop`,
    icons: 'usr/share/icons',
    link: `usr/bin/${NAME}`,
    info: null,
    hasScripts: true,
  },
  uos: {
    package: APP_ID,
    files: `opt/apps/${APP_ID}/files`,
    desktop: `opt/apps/${APP_ID}/entries/applications/${APP_ID}.desktop`,
    icons: `opt/apps/${APP_ID}/entries/icons`,
    link: null,
    info: `opt/apps/${APP_ID}/info`,
    hasScripts: false,
  },
};

/**
 * @param {object} options
 * @param {string} options.unpacked the app as electron-builder left it
 * @param {string} options.folder where the package goes
 * @param {string} options.version as Debian writes it
 * @param {keyof typeof LAYOUTS} options.layout
 * @param {boolean} [options.isQuick] packs lightly, for a test
 * @returns {Promise<string>} the file
 */
export async function makeDeb({ unpacked, folder, version, layout, isQuick = false }) {
  const architecture = ARCHITECTURES[/** @type {'x64' | 'arm64'} */ (process.arch)];
  const where = LAYOUTS[layout];
  const tree = join(folder, `${where.package}.tree`);
  const file = join(folder, `${where.package}_${version}_${architecture}.deb`);
  rmSync(tree, { recursive: true, force: true });
  try {
    const files = join(tree, where.files);
    mkdirSync(dirname(files), { recursive: true });
    cpSync(unpacked, files, { recursive: true, verbatimSymlinks: true });
    // By it the program knows that dpkg may replace it; what UOS brings, UOS updates.
    if (where.hasScripts) put(tree, `${where.files}/resources/package-type`, 'deb\n');
    put(tree, where.desktop, desktopEntry(`/${where.files}/${NAME}`, where.package));
    const icon = readFileSync(join(ROOT, 'resources', 'icons', 'icon.png'));
    put(tree, `${where.icons}/hicolor/512x512/apps/${where.package}.png`, icon);
    if (where.info !== null) put(tree, where.info, uosInfo(version, architecture));
    if (where.link !== null) {
      mkdirSync(dirname(join(tree, where.link)), { recursive: true });
      symlinkSync(`/${where.files}/${NAME}`, join(tree, where.link));
    }
    put(tree, 'DEBIAN/control', control(where.package, version, architecture, kibibytes(tree)));
    const scripts = where.hasScripts ? SCRIPTS : [];
    for (const name of scripts)
      put(tree, `DEBIAN/${name}`, readFileSync(join(ROOT, 'tools', 'package', `${name}.sh`)));
    openToAll(tree);
    for (const name of scripts) chmodSync(join(tree, 'DEBIAN', name), 0o755);
    // Debian 10 and its kin let ordinary users make no namespaces: there Chromium's sandbox needs this helper.
    chmodSync(join(files, 'chrome-sandbox'), 0o4755);
    // Systems of 2018 read xz and gzip, not zstd.
    const pack = isQuick ? ['-Zgzip', '-z1'] : ['-Zxz'];
    await runOrFail('dpkg-deb', 'dpkg-deb', ['--root-owner-group', ...pack, '--build', tree, file]);
    return file;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/**
 * @param {string} tree
 * @param {string} path
 * @param {string | Buffer} content
 */
function put(tree, path, content) {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), content);
}

/**
 * Whoever packs may have a strict umask; whoever installs is somebody else.
 * @param {string} path
 */
function openToAll(path) {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  chmodSync(path, entry.isDirectory() || entry.mode & 0o100 ? 0o755 : 0o644);
  if (entry.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}

/** @param {string} path */
function kibibytes(path) {
  const entry = lstatSync(path);
  if (!entry.isDirectory()) return Math.ceil(entry.size / 1024);
  let sum = 0;
  for (const name of readdirSync(path)) sum += kibibytes(join(path, name));
  return sum;
}

/**
 * @param {string} name
 * @param {string} version
 * @param {string} architecture
 * @param {number} size KiB
 */
const control = (name, version, architecture, size) => `Package: ${name}
Version: ${version}
Architecture: ${architecture}
Maintainer: Counter Assist <noreply@counter-assist.invalid>
Installed-Size: ${size}
Depends: ${DEPENDS.join(', ')}
Section: office
Priority: optional
Description: 多说一句: the staff-facing desktop of a telecom or cable branch
 The clerk sees in one glance what a customer uses and pays, and reads out one
 sentence that fits. Works without a line.
`;

/**
 * @param {string} program
 * @param {string} icon
 */
const desktopEntry = (program, icon) => `[Desktop Entry]
Type=Application
Name=Counter Assist
Name[zh_CN]=多说一句
Comment=The staff-facing desktop of a telecom or cable branch
Comment[zh_CN]=营业厅前台助手
Exec=${program}
Icon=${icon}
Categories=Office;
StartupWMClass=Counter Assist
Terminal=false
`;

/**
 * The file that UOS's shop and its installer read.
 * @param {string} version
 * @param {string} architecture
 */
function uosInfo(version, architecture) {
  return `${JSON.stringify(
    {
      appid: APP_ID,
      name: '多说一句',
      version,
      arch: [architecture],
      permissions: Object.fromEntries(NO_PERMISSIONS.map((name) => [name, false])),
    },
    null,
    2,
  )}\n`;
}
