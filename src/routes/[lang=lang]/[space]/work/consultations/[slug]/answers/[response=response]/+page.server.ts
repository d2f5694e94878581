import { error, fail, redirect } from '@sveltejs/kit';
import { holds } from '#domain/accounts/viewer.ts';
import { may, possibleIn } from '#domain/policy/acts.ts';
import { agenciesOf, draftOf, meantBy } from '#domain/response/desk.server.ts';
import { discard } from '#domain/response/discard.server.ts';
import { add, takeOut } from '#domain/response/gather.server.ts';
import { notesOn } from '#domain/response/notes.server.ts';
import { publish } from '#domain/response/publish.server.ts';
import { leftIn } from '#domain/response/ready.server.ts';
import { save, type Newer } from '#domain/response/save.server.ts';
import { responseOf } from '#domain/response/store.server.ts';
import { submit } from '#domain/response/submit.server.ts';
import { supersede } from '#domain/response/supersede.server.ts';
import { templatesOf } from '#domain/response/template/store.server.ts';
import type { Typed } from '#domain/response/typed.ts';
import { changedNames, unitNames } from '#domain/response/units.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { tonguesFor } from '../../tongues.server.ts';
import { responseAt, seenIn, shown, typedOf } from '../response.server.ts';
import { referencesIn } from '../references.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const size = 50;
const done = ['saved', 'submitted', 'template', 'changed', 'begun'] as const;

/** A response as staff write it; read only once it is published. */
export const load: PageServerLoad = async (event) => {
	const { db, viewer, space, lang } = event.locals;
	const { row, at, state, response } = await responseAt(event);
	if (!viewer) error(401);
	const draft = await draftOf(db, response.id);
	if (!draft) error(404);
	const page = Number(/^[1-9]\d{0,3}$/.exec(event.url.searchParams.get('page') ?? '1')?.[0] ?? 1);
	const open = draft.state === 'draft' || draft.state === 'review';
	const [left, meant, agencies, templates, names, changed, notes, published] = await Promise.all([
		leftIn(db, { id: draft.id, supersedes: draft.supersedesId }),
		meantBy(db, viewer, space.id, draft, { page, size }),
		open ? agenciesOf(db, space.id) : [],
		open ? templatesOf(db, space.id) : [],
		unitNames(db, draft.fields.units),
		open ? changedNames(db, row.id) : [],
		notesOn(db, draft.id, holds(viewer, space.id, 'SECRETARIAT')),
		open ? undefined : responseOf(db, draft.id)
	]);
	return {
		...{ at, draft, left, meant, page, agencies, templates, changed, notes },
		last: Math.max(1, Math.ceil(meant.count / size)),
		typed: shown(draft.fields, names),
		published: published ?? null,
		writes: may(viewer, 'response.draft', space.id) && possibleIn('response.draft', state),
		keepsTemplates: may(viewer, 'template.keep', space.id),
		publishes: may(viewer, 'response.publish', space.id) && possibleIn('response.publish', state),
		done: done.find((word) => word === event.url.searchParams.get('done')) ?? null,
		...tonguesFor(space, lang, row.language)
	};
};

type Event = RequestEvent;
type Refusal = { code: string };
const conflicts = [
	'changed_meanwhile',
	'published_already',
	'being_published',
	'wrong_state',
	'answered_meanwhile',
	'not_standing'
];

/** What keeps it from being done, with what was typed; a newer draft is shown beside it. */
async function refused(event: Event, obstacle: Refusal, typed: Typed | null, seen = 0) {
	if (obstacle.code === 'missing' || obstacle.code === 'not_allowed') error(404);
	const status = conflicts.includes(obstacle.code) ? 409 : 422;
	if (obstacle.code !== 'changed_meanwhile')
		return fail(status, { obstacle, typed, newer: null, seen });
	const newer = obstacle as Newer;
	const { others, sent, merged, ...rest } = newer;
	const names = await unitNames(event.locals.db, [
		...new Set([...others.units, ...sent.units, ...merged.units])
	]);
	return fail(status, {
		obstacle: { code: newer.code },
		typed: shown(merged, names),
		newer: { ...rest, others: shown(others, names), sent: shown(sent, names) },
		seen: newer.revision
	});
}

