import { possibleIn } from '#domain/policy/acts.ts';
import { isNative, needsLook } from '#domain/translation/content.ts';
import { namesOf } from '#domain/translation/names.ts';
import { publishedOriginals } from '#domain/translation/source.server.ts';
import { publishedUnits, standingOf } from '#domain/translation/store.server.ts';
import { besideOf, stepOf, toBeside } from './translation.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Rows shown at once. */
const perPage = 40;
/** Names offered for linking: units that have no words yet. */
const offered = 200;

/** A page of both texts side by side. */
export const load: PageServerLoad = async (event) => {
	const { row, state, tongue, draft, originals, rows, progress } = await besideOf(event);
	const { db } = event.locals;
	const { searchParams } = event.url;
	const show = searchParams.get('show') === 'open' ? 'open' : 'all';
	const wanted = show === 'open' ? rows.filter(needsLook) : rows;
	const last = Math.max(1, Math.ceil(wanted.length / perPage));
	const page = Math.min(last, Math.max(1, Number.parseInt(searchParams.get('page') ?? '1') || 1));
	const names = new Map(originals.map(({ key }, at) => [key, namesOf(originals)[at] ?? '']));
	const [standing, frozen] = await Promise.all([
		standingOf(db, row.id, tongue),
		row.versionId ? frozenKeys(db, row.versionId, tongue) : new Set<string>()
	]);
	const lacking = rows.filter(
		(one) => one.original && !one.piece && !isNative(one.original, tongue)
	);
	return {
		tongue,
		revision: draft.revision,
		ready: draft.ready !== null && draft.ready === draft.revision,
		progress,
		show,
		page,
		last,
		undo: standing.undo !== null,
		redo: standing.redo !== null,
		open: possibleIn('consultation.translate', state),
		told: ['published', 'waits'].find((word) => word === searchParams.get('done')) ?? null,
		rows: wanted.slice((page - 1) * perPage, page * perPage).map((one) => ({
			...one,
			name: one.original ? (names.get(one.original.key) ?? '') : null,
			frozen: one.original !== null && frozen.has(one.original.key)
		})),
		names: lacking.slice(0, offered).map(({ original }) => names.get(original?.key ?? '') ?? '')
	};
};

/** The units whose words in the language are published. */
async function frozenKeys(db: App.Locals['db'], versionId: string, lang: string) {
	const [originals, units] = await Promise.all([
		publishedOriginals(db, versionId),
		publishedUnits(db, versionId, lang)
	]);
	return new Set(
		originals.filter(({ unitId }) => units.has(unitId)).map(({ original }) => original.key)
	);
}

export const actions: Actions = {
	step: async (event) => {
		const done = await stepOf(event);
		return done.ok ? toBeside(event, done.sent) : done.refusal;
	}
};
