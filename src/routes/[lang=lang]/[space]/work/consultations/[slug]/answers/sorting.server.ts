/** What can be done to contributions from every page of the desk: one form, a button for each act. */

import { redirect } from '@sveltejs/kit';
import { assign, type To } from '#domain/desk/assign.server.ts';
import type { Chosen } from '#domain/desk/chosen.server.ts';
import { gather, ungroup, type Into } from '#domain/desk/gather.server.ts';
import { giveTheme, takeTheme } from '#domain/desk/theme.server.ts';
import { together } from '#domain/desk/together.server.ts';
import { undo } from '#domain/desk/undo.server.ts';
import { isId } from '#domain/identity.ts';
import { formOf, textsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { once } from '#platform/once.server.ts';
import { refuse } from '../../../refuse.server.ts';
import { deskOf, filterAt, type Desk } from './desk.server.ts';

export type Event = {
	locals: App.Locals;
	params: { slug: string };
	request: Request;
	url: URL;
};
type Fields = Record<string, string>;
export type Sent = {
	fields: Fields;
	/** The references that were ticked. */
	chosen: string[];
	which: Chosen;
};

/** The most references one form can name. */
const mostNamed = 200;

export async function sentTo(event: Event, desk: Desk): Promise<Sent> {
	const form = await formOf(event.request);
	await allow(event.locals, 'staff');
	const fields = textsOf(form);
	const chosen = form
		.getAll('c')
		.filter((one): one is string => typeof one === 'string' && /^C-[0-9A-Z]{6}$/.test(one))
		.slice(0, mostNamed);
	const until = new Date(fields.at ?? '');
	const all = fields.all === 'yes' && !Number.isNaN(until.getTime());
	const which = all ? { all: filterAt(event.url, desk).filter, until } : { references: chosen };
	return { fields, chosen, which };
}

/** The page an act was sent from, which then says what it did. */
export function backWith(url: URL, did?: string): string {
	const query = new URLSearchParams(
		[...url.searchParams].filter(([name]) => !name.startsWith('/') && name !== 'did')
	);
	if (did) query.set('did', did);
	const text = query.toString();
	return `${url.pathname}${text && `?${text}`}`;
}

type Outcome = { ok: true; actId: string } | { ok: false; obstacle: { code: string } };
type Doing = { event: Event; desk: Desk; sent: Sent };

const doing = (verb: (doing: Doing) => Promise<Outcome>) => async (event: Event) => {
	const desk = await deskOf(event);
	const sent = await sentTo(event, desk);
	const done = await verb({ event, desk, sent });
	if (!done.ok) return handBack(done.obstacle, sent);
	redirect(303, backWith(event.url, done.actId));
};

/** The form as it was sent, with what kept it from being done. */
export const handBack = <Obstacle extends { code: string }>(obstacle: Obstacle, sent: Sent) =>
	refuse(
		obstacle,
		{ ...sent.fields, chosen: sent.chosen },
		obstacle.code.startsWith('already_') || obstacle.code === 'wrong_state' ? 409 : 422
	);

/** A group that stands, or the title of a new one. */
const intoOf = ({ group = 'new', title = '', group_lang: lang = '' }: Fields): Into =>
	isId(group) ? { groupId: group } : { title, lang };

/** An id, nobody, or as it is. */
const namedIn = (said = '') => (said === 'none' ? null : isId(said) ? said : undefined);

function toOf({ agency, assignee }: Fields): To {
	const to: To = {};
	const [body, person] = [namedIn(agency), namedIn(assignee)];
	if (body !== undefined) to.agencyId = body;
	if (person !== undefined) to.assigneeId = person;
	return to;
}

export const sorting = {
	give: doing(({ event, desk, sent }) =>
		giveTheme(event.locals.db, desk.viewer, desk.row.id, {
			which: sent.which,
			theme: sent.fields.theme ?? ''
		})
	),
	take: doing(({ event, desk, sent }) =>
		takeTheme(event.locals.db, desk.viewer, desk.row.id, {
			which: sent.which,
			theme: sent.fields.theme ?? ''
		})
	),
	gather: doing(({ event, desk, sent }) => {
		const { key = '', ...body } = sent.fields;
		const form = { key, sender: desk.viewer.id, body: { ...body, chosen: sent.chosen } };
		return once(event.locals.db, form, (tx) =>
			gather(tx, desk.viewer, desk.row.id, { which: sent.which, into: intoOf(sent.fields) })
		);
	}),
	ungroup: doing(({ event, desk, sent }) =>
		ungroup(event.locals.db, desk.viewer, desk.row.id, sent.which)
	),
	assign: doing(({ event, desk, sent }) =>
		assign(event.locals.db, desk.viewer, desk.row.id, { which: sent.which, to: toOf(sent.fields) })
	),
	undo: async (event: Event) => {
		const desk = await deskOf(event);
		const sent = await sentTo(event, desk);
		const { act = '' } = sent.fields;
		const obstacle = { code: 'missing' as const };
		const done = isId(act)
			? await undo(event.locals.db, desk.viewer, desk.row.id, act)
			: { ok: false as const, obstacle };
		if (!done.ok) return handBack(done.obstacle, sent);
		redirect(303, backWith(event.url, act));
	},
	answer: async (event: Event) => {
		const desk = await deskOf(event);
		const sent = await sentTo(event, desk);
		const asked = await together(event.locals.db, desk.scope, sent.which);
		if (!asked.ok) return handBack(asked.obstacle, sent);
		redirect(
			303,
			`${desk.places.desk}/new?${asked.references.map((one) => `for=${one}`).join('&')}`
		);
	}
};
