/** What every page of the answer desk begins with. */

import { error } from '@sveltejs/kit';
import { agencies, groupChoices, languagesSaid, workersIn } from '#domain/desk/choices.server.ts';
import { didAct } from '#domain/desk/did.server.ts';
import { filterOf, queryOf } from '#domain/desk/filter.ts';
import { scopeOf } from '#domain/desk/scope.ts';
import { possibleIn, may } from '#domain/policy/acts.ts';
import { themesIn } from '#domain/theme/store.server.ts';
import { found, toDesk } from '../found.server.ts';

type Asked = {
	locals: App.Locals;
	params: { slug: string };
	url: URL;
};

/** The consultation and whose desk it is; a draft has none. */
export async function deskOf(event: Asked) {
	const viewer = event.locals.viewer ?? error(401);
	const { row, at, state } = await found(event);
	if (state === 'DRAFT') toDesk(event);
	const { space, lang } = event.locals;
	const scope = scopeOf(viewer, space.id, row.id);
	const home = `/${lang}/${space.slug}`;
	const allowed = (act: 'desk.sort' | 'desk.assign' | 'response.draft') =>
		possibleIn(act, state) && may(viewer, act, space.id);
	return {
		...{ viewer, row, at, state, scope },
		places: {
			home,
			desk: `${home}/work/consultations/${row.slug}/answers`,
			public: `${home}/consultations/${row.slug}`
		},
		can: {
			sort: allowed('desk.sort'),
			assign: allowed('desk.assign'),
			answer: allowed('response.draft'),
			keepThemes: may(viewer, 'theme.keep', space.id),
			seePrivate: scope.withPrivate
		}
	};
}

export type Desk = Awaited<ReturnType<typeof deskOf>>;

/** The filter an address carries, and the query that carries it on. */
export function filterAt(url: URL, { scope }: Desk) {
	const { filter, faults } = filterOf(url.searchParams);
	const seen = scope.withPrivate ? filter : { ...filter, private: false };
	return { filter: seen, faults, query: queryOf(seen) };
}

/** What one can choose from. */
export async function choicesOf({ locals: { db, space } }: Asked, { scope }: Desk) {
	const [themes, bodies, workers, languages, groups] = await Promise.all([
		themesIn(db, space.id),
		agencies(db, space.id),
		workersIn(db, space.id),
		languagesSaid(db, scope),
		groupChoices(db, scope)
	]);
	return { themes, agencies: bodies, workers, languages, groups };
}

/** What the act did that brought one here. */
export const didHere = ({ locals: { db, space }, url }: Asked, { viewer, row }: Desk) =>
	didAct(db, viewer, space.id, row.id, url.searchParams.get('did'));

/** A page of a list as an address names it; 404 for what is no page. */
export function pageAt(url: URL): number {
	const page = url.searchParams.get('page') ?? '1';
	if (!/^[1-9]\d{0,3}$/.test(page)) error(404);
	return Number(page);
}
