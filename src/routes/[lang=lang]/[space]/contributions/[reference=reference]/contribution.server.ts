/** What every page about one contribution begins with. */

import { error } from '@sveltejs/kit';
import { announced, numbersIn } from '#domain/contribution/spot.server.ts';
import { findByReference } from '#domain/contribution/store.server.ts';
import { textOf } from '#domain/consultation/text.server.ts';
import { changeOf } from '#domain/contribution/suggestions.server.ts';
import { story } from '#domain/contribution/story.server.ts';
import { keepPage } from '#platform/web/keep.server.ts';

type Asking = { locals: App.Locals; params: { space: string; reference: string } };

/** The contribution with its consultation; 404 for whoever may not see it. */
export async function contributionAt(
	{ locals, params }: Asking,
	{ keep = false }: { keep?: boolean } = {}
) {
	const { db, viewer, space, lang } = locals;
	const found = await findByReference(db, space.id, params.reference);
	if (!found) error(404);
	if (keep) keepPage(locals, found.consultationId);
	const consultation = await announced(db, found.consultationId, { asked: null, own: lang });
	const told = consultation && (await story(db, viewer, consultation, params.reference));
	if (!told) error(404);
	const { head, text } = consultation;
	const home = `/${lang}/${params.space}`;
	const base = `${home}/consultations/${head.slug}`;
	const { unit } = told;
	const { suggestion } = told.remark;
	// What a suggestion changes is shown against the original it was made for.
	const original = suggestion && unit && (await textOf(db, told.versionId)).byId.get(unit.unitId);
	const difference = suggestion && original ? changeOf(suggestion, original) : null;
	// Its thread is with its unit, which may have another number by now, or stand no more.
	const stands = unit && text.byId.get(unit.unitId);
	const on = nameOf(stands ?? unit);
	const thread =
		unit && !stands
			? `${base}/versions/${told.remark.version}/${on}`
			: `${base}/${stands?.number === null ? 'sections/' : ''}${on}`;
	const here = `${home}/contributions/${params.reference}`;
	return { ...told, difference, head, home, base, on, thread, here, numbers: numbersIn(text) };
}

const nameOf = (unit: { unitId: string; number: number | null } | null) =>
	unit === null ? 'whole' : unit.number === null ? unit.unitId : `P${unit.number}`;

/** The same for acts, which only what still stands can suffer: 404, or 410 once it was withdrawn. */
export async function standingAt(event: Asking) {
	const found = await contributionAt(event);
	if (found.remark.state === 'withdrawn') gone(found);
	return found;
}

type Found = Awaited<ReturnType<typeof contributionAt>>;

/** 410 with the tombstone: where it was and when it went. */
export function gone({ remark, endedAt, head, thread, unit, on, withdrawnBecause }: Found): never {
	error(410, {
		message: 'withdrawn',
		tombstone: {
			reference: remark.reference,
			at: (endedAt ?? remark.receivedAt).toISOString(),
			because: withdrawnBecause,
			title: head.title,
			href: thread,
			place: unit?.number === null ? unit.plain : on
		}
	});
}
