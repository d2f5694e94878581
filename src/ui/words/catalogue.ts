/** The catalogues of all languages, joined from their files per area. English names the keys. */

import type { Language } from '#domain/languages.ts';
import * as ar from './ar.ts';
import * as en from './en.ts';
import * as es from './es.ts';
import * as fr from './fr.ts';
import * as ru from './ru.ts';

type Union<Areas> = { [Area in keyof Areas]: keyof Areas[Area] }[keyof Areas];
export type Key = Union<typeof en> & string;
export type Catalogue = Partial<Record<Key, string>>;

const joined = (areas: Record<string, Record<string, string>>) =>
	Object.assign({}, ...Object.values(areas)) as Catalogue;

const english = joined(en);
/** Until a translation is in, its language shows English; the test of the catalogue refuses that. */
const over = (areas: Record<string, Record<string, string>>) => ({ ...english, ...joined(areas) });

export const catalogue: Record<Language, Catalogue> = {
	en: english,
	es: over(es),
	fr: over(fr),
	ru: over(ru),
	ar: over(ar)
};
