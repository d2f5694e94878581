/** One row of a file, or one form: what would stand, what keeps it from standing, what was made of it. Pure. */

import { emailOf, isEmail, nameLength, nameOf } from '../accounts/accounts.ts';
import type { RemarkKind } from '../contribution/contribution.ts';
import { isTongue } from '../contribution/languages.ts';
import { wordingOf } from '../contribution/wording.ts';
import { collapse } from '../text/characters.ts';
import { tag } from '../text/language.ts';
import { channelOf, consentOf, kindOf, type Columns, type Field } from './columns.ts';
import { dayObstacle, longest, type Channel, type Consent, type DayObstacle } from './elsewhere.ts';
import type { Period } from './elsewhere.ts';

/** What holds for every row whose columns do not say otherwise. */
export type Defaults = {
	channel: Channel;
	receivedOn: string;
	consent: Consent;
	lang: string;
	source: string;
};

/** What is entered. */
export type Entry = {
	channel: Channel;
	receivedOn: string;
	consent: Consent;
	/** Who said it; empty where they are not named. */
	author: string;
	organisationId: string | null;
	/** The unit or section it is about; null for the whole. */
	unitId: string | null;
	place: 'unit' | 'section' | 'whole';
	/** The place in the ledger's words. */
	placeWord: string;
	kind: RemarkKind;
	lang: string;
	body: string;
	source: string;
	contact: string | null;
	externalId: string | null;
};

export type Fault =
	/** Its quotes do not end: the table cannot be told from the words. */
	| { code: 'quotes' }
	| { code: 'columns'; found: number; expected: number }
	| { code: 'empty' }
	| { code: 'too_long'; length: number; limit: number }
	| { code: 'unknown_lang'; value: string }
	| { code: 'unknown_channel'; value: string }
	| { code: 'unknown_kind'; value: string }
	| { code: 'unknown_consent'; value: string }
	| DayObstacle
	| { code: 'unknown_organisation'; value: string }
	| { code: 'name_long'; limit: number }
	| { code: 'source_long'; limit: number }
	| { code: 'id_long'; limit: number }
	| { code: 'bad_contact'; value: string }
	| { code: 'id_twice'; id: string; line: number }
	| { code: 'id_entered'; id: string; reference: string }
	| { code: 'secretariat_only' };

export type Note =
	| { code: 'formula'; field: Field }
	| { code: 'outside'; value: string }
	| { code: 'name_left_out' };

/** What is known while rows are judged. */
export type Facts = {
	period: Period;
	at: Date;
	/** Units by number. */
	units: ReadonlyMap<number, string>;
	/** Ids of the verified organisations by their names in lower case and by their addresses. */
	organisations: ReadonlyMap<string, string>;
	/** Only the secretariat enters what only the secretariat may read. */
	mayPrivate: boolean;
};

/** Faults of reading: they stay, whatever the columns mean. */
export const ofReading = ({ code }: Fault) => code === 'quotes' || code === 'columns';

const formula = /^\s*[=+\-@]/;
/** A number with its sign computes nothing. */
const harmless = /^\s*[+-]?\s*[\d.,]+\s*%?$/;

export type Judged = { entry: Entry; faults: Fault[]; notes: Note[] };

