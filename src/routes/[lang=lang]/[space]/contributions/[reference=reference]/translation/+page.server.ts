import { error, redirect } from '@sveltejs/kit';
import { base } from '#domain/translation/content.ts';
import { allow } from '#platform/limits.server.ts';
import { machineOf, translate } from '#platform/translation/translate.server.ts';
import { contributionAt } from '../contribution.server.ts';
import type { PageServerLoad } from './$types';

/** A remark in the reader's language as a machine says it. What was sent in private goes to no machine, whoever asks. */
export const load: PageServerLoad = async (event) => {
	const { house, lang } = event.locals;
	const machine = machineOf(house);
	if (!machine) error(404);
	const { remark, head, home, base: place, numbers, here } = await contributionAt(event);
	if (remark.visibility !== 'public' || remark.state !== 'published' || remark.body === null)
		error(404);
	if (base(remark.lang) === base(lang)) redirect(303, here);
	await allow(event.locals, 'translation');
	// Line by line: what is a paragraph stays one.
	const lines = remark.body.split('\n');
	const asked = { texts: lines, from: remark.lang, to: lang };
	const done = await translate(house.db, machine, asked, { contributionId: remark.id });
	return {
		remark: { reference: remark.reference, lang: remark.lang, body: remark.body },
		title: head.title,
		places: { home, base: place, numbers },
		here,
		obstacle: done.ok ? null : done.obstacle.code,
		translated: done.ok ? done.texts.join('\n') : null
	};
};
