import { error, redirect } from '@sveltejs/kit';
import { newId } from '#domain/identity.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { hash } from '#domain/text/hash.server.ts';
import { publishLanguage } from '#domain/translation/publish.server.ts';
import { publishedOriginals } from '#domain/translation/source.server.ts';
import { publishedUnits } from '#domain/translation/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { once } from '#platform/once.server.ts';
import { refuse } from '../../../../../refuse.server.ts';
import { found, toDesk } from '../../../found.server.ts';
import { tonguesFor, tongueSent } from '../../../tongues.server.ts';
import { besideOf } from '../translation.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const beside = await besideOf(event);
	const { row, state, tongue, draft, progress } = beside;
	if (!possibleIn('consultation.publish_language', state)) toDesk(event);
	const { space, lang } = event.locals;
	return {
		key: newId(),
		tongueOfText: tongue,
		revision: draft.revision,
		draft: state === 'DRAFT',
		note: draft.readyNote ?? '',
		lacking: progress.of - progress.aligned,
		changed: row.versionId ? await changedSince(event.locals.db, row.versionId, beside) : 0,
		...tonguesFor(space, lang, row.language)
	};
};

type Beside = Awaited<ReturnType<typeof besideOf>>;

/** How many units were published in other words than they have here. */
async function changedSince(db: App.Locals['db'], versionId: string, { rows, tongue }: Beside) {
	const [originals, there] = await Promise.all([
		publishedOriginals(db, versionId),
		publishedUnits(db, versionId, tongue)
	]);
	const prints = new Map(originals.map((one) => [one.original.key, there.get(one.unitId)]));
	return rows.filter(({ original, piece }) => {
		const print = original && prints.get(original.key);
		if (!print || !piece) return false;
		const level = original.unit.kind === 'heading' ? { level: original.unit.level } : {};
		return hash({ ...piece.unit, ...level, lang: tongue } as typeof piece.unit) !== print;
	}).length;
}

export const actions: Actions = {
	default: async (event) => {
		const { db, space, viewer, lang } = event.locals;
		if (!viewer) error(401);
		const { row } = await found(event);
		const { key = '', ...sent } = await fieldsOf(event.request);
		const { tongue } = event.params;
		const publication = {
			lang: tongue,
			revision: /^\d{1,9}$/.test(sent.revision ?? '') ? Number(sent.revision) : -1,
			note: sent.reason ?? '',
			noteLang: tongueSent(space, sent.lang, row.language)
		};
		const done = await once(db, { key, sender: viewer.id, body: { ...sent, tongue } }, (tx) =>
			publishLanguage(tx, viewer, row.id, publication)
		);
		if (!done.ok) return refuse(done.obstacle, { ...sent, key });
		const word = done.waits ? 'waits' : 'published';
		const home = `/${lang}/${space.slug}/work/consultations/${row.slug}/languages/${tongue}`;
		redirect(303, `${home}?done=${word}`);
	}
};
