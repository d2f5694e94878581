/** What the two pages of a unit translated by a machine load: never kept, never stored beside the text. */

import { error, redirect } from '@sveltejs/kit';
import { placePath, type Place } from '#domain/contribution/place.ts';
import { announced, consultationId, unitIn } from '#domain/contribution/spot.server.ts';
import { dir } from '#domain/text/unit.ts';
import { leaves, withLeaves } from '#domain/text/leaves.ts';
import { base } from '#domain/translation/content.ts';
import { unitOf } from '#domain/translation/source.server.ts';
import { machineOf, translate } from '#platform/translation/translate.server.ts';
import { allow } from '#platform/limits.server.ts';

type Asking = { locals: App.Locals; params: { space: string; slug: string }; url: URL };

export async function unitTranslation({ locals, params }: Asking, place: Place) {
	const { db, house, space, lang } = locals;
	const machine = machineOf(house);
	const id = machine && (await consultationId(db, space.id, params.slug));
	const found = id ? await announced(db, id, { asked: null, own: lang }) : undefined;
	const unit = found && unitIn(found.text, place);
	if (!machine || !found || !unit) error(404);
	const back = `/${lang}/${params.space}/consultations/${params.slug}/${placePath(place)}`;
	if (base(unit.lang) === base(lang)) redirect(303, back);
	await allow(locals, 'translation');
	const original = unitOf(unit);
	const asked = { texts: leaves(original), from: unit.lang, to: lang };
	const done = await translate(house.db, machine, asked, { contributionId: null });
	const made = done.ok ? withLeaves(original, done.texts) : null;
	const said = made && { ...made, lang };
	return {
		unit,
		back,
		obstacle: done.ok ? (made ? null : 'lied') : done.obstacle.code,
		translated: said && { ...unit, lang, dir: dir(said), body: said.body, anchor: 'translated' }
	};
}
