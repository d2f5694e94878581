/** The folder of the checkout: where migrations, static files and the sources lie. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function find(folder: string): string {
	const file = join(folder, 'package.json');
	if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'folkmoot') return folder;
	const above = dirname(folder);
	if (above === folder) throw new Error('The folder of Folkmoot was not found above this file.');
	return find(above);
}

export const root = find(import.meta.dirname);
