/** What a form says of a unit of the next version, as the step it comes to. */

import { visibleTo } from '../contribution/read.server.ts';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database.server.ts';
import { newId } from '../identity.ts';
import { alike } from '../suggestion/spelling.ts';
import { proposed, type Act } from '../suggestion/suggestion.ts';
import type { Level, Unit } from '../text/unit.ts';
import { clean } from '../text/characters.ts';
import { reasonsOf, referencesIn, referencesOf, type NamedFault } from './named.server.ts';
import type { Entry } from './apply.ts';
import { same } from './net.ts';
import { suggestionsFor } from './on-unit.server.ts';
import { noReasons, type As, type Operation, type Reasons } from './operation.ts';
import { typedOf, worded, type WordsFault } from './words.ts';
import type { How } from './version.ts';

export type Typed = {
	words: string;
	as: string;
	level?: Level;
	note: string;
	noteLang: string;
	/** Whatever references were typed or ticked. */
	named: string;
	/** The suggestion whose words these were at first. */
	from: string;
};

type Spot = { consultationId: string; spaceId: string };
type Fault =
	| WordsFault
	| NamedFault
	| { code: 'as_missing' }
	| { code: 'suggestion_missing' }
	| { code: 'suggestion_unfit' };
type Read<Result> = ({ ok: true } & Result) | { ok: false; obstacle: Fault };

/** The suggestion a reference names, as far as the viewer may see it and it still has its words. */
export async function suggestionNamed(db: Database, viewer: Viewer, spot: Spot, reference: string) {
	const row = await db
		.selectFrom('contribution')
		.innerJoin('suggestion', 'suggestion.contributionId', 'contribution.id')
		.select(['contribution.id', 'contribution.unitId', 'contribution.reference'])
		.select(['suggestion.act', 'suggestion.words', 'suggestion.lang'])
		.where('contribution.reference', '=', reference)
		.where('contribution.consultationId', '=', spot.consultationId)
		.where('contribution.state', '=', 'published')
		.where(visibleTo(viewer, spot.spaceId))
		.executeTakeFirst();
	return row && { ...row, act: row.act as Act };
}

/**
 * Reasons as typed. What the viewer may not see but somebody else named stays named; a suggestion taken over
 * stays credited, and says whether its words were taken as they are.
 */
export async function reasonsSent(
	db: Database,
	viewer: Viewer,
	spot: Spot,
	typed: Pick<Typed, 'note' | 'noteLang' | 'named'>,
	{ before = noReasons, taken }: { before?: Reasons; taken?: { reference: string; how: How } } = {}
): Promise<Read<{ reasons: Reasons }>> {
	const named = referencesIn(typed.named);
	const known = await referencesOf(db, [before]);
	const visible = await visibleAmong(db, viewer, spot, named.concat(...known.values()));
	const kept = before.contributions.filter(({ id }) => !visible.has(known.get(id) ?? ''));
	const howOf = new Map(before.contributions.map(({ id, how }) => [known.get(id) ?? '', how]));
	const references = named.filter((one) => one.startsWith('C-'));
	if (taken && !references.includes(taken.reference)) references.unshift(taken.reference);
	const read = await reasonsOf(db, spot.consultationId, {
		note: clean(typed.note).trim(),
		noteLang: typed.noteLang,
		contributions: references
			.filter((reference) => visible.has(reference) || taken?.reference === reference)
			.map((reference) => ({
				reference,
				how: reference === taken?.reference ? taken.how : (howOf.get(reference) ?? 'because')
			})),
		responses: named.filter((one) => one.startsWith('R-'))
	});
	if (!read.ok) return read;
	const unknown = references.filter((one) => !visible.has(one) && taken?.reference !== one);
	if (unknown.length)
		return { ok: false, obstacle: { code: 'not_named_here', references: unknown.join(', ') } };
	const { reasons } = read;
	return { ok: true, reasons: { ...reasons, contributions: [...reasons.contributions, ...kept] } };
}

/** Those of these contributions that the viewer may see. */
export async function visibleAmong(
	db: Database,
	viewer: Viewer,
	spot: Spot,
	references: readonly string[]
) {
	if (references.length === 0) return new Set<string>();
	const rows = await db
		.selectFrom('contribution')
		.select('contribution.reference')
		.where('contribution.reference', 'in', [...references])
		.where('contribution.consultationId', '=', spot.consultationId)
		.where(visibleTo(viewer, spot.spaceId))
		.execute();
	return new Set(rows.map(({ reference }) => reference));
}

