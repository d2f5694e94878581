/** The fonts of the pages, laid out for pictures: a folder of this process's own, gone when it ends. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trueType } from './truetype.server.ts';

const letters = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'];
const sets: [font: string, subsets: string[], weights: number[]][] = [
	['source-serif-4', letters, [600]],
	['source-sans-3', letters, [400, 600]],
	['noto-naskh-arabic', ['arabic'], [400, 600]]
];

export const fontFiles = sets.flatMap(([font, subsets, weights]) =>
	subsets.flatMap((subset) =>
		weights.map((weight) => `@fontsource/${font}/files/${font}-${subset}-${weight}-normal.woff`)
	)
);

let folder: string | null = null;

/** Lays the fonts out once, where the library that draws looks for them. Other scripts come from the system, if it has them. */
export function layFontsOut(): void {
	if (folder) return;
	folder = mkdtempSync(join(tmpdir(), 'folkmoot-fonts-'));
	const place = folder;
	const { resolve } = createRequire(import.meta.url);
	fontFiles.forEach((file, n) =>
		writeFileSync(join(place, `${n}.ttf`), trueType(readFileSync(resolve(file))))
	);
	const settings = join(place, 'fonts.conf');
	writeFileSync(
		settings,
		`<?xml version="1.0"?><fontconfig><dir>${place}</dir><cachedir>${place}</cachedir>` +
			'<include ignore_missing="yes">/etc/fonts/fonts.conf</include></fontconfig>'
	);
	process.env.FONTCONFIG_FILE = settings;
	process.once('exit', () => rmSync(place, { recursive: true, force: true }));
}
