import { error, redirect } from '@sveltejs/kit';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { newId } from '#domain/identity.ts';
import { differenceOf } from '#domain/suggestion/difference.ts';
import { places } from '#domain/text/cut.ts';
import type { Level, Unit } from '#domain/text/unit.ts';
import { draftOf } from '#domain/version/draft.server.ts';
import { referencesOf } from '#domain/version/named.server.ts';
import { answersOn, saidOn, suggestionsFor } from '#domain/version/on-unit.server.ts';
import { noReasons, type Operation } from '#domain/version/operation.ts';
import { revise } from '#domain/version/revise.server.ts';
import {
	acceptSent,
	editSent,
	reasonsSent,
	suggestionNamed,
	unitSent,
	visibleAmong,
	type Typed
} from '#domain/version/sent.server.ts';
import { isTyped, typedOf } from '#domain/version/words.ts';
import { formOf, textsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { refuse } from '../../../../../refuse.server.ts';
import { found } from '../../../found.server.ts';
import { tonguesFor, tongueSent } from '../../../tongues.server.ts';
import { drafted, headingOf, over, placeOf, unitHref } from '../../draft.server.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = Parameters<typeof drafted>[0] & { locals: App.Locals; params: { id: string } };
type Here = NonNullable<Awaited<ReturnType<typeof spotOf>>>;

/** The unit of the address as the draft has it: standing, or gone. */
async function spotOf(event: Event) {
	const found = await drafted(event);
	if (!found) return null;
	const { next, row } = found;
	const { id } = event.params;
	const entry = next.draft.entries.find(({ unitId }) => unitId === id) ?? null;
	const before = next.base.find(({ unitId }) => unitId === id)?.unit ?? null;
	if (!entry && !before) error(404);
	const left = next.draft.gone.find(({ unitId }) => unitId === id);
	const reasons = entry?.reasons ?? left?.reasons ?? noReasons;
	const spot = { consultationId: row.id, spaceId: row.spaceId };
	return { ...found, id, entry, before, reasons, spot };
}

/** The words to change, with all that was said about them. */
export const load: PageServerLoad = async (event) => {
	const { db, viewer, space, lang } = event.locals;
	if (!viewer) error(401);
	const here = await spotOf(event);
	if (!here) return { over: true as const };
	const { next, row, id, entry, before, reasons, spot, list } = here;
	const unitIds = [...new Set([id, ...(entry?.from ?? [])])];
	const where = { ...spot, unitIds };
	const asked = event.url.searchParams.get('from');
	const [said, answers, suggestions, references, taken] = await Promise.all([
		saidOn(db, viewer, where),
		answersOn(db, viewer, where),
		suggestionsFor(db, viewer, where, entry?.unit ?? null),
		referencesOf(db, [reasons]),
		asked ? suggestionNamed(db, viewer, spot, asked) : undefined
	]);
	const change = next.changes.find(({ unitId }) => unitId === id) ?? null;
	const offered = new Set(said.offered.map(({ reference }) => reference));
	const answered = new Set(answers.map(({ reference }) => reference));
	const named = [
		...reasons.contributions.map(({ id }) => references.get(id) ?? ''),
		...reasons.responses.map((one) => references.get(one) ?? '')
	].filter(Boolean);
	// What the viewer may not see stays named, unnamed here.
	const visible = await visibleAmong(db, viewer, spot, named);
	const shown = named.filter((one) => one.startsWith('R-') || visible.has(one));
	const { at, number } = placeOf(next, id, row.firstNumber);
	const fits = suggestions.find(({ reference }) => reference === taken?.reference)?.fits ?? false;
	const tongues = tonguesFor(space, lang, row.language);
	return {
		over: false as const,
		revision: next.revision,
		back: unitHref(list, at, id),
		...{ id, at, number, before },
		heading: headingOf(entry?.unit ?? before),
		was: next.text.byId.get(id)?.number ?? null,
		unit: entry?.unit ?? null,
		isTyped: entry !== null && isTyped(entry.unit),
		/** The suggestion’s words where they fit what stands; what stands where others changed it since. */
		words: entry
			? taken?.act === 'replace' && taken.words && fits
				? taken.words
				: typedOf(entry.unit)
			: '',
		from: taken ? { reference: taken.reference, fits } : null,
		as: entry?.as ?? null,
		kind: change?.kind ?? null,
		moved: change?.moved ?? false,
		note: reasons.note,
		...tongues,
		tongue: reasons.note ? reasons.noteLang : tongues.tongue,
		difference:
			change?.after && change.kind !== 'move'
				? differenceOf(before?.body ?? null, change.after.body, change.after.lang)
				: null,
		typed: shown.filter((one) => !offered.has(one) && !answered.has(one)),
		ticked: shown.filter((one) => offered.has(one) || answered.has(one)),
		...{ said, answers, suggestions },
		places: entry ? places(entry.unit) : [],
		hasNext: at >= 0 && at < next.draft.entries.length - 1,
		key: newId()
	};
};

const levels = [1, 2, 3, 4, 5, 6];

async function typedIn(event: Event, language: string) {
	const form = await formOf(event.request);
	const sent: Record<string, string> = textsOf(form);
	await allow(event.locals, 'staff', sent.words);
	const ticked = form.getAll('cause').map(String).slice(0, 600);
	const level = Number(sent.level);
	const typed: Typed = {
		words: sent.words ?? '',
		as: sent.as ?? '',
		...(levels.includes(level) ? { level: level as Level } : {}),
		note: sent.note ?? '',
		noteLang: tongueSent(event.locals.space, sent.noteLang, language),
		named: [sent.named ?? '', ...ticked].join(' '),
		from: sent.from ?? ''
	};
	const revision = /^\d{1,7}$/.test(sent.revision ?? '') ? Number(sent.revision) : 0;
	const handed: Record<string, string> = { ...sent, ticked: ticked.join(' ') };
	return { sent: handed, typed, revision };
}

const changed = (before: Unit | null, after: Unit) =>
	differenceOf(before?.body ?? null, after.body, after.lang);

async function go(event: Event, seen: number, operation: Operation, sent: Sent) {
	const { db, viewer } = event.locals;
	if (!viewer) error(401);
	const here = await spotOf(event);
	if (!here) return refuse(over, sent, 409);
	const { row, list, id } = here;
	const done = await revise(db, viewer, row.id, { seen, operation });
	if (!done.ok) {
		const { obstacle } = done;
		if (obstacle.code !== 'unit_changed_meanwhile') return refuse({ ...obstacle }, sent);
		const { seen: saw, theirs, by, at, revision } = obstacle;
		const mine = operation.op === 'edit' ? operation.to : null;
		// Both texts, each as what it changes: theirs from what was seen, one’s own from theirs.
		const both = {
			...{ by, at, revision, gone: theirs === null },
			lang: (theirs ?? saw ?? mine)?.lang ?? '',
			theirs: theirs && changed(saw, theirs),
			mine: mine && changed(theirs, mine)
		};
		return refuse({ code: obstacle.code, both }, { ...sent, revision: `${revision}` }, 409);
	}
	const next = await draftOf(db, row.id);
	const at = next ? placeOf(next, id, row.firstNumber).at : 0;
	redirect(303, unitHref(list, at, id));
}
type Sent = Record<string, string>;

/** Reads the form of a unit and does what is asked with it, while there is a draft to do it in. */
async function sending<Result>(
	event: Event,
	then: (
		here: Here & { viewer: Viewer },
		read: Awaited<ReturnType<typeof typedIn>>
	) => Promise<Result>
) {
	const { viewer } = event.locals;
	if (!viewer) error(401);
	const { row } = await found(event);
	const read = await typedIn(event, row.language);
	const here = await spotOf(event);
	return here ? await then({ ...here, viewer }, read) : refuse(over, read.sent, 409);
}

export const actions: Actions = {
	save: (event) =>
		sending(
			event,
			async ({ entry, id, before, reasons, spot, viewer }, { sent, typed, revision }) => {
				const { db } = event.locals;
				if (!entry) {
					const read = await reasonsSent(db, viewer, spot, typed, { before: reasons });
					if (!read.ok) return refuse({ ...read.obstacle }, sent);
					const said: Operation = { op: 'reasons', unit: id, as: 'change', reasons: read.reasons };
					return go(event, revision, said, sent);
				}
				if ('preview' in sent) {
					const made = unitSent(entry.unit, typed);
					if (!made.ok) return refuse({ ...made.obstacle }, sent);
					return { preview: changed(before, made.unit), sent, obstacle: null };
				}
				const stands = { unitId: id, unit: entry.unit, reasons };
				const read = await editSent(db, viewer, spot, stands, typed);
				if (!read.ok) return refuse({ ...read.obstacle }, sent);
				return go(event, revision, read.operation, sent);
			}
		),
	accept: (event) =>
		sending(event, async ({ entry, id, spot, viewer, reasons }, { sent, typed, revision }) => {
			const { db } = event.locals;
			const accepted = await acceptSent(db, viewer, spot, { id, entry, reasons }, typed);
			if (!accepted.ok) return refuse({ ...accepted.obstacle }, sent);
			return go(event, revision, accepted.operation, sent);
		}),
	split: (event) =>
		sending(event, async ({ id }, { sent, revision }) => {
			const asked = sent.offset ? sent.offset : sent.place;
			const place = /^\d{1,6}$/.test(asked ?? '') ? Number(asked) : 0;
			return go(event, revision, { op: 'split', unit: id, place, id: newId() }, sent);
		}),
	remove: (event) =>
		sending(event, async ({ id, spot, reasons, viewer }, { sent, typed, revision }) => {
			const { db } = event.locals;
			const read = await reasonsSent(db, viewer, spot, typed, { before: reasons });
			if (!read.ok) return refuse({ ...read.obstacle }, sent);
			return go(event, revision, { op: 'remove', unit: id, reasons: read.reasons }, sent);
		})
};
