/** A theme as a form sends it: a name in each of the space's languages, and its basis. */

import { bases, type Basis, type Kept } from '#domain/theme/theme.ts';

export function themeSent(fields: Record<string, string>, languages: readonly string[]): Kept {
	const basis: Basis = bases.find((one) => one === fields.basis) ?? 'SECTOR';
	const names = Object.fromEntries(languages.map((lang) => [lang, fields[`name-${lang}`] ?? '']));
	return { names, basis };
}
