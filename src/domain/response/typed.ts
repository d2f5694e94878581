/** What a form says of a response, as fields: cleaned, measured, and every fault with its field. */

import { clean, collapse } from '../text/characters.ts';
import { isId } from '../identity.ts';
import {
	isKind,
	limits,
	parts,
	referenceKinds,
	type Field,
	type Fields,
	type Parts,
	type Reference
} from './response.ts';

/** As typed: units by their numbers, everything else as text. */
export type Typed = Parts & {
	kind: string;
	lang: string;
	decidedBy: string;
	consideredOn: string;
	agencyId: string;
	units: string;
	references: readonly { kind: string; title: string; href: string }[];
};

export type TypedFault =
	| { code: 'too_long'; field: Field; length: number; limit: number }
	| { code: 'no_day'; field: 'consideredOn' }
	| { code: 'no_such_unit'; field: 'units'; number: string }
	| { code: 'no_such_agency'; field: 'agencyId' }
	| { code: 'title_missing'; field: 'references' }
	| { code: 'no_address'; field: 'references'; address: string }
	| { code: 'too_many_links'; field: 'units' | 'references'; limit: number };

/** The fields with the units' numbers still to be looked up, and what is wrong with the rest. */
export function fieldsFrom(typed: Typed): {
	fields: Omit<Fields, 'units'>;
	numbers: number[];
	faults: TypedFault[];
} {
	const faults: TypedFault[] = [];
	const words = {} as Parts;
	for (const part of parts) {
		words[part] = paragraphs(typed[part]);
		faults.push(...tooLong(part, words[part], limits.part));
	}
	const decidedBy = collapse(typed.decidedBy);
	faults.push(...tooLong('decidedBy', decidedBy, limits.decidedBy));
	const consideredOn = typed.consideredOn.trim() || null;
	if (consideredOn && !isDay(consideredOn)) faults.push({ code: 'no_day', field: 'consideredOn' });
	const agencyId = typed.agencyId || null;
	if (agencyId && !isId(agencyId)) faults.push({ code: 'no_such_agency', field: 'agencyId' });
	const { numbers, strays } = numbersIn(typed.units);
	for (const number of strays) faults.push({ code: 'no_such_unit', field: 'units', number });
	if (numbers.length > limits.units)
		faults.push({ code: 'too_many_links', field: 'units', limit: limits.units });
	const references = referencesIn(typed.references);
	faults.push(...references.faults);
	const kind = isKind(typed.kind) ? typed.kind : null;
	return {
		fields: {
			...words,
			...{ kind, lang: typed.lang, decidedBy, consideredOn, agencyId },
			references: references.all
		},
		numbers,
		faults
	};
}

const paragraphs = (text: string) =>
	clean(text)
		.replace(/[^\S\n]+$/gm, '')
		.replace(/\n{3,}/g, '\n\n')
		.trim();

function tooLong(field: Field, text: string, limit: number): TypedFault[] {
	const { length } = [...text];
	return length > limit ? [{ code: 'too_long', field, length, limit }] : [];
}

/** Whether a text is a day of a calendar, as 2027-01-14. */
export function isDay(text: string): boolean {
	if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
	const day = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** `P7, P9 and 12` as numbers; what is neither a number nor a word between them is a stray. */
function numbersIn(text: string) {
	const numbers = new Set<number>();
	const strays: string[] = [];
	for (const word of collapse(text)
		.split(/[\s,;،؛]+/)
		.filter(Boolean)
		.slice(0, 200)) {
		const found = /^P?(\d{1,6})$/i.exec(word);
		if (found) numbers.add(Number(found[1]));
		else strays.push(word.slice(0, 20));
	}
	return { numbers: [...numbers], strays };
}

function referencesIn(typed: Typed['references']) {
	const faults: TypedFault[] = [];
	const all: Reference[] = [];
	for (const one of typed) {
		const [title, href] = [collapse(one.title), one.href.trim()];
		if (!title && !href) continue;
		const kind = referenceKinds.find((word) => word === one.kind) ?? 'decision';
		if (!title) faults.push({ code: 'title_missing', field: 'references' });
		faults.push(...tooLong('references', title, limits.linkTitle));
		if (href && !isAddress(href))
			faults.push({ code: 'no_address', field: 'references', address: href.slice(0, 60) });
		all.push({ kind, title, href: href || null });
	}
	if (all.length > limits.references)
		faults.push({ code: 'too_many_links', field: 'references', limit: limits.references });
	return { all, faults };
}

/** An address of the web without a name or password in it. */
function isAddress(text: string): boolean {
	if (text.length > limits.href || /\s/.test(text)) return false;
	const url = URL.parse(text);
	return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password;
}
