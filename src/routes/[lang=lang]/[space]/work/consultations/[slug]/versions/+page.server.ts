import { error, redirect } from '@sveltejs/kit';
import { possibleIn } from '#domain/policy/acts.ts';
import { differenceOf } from '#domain/suggestion/difference.ts';
import { draftOf, type NextVersion } from '#domain/version/draft.server.ts';
import { isSilent } from '#domain/version/net.ts';
import { countsOn } from '#domain/version/on-unit.server.ts';
import { revise, type Revision } from '#domain/version/revise.server.ts';
import { startVersion } from '#domain/version/start.server.ts';
import { versionsOf } from '#domain/version/store.server.ts';
import { plain } from '#domain/text/unit.ts';
import { isId } from '#domain/identity.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { refuse } from '../../../refuse.server.ts';
import { found } from '../found.server.ts';
import { numbersOf, perPage, unitHref } from './draft.server.ts';
import type { Actions, PageServerLoad } from './$types';

const shows = ['all', 'changed', 'suggested'] as const;
const dones = ['published', 'round'] as const;

/** The versions there are, and the draft of the next one, a page of its units at a time. */
export const load: PageServerLoad = async (event) => {
	const { row, state } = await found(event);
	const { db, viewer } = event.locals;
	if (!viewer) error(401);
	const [versions, next] = await Promise.all([versionsOf(db, row.id), draftOf(db, row.id)]);
	const said = event.url.searchParams.get('done');
	const page = {
		versions,
		current: row.versionId,
		mayDraft: possibleIn('version.draft', state),
		mayOpenRound: possibleIn('round.open', state),
		done: dones.find((one) => one === said) ?? null
	};
	if (!next) return { ...page, draft: null };
	const counts = await countsOn(db, viewer, { consultationId: row.id, spaceId: row.spaceId });
	return { ...page, draft: draftPage(next, counts, row.firstNumber, event.url) };
};

type Counts = Awaited<ReturnType<typeof countsOn>>;

function draftPage(next: NextVersion, counts: Counts, first: number, url: URL) {
	const { entries } = next.draft;
	const changes = new Map(next.changes.map((change) => [change.unitId, change]));
	const numbers = numbersOf(entries, first);
	const show = shows.find((one) => one === url.searchParams.get('show')) ?? 'all';
	const isShown = (unitId: string) =>
		show === 'all' ||
		(show === 'changed' ? changes.has(unitId) : (counts.get(unitId)?.suggestions ?? 0) > 0);
	const places = entries.flatMap(({ unitId }, at) => (isShown(unitId) ? [at] : []));
	const last = Math.max(1, Math.ceil(places.length / perPage));
	const asked = Number.parseInt(url.searchParams.get('page') ?? '1') || 1;
	const page = Math.min(last, Math.max(1, asked));
	const gone = next.changes.filter(({ after }) => after === null);
	return {
		revision: next.revision,
		undo: next.standing.undo !== null,
		redo: next.standing.redo !== null,
		changed: next.changes.length,
		unreasoned: next.changes.filter(isSilent).length,
		...{ show, page, last, all: places.length },
		units: places.slice((page - 1) * perPage, page * perPage).flatMap((at) => {
			const entry = entries[at];
			if (!entry) return [];
			const { unitId, unit, reasons } = entry;
			const change = changes.get(unitId);
			const before = change?.before ?? null;
			return [
				{
					...{ unitId, unit, at, number: numbers[at] ?? null },
					change: change
						? { kind: change.kind, moved: change.moved, isSilent: isSilent(change) }
						: null,
					difference:
						change && change.kind !== 'move'
							? differenceOf(before?.body ?? null, unit.body, unit.lang)
							: null,
					reasons: {
						note: reasons.note,
						noteLang: reasons.noteLang,
						named: reasons.contributions.length,
						answers: reasons.responses.length
					},
					said: counts.get(unitId)?.said ?? 0,
					suggestions: counts.get(unitId)?.suggestions ?? 0,
					// Behind which it goes when it goes up or down.
					up: at > 0 ? (entries[at - 2]?.unitId ?? 'first') : null,
					next: entries[at + 1]?.unitId ?? null
				}
			];
		}),
		gone:
			page === last && show !== 'suggested'
				? gone.slice(0, 200).map((change) => ({
						unitId: change.unitId,
						kind: change.kind,
						unit: change.before,
						plain: change.before ? plain(change.before) : '',
						number: next.text.byId.get(change.unitId)?.number ?? null,
						unreasoned: isSilent(change)
					}))
				: []
	};
}

export const actions: Actions = {
	start: async (event) => {
		const { db, viewer, space, lang } = event.locals;
		if (!viewer) error(401);
		const { row } = await found(event);
		await allow(event.locals, 'staff');
		const done = await startVersion(db, viewer, row.id);
		if (!done.ok) return refuse(done.obstacle, {});
		redirect(303, `/${lang}/${space.slug}/work/consultations/${row.slug}/versions#draft`);
	},
	step: async (event) => {
		const { db, viewer, space, lang } = event.locals;
		if (!viewer) error(401);
		const { row } = await found(event);
		const sent = await fieldsOf(event.request);
		await allow(event.locals, 'staff');
		const next = await draftOf(db, row.id);
		const asked = stepOf(sent, next, row.firstNumber);
		if (!asked) return refuse({ code: 'place_missing' }, sent);
		const done = await revise(db, viewer, row.id, asked);
		const status = !done.ok && done.obstacle.code === 'unit_changed_meanwhile' ? 409 : undefined;
		if (!done.ok) return refuse(done.obstacle, sent, status);
		const list = `/${lang}/${space.slug}/work/consultations/${row.slug}/versions`;
		if (!done.unit) redirect(303, `${list}#draft`);
		const stands = await draftOf(db, row.id);
		const at = stands?.draft.entries.findIndex(({ unitId }) => unitId === done.unit) ?? 0;
		redirect(303, unitHref(list, at, done.unit));
	}
};

/** The step a button stands for, such as `move:first` or `merge:<id>`; null when it is none of ours. */
function stepOf(
	sent: Record<string, string>,
	next: NextVersion | undefined,
	first: number
): Revision | null {
	const seen = /^\d{1,7}$/.test(sent.revision ?? '') ? Number(sent.revision) : -1;
	const [op, to = ''] = (sent.op ?? '').split(':');
	const { unit = '' } = sent;
	if (seen < 0) return null;
	if (op === 'undo' || op === 'redo') return { seen, operation: { op } };
	if (!isId(unit)) return null;
	if (op === 'restore') return { seen, operation: { op, unit } };
	if (op === 'merge' && isId(to)) return { seen, operation: { op, unit, next: to } };
	if (op === 'move' && (to === 'first' || isId(to)))
		return { seen, operation: { op, unit, after: to === 'first' ? null : to } };
	if (op === 'behind') {
		const number = /^P?(\d{1,6})$/i.exec((sent.behind ?? '').trim())?.[1];
		if (number === undefined || !next) return null;
		const at = numbersOf(next.draft.entries, first).indexOf(Number(number));
		const after = next.draft.entries[at]?.unitId;
		// Nought is before the first, where that is not a number of the text.
		if (!after && Number(number) !== 0) return null;
		return { seen, operation: { op: 'move', unit, after: after ?? null } };
	}
	return null;
}