async function read(event: Event) {
	const { viewer, lang } = event.locals;
	if (!viewer) error(401);
	const sent = await fieldsOf(event.request);
	const typed = typedOf(sent, lang);
	await allow(event.locals, 'staff', Object.values(sent).join('\n\n'));
	const { response } = await responseAt(event);
	return { viewer, typed, sent, seen: seenIn(sent), id: response.id };
}

const here = ({ locals: { lang, space }, params }: Event, rest = '') =>
	`/${lang}/${space.slug}/work/consultations/${params.slug}/answers/${params.response}${rest}`;

export const actions: Actions = {
	save: async (event) => {
		const { viewer, typed, seen, id } = await read(event);
		const outcome = await save(event.locals.db, viewer, id, { seen, typed });
		if (!outcome.ok) return refused(event, outcome.obstacle, typed, seen);
		redirect(303, here(event, '?done=saved'));
	},
	template: async (event) => {
		const { viewer, typed, sent, seen, id } = await read(event);
		const templateId = sent.template;
		const outcome = await save(event.locals.db, viewer, id, {
			...{ seen, typed },
			...(templateId ? { templateId } : {})
		});
		if (!outcome.ok) return refused(event, outcome.obstacle, typed, seen);
		redirect(303, here(event, templateId ? '?done=template' : '?done=saved'));
	},
	submit: async (event) => {
		const { viewer, typed, seen, id } = await read(event);
		const outcome = await submit(event.locals.db, viewer, id, { seen, typed });
		if (!outcome.ok) return refused(event, outcome.obstacle, typed, seen);
		redirect(303, here(event, '?done=submitted'));
	},
	preview: async (event) => {
		const { viewer, typed, seen, id } = await read(event);
		const outcome = await save(event.locals.db, viewer, id, { seen, typed });
		if (!outcome.ok) return refused(event, outcome.obstacle, typed, seen);
		redirect(303, here(event, '/preview'));
	},
	publish: async (event) => {
		const { viewer, typed, seen, id } = await read(event);
		const outcome = await publish(event.locals.db, viewer, id, { seen, typed });
		if (!outcome.ok) return refused(event, outcome.obstacle, typed, seen);
		redirect(303, here(event, '/publication'));
	},
	add: async (event) => {
		const { viewer, sent, id } = await read(event);
		const references = referencesIn(sent.references ?? '');
		const replies = sent.replies === 'on';
		const outcome = await add(event.locals.db, viewer, id, { references, replies });
		if (!outcome.ok) return refused(event, outcome.obstacle, null);
		redirect(303, here(event, '?done=changed#meant'));
	},
	remove: async (event) => {
		const { viewer, sent, id } = await read(event);
		const which = sent.settled ? ('settled' as const) : [sent.reference ?? ''];
		const outcome = await takeOut(event.locals.db, viewer, id, which);
		if (!outcome.ok) return refused(event, outcome.obstacle, null);
		redirect(303, here(event, '?done=changed#meant'));
	},
	discard: async (event) => {
		const { viewer, id } = await read(event);
		const outcome = await discard(event.locals.db, viewer, id);
		if (!outcome.ok) return refused(event, outcome.obstacle, null);
		const { locals, params } = event;
		redirect(
			303,
			`/${locals.lang}/${locals.space.slug}/work/consultations/${params.slug}/answers/responses`
		);
	},
	supersede: async (event) => {
		const { viewer, id } = await read(event);
		const outcome = await supersede(event.locals.db, viewer, id);
		if (!outcome.ok) return refused(event, outcome.obstacle, null);
		redirect(303, here(event).replace(event.params.response, outcome.reference) + '?done=begun');
	}
};