/** The unit as it would stand. */
export function unitSent(now: Unit, typed: Pick<Typed, 'words' | 'level'>) {
	const isSame = typed.words.trim() === typedOf(now).trim();
	const level = now.kind === 'heading' ? now.level : undefined;
	if (isSame && (typed.level ?? level) === level) return { ok: true as const, unit: now };
	return worded(now, typed.words, typed.level);
}

/** The step that saving comes to: new words with their reasons, or only these. */
export async function editSent(
	db: Database,
	viewer: Viewer,
	spot: Spot,
	stands: { unitId: string; unit: Unit; reasons: Reasons },
	typed: Typed
): Promise<Read<{ operation: Operation }>> {
	const { unitId } = stands;
	const made = unitSent(stands.unit, typed);
	if (!made.ok) return made;
	if (typed.as !== 'correction' && typed.as !== 'change')
		return { ok: false, obstacle: { code: 'as_missing' } };
	const as: As = typed.as;
	const suggestion = typed.from ? await suggestionNamed(db, viewer, spot, typed.from) : undefined;
	if (typed.from && !suggestion) return { ok: false, obstacle: { code: 'suggestion_missing' } };
	const isEdit = !same(made.unit, stands.unit);
	const before = isEdit ? adapted(stands.reasons) : stands.reasons;
	const taken = suggestion && {
		reference: suggestion.reference,
		how: isTaken(suggestion, stands.unit, made.unit) ? ('accepted' as const) : ('adapted' as const)
	};
	const read = await reasonsSent(db, viewer, spot, typed, { before, taken });
	if (!read.ok) return read;
	const { reasons } = read;
	return {
		ok: true,
		operation: isEdit
			? { op: 'edit', unit: unitId, to: made.unit, as, reasons }
			: { op: 'reasons', unit: unitId, as, reasons }
	};
}

/** Whether these are the suggested words, however they were typed. */
function isTaken(
	suggestion: { act: Act; words: string | null },
	now: Unit,
	made: Pick<Unit, 'kind' | 'body'>
) {
	const wanted = proposed(suggestion, now);
	return wanted !== null && alike(wanted.body, made.body);
}

/** Words that were taken as they are and are changed further were adapted. */
const adapted = (reasons: Reasons): Reasons => ({
	...reasons,
	contributions: reasons.contributions.map(({ id, how }) => ({
		id,
		how: how === 'accepted' ? 'adapted' : how
	}))
});

type Standing = { id: string; entry: Entry | null; reasons: Reasons };

/** The step that taking a suggestion as it is comes to; it must have been made on the words that stand. */
export async function acceptSent(
	db: Database,
	viewer: Viewer,
	spot: Spot,
	{ id, entry, reasons }: Standing,
	typed: Pick<Typed, 'from' | 'noteLang'>
): Promise<Read<{ operation: Operation }>> {
	const no = (code: 'suggestion_missing' | 'suggestion_unfit') => ({
		ok: false as const,
		obstacle: { code }
	});
	const own = entry?.unit;
	if (!own) return no('suggestion_missing');
	const where = { ...spot, unitIds: [id, ...entry.from] };
	const offers = await suggestionsFor(db, viewer, where, own);
	const offer = offers.find(({ reference }) => reference === typed.from);
	if (!offer) return no('suggestion_missing');
	if (!offer.fits) return no('suggestion_unfit');

	const taken = { reference: offer.reference, how: 'accepted' as const };
	const isAdded = offer.act === 'add';
	const before = isAdded ? noReasons : offer.act === 'replace' ? adapted(reasons) : reasons;
	const named = [...(await referencesOf(db, [before])).values()].join(' ');
	const said = {
		note: before.note,
		noteLang: before.note ? before.noteLang : typed.noteLang,
		named
	};
	const read = await reasonsSent(db, viewer, spot, said, { before, taken });
	if (!read.ok) return read;
	const { reasons: why } = read;
	const made = proposed(offer, own);
	if (offer.act === 'remove' || !made)
		return { ok: true, operation: { op: 'remove', unit: id, reasons: why } };
	if (isAdded) {
		const to = { ...made, lang: offer.lang } as Unit;
		return { ok: true, operation: { op: 'add', id: newId(), after: id, to, reasons: why } };
	}
	const to = { ...own, ...made } as Unit;
	return { ok: true, operation: { op: 'edit', unit: id, to, as: 'change', reasons: why } };
}
