import { error, fail, redirect } from '@sveltejs/kit';
import { isId, newId } from '#domain/identity.ts';
import { parts } from '#domain/response/response.ts';
import { end } from '#domain/response/template/end.server.ts';
import { keepTemplate } from '#domain/response/template/keep.server.ts';
import { templatesOf } from '#domain/response/template/store.server.ts';
import type { Typed } from '#domain/response/template/template.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import type { Actions, PageServerLoad } from './$types';

const done = ['kept', 'ended'] as const;

/** The templates of a space, and the form for a new one or the one its address names. */
export const load: PageServerLoad = async ({ locals: { db, space, lang }, url }) => {
	const templates = await templatesOf(db, space.id);
	const editing = templates.find(({ id }) => id === url.searchParams.get('edit')) ?? null;
	return {
		...{ templates, editing, key: newId(), tongues: space.languages },
		tongue: space.languages.includes(lang) ? lang : space.language,
		done: done.find((word) => word === url.searchParams.get('done')) ?? null
	};
};

export const actions: Actions = {
	keep: async ({ locals, request }) => {
		const { db, viewer, space, lang } = locals;
		if (!viewer) error(401);
		const { key = '', ...sent } = await fieldsOf(request);
		await allow(locals, 'staff', Object.values(sent).join('\n\n'));
		const words = Object.fromEntries(parts.map((part) => [part, sent[part] ?? '']));
		const tongue = space.languages.find((one) => one === sent.lang) ?? space.language;
		const typed = { title: '', kind: '', ...sent, ...words, lang: tongue } as Typed;
		const instead = isId(sent.instead ?? '') ? (sent.instead ?? null) : null;
		const outcome = await once(db, { key, sender: viewer.id, body: sent }, (tx) =>
			keepTemplate(tx, viewer, space.id, typed, instead)
		);
		if (outcome.ok) redirect(303, `/${lang}/${space.slug}/work/templates?done=kept`);
		const { obstacle } = outcome;
		if (obstacle.code === 'missing' || obstacle.code === 'not_allowed') error(404);
		return fail(422, { obstacle, sent: { ...sent, key } });
	},
	end: async ({ locals, request }) => {
		const { db, viewer, space, lang } = locals;
		if (!viewer) error(401);
		const { id = '' } = await fieldsOf(request);
		const outcome = isId(id) ? await end(db, viewer, space.id, id) : { ok: false };
		if (!outcome.ok) error(404);
		redirect(303, `/${lang}/${space.slug}/work/templates?done=ended`);
	}
};