export function judge(
	cells: readonly string[],
	columns: Columns,
	defaults: Defaults,
	facts: Facts
): Judged {
	const faults: Fault[] = [];
	const notes: Note[] = [];
	const cell = (field: Field) => {
		const at = columns[field];
		return at === undefined ? '' : (cells[at] ?? '').trim();
	};
	for (const field of Object.keys(columns) as Field[])
		if (formula.test(cell(field)) && !harmless.test(cell(field)))
			notes.push({ code: 'formula', field });

	const chosen = <Word extends string>(
		word: string,
		found: Word | undefined,
		code: 'unknown_channel' | 'unknown_kind' | 'unknown_consent',
		otherwise: Word
	): Word => {
		if (word !== '' && found === undefined) faults.push({ code, value: short(word) });
		return found ?? otherwise;
	};
	const channel = chosen(
		cell('channel'),
		channelOf(cell('channel')),
		'unknown_channel',
		defaults.channel
	);
	const kind = chosen(cell('kind'), kindOf(cell('kind')), 'unknown_kind', 'comment');
	const consent = chosen(
		cell('consent'),
		consentOf(cell('consent')),
		'unknown_consent',
		defaults.consent
	);
	if (consent === 'private' && !facts.mayPrivate) faults.push({ code: 'secretariat_only' });

	const wording = wordingOf(cell('body'));
	if (!wording.ok) faults.push(wording.obstacle);

	const lang = tongueOf(cell('lang') || defaults.lang);
	if (!lang) faults.push({ code: 'unknown_lang', value: short(cell('lang') || defaults.lang) });

	const receivedOn = dayOf(cell('day')) || defaults.receivedOn;
	const wrongDay = dayObstacle(receivedOn, facts.period, facts.at);
	if (wrongDay) faults.push(wrongDay);

	const place = placeIn(cell('unit'), facts.units);
	if (place.outside) notes.push({ code: 'outside', value: short(cell('unit')) });

	const name = nameOf(cell('author'));
	if ([...name].length > nameLength) faults.push({ code: 'name_long', limit: nameLength });
	if (consent === 'nameless' && name !== '') notes.push({ code: 'name_left_out' });

	const organisation = collapse(cell('organisation'));
	const organisationId = facts.organisations.get(organisation.toLowerCase()) ?? null;
	if (organisation && !organisationId)
		faults.push({ code: 'unknown_organisation', value: short(organisation) });

	const origin = collapse(cell('source')) || defaults.source;
	// Where it was meant to stand is not lost.
	const source = place.outside ? [origin, short(cell('unit'))].filter(Boolean).join(' · ') : origin;
	if ([...source].length > longest.source)
		faults.push({ code: 'source_long', limit: longest.source });
	const externalId = collapse(cell('externalId')) || null;
	if (externalId && [...externalId].length > longest.externalId)
		faults.push({ code: 'id_long', limit: longest.externalId });
	const contact = cell('contact') ? emailOf(cell('contact')) : null;
	if (contact !== null && !isEmail(contact))
		faults.push({ code: 'bad_contact', value: short(cell('contact')) });

	const entry: Entry = {
		...{ channel, receivedOn, consent, kind, source, externalId, contact },
		author: consent === 'nameless' ? '' : name,
		organisationId: consent === 'nameless' ? null : organisationId,
		...{ unitId: place.unitId, place: place.unitId ? 'unit' : 'whole', placeWord: place.word },
		lang: lang ?? '',
		body: wording.ok ? wording.body : ''
	};
	return { entry, faults, notes };
}

/** `P12` or `12` as a unit of the text; anything else, or nothing, is the whole. */
function placeIn(word: string, units: ReadonlyMap<number, string>) {
	const whole = { unitId: null, word: 'whole', outside: false };
	const plain = word.trim();
	if (plain === '' || plain.toLowerCase() === 'whole') return whole;
	const number = /^P?\s*(\d{1,6})$/i.exec(plain)?.[1];
	const unitId = number === undefined ? undefined : units.get(Number(number));
	if (unitId === undefined) return { ...whole, outside: true };
	return { unitId, word: `P${Number(number)}`, outside: false };
}

/** A language we can say a contribution is in: the tag itself, or the language it begins with. */
function tongueOf(word: string): string | null {
	const whole = tag(word);
	const base = whole?.split('-')[0];
	return isTongue(whole) ? whole : isTongue(base) ? base : null;
}

/** `2026-05-03`, also with a time behind it, or `3.5.2026`; what is neither is judged as it stands. */
function dayOf(word: string): string {
	const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?$/.exec(word) ?? [];
	if (year && month && day) return `${year}-${month}-${day}`;
	const [, d, m, y] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(word) ?? [];
	if (d && m && y) return `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
	return word;
}

const short = (text: string) => [...collapse(text)].slice(0, 60).join('');
