/** What every page about versions begins with. */

import { error } from '@sveltejs/kit';
import { headOf, idOf } from '#domain/consultation/store.server.ts';
import { secondsToNextState } from '#domain/consultation/consultation.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { versionsOf } from '#domain/version/store.server.ts';
import { keepAtMost, keepPage } from '#platform/web/keep.server.ts';

type Asking = { locals: App.Locals; params: { space: string; slug: string } };

/** The consultation and the versions of its text, newest first; 404 before it is announced. */
export async function versionsAt(
	{ locals, params }: Asking,
	how: { paged?: boolean; compared?: boolean } = {}
) {
	const { db, space, lang } = locals;
	const id = await idOf(db, space.id, params.slug);
	if (!id) error(404);
	keepPage(locals, id, how);
	const [head, versions] = await Promise.all([headOf(db, id), versionsOf(db, id)]);
	if (!head?.announcedAt || !head.versionId || !possibleIn('version.read', head.state)) error(404);
	keepAtMost(locals, secondsToNextState(head, head.at));
	const { versionId } = head;
	const current = versions.find((one) => one.id === versionId);
	if (!current) error(404);
	const home = `/${lang}/${params.space}`;
	const base = `${home}/consultations/${params.slug}`;
	return { head: { ...head, versionId }, versions, current, home, base };
}

/** The same with the version an address names. */
export async function versionAt(
	event: Asking & { params: { n: string } },
	how: { paged?: boolean; compared?: boolean } = {}
) {
	const found = await versionsAt(event, how);
	const version = found.versions.find(({ n }) => n === Number(event.params.n));
	if (!version) error(404);
	return { ...found, version };
}
