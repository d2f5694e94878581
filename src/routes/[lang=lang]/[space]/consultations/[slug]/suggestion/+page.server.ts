import { error, fail } from '@sveltejs/kit';
import { textOf } from '#domain/consultation/text.server.ts';
import { isVisibility, notOpen } from '#domain/contribution/contribution.ts';
import { isTongue } from '#domain/contribution/languages.ts';
import { placeOf, placePath } from '#domain/contribution/place.ts';
import { reply } from '#domain/contribution/reply.server.ts';
import type { Said } from '#domain/contribution/send.server.ts';
import { nearlyTheSame } from '#domain/contribution/similar.server.ts';
import { announced, consultationId, numbersIn } from '#domain/contribution/spot.server.ts';
import { changeOf } from '#domain/contribution/suggestions.server.ts';
import { wordingOf } from '#domain/contribution/wording.ts';
import { isSpelled, spelled } from '#domain/suggestion/spelling.ts';
import {
	isAct,
	limitFor,
	offered,
	proposalOf,
	type Subject
} from '#domain/suggestion/suggestion.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { textFrame } from '#ui/text-frame.ts';
import { sendSaid } from '../said.server.ts';
import { unsentOf } from '../unsent.server.ts';
import type { Actions, PageServerLoad } from './$types';

type Asking = { locals: App.Locals; params: { space: string; slug: string }; url: URL };
type Obstacle = { code: string } & Record<string, unknown>;

/** The numbered unit wording is suggested for, in the original. */
async function spotOf({ locals, params, url }: Asking) {
	const place = placeOf(url.searchParams.get('on'));
	const asked = url.searchParams.get('act') ?? 'replace';
	if (place?.kind !== 'unit' || !isAct(asked)) error(404);
	const id = await consultationId(locals.db, locals.space.id, params.slug);
	const wanted = { asked: url.searchParams.get('text'), own: locals.lang };
	const found = id ? await announced(locals.db, id, wanted) : undefined;
	if (!found) error(404);
	const original = await textOf(locals.db, found.head.versionId);
	const unit = original.units.find(({ number }) => number === place.number);
	if (!unit) error(404);
	const act = offered(unit).find((one) => one === asked) ?? 'add';
	return { ...found, place, act, unit, subject: unit as unknown as Subject };
}

/** The form, with the words that stand there or those of the suggestion it builds on. */
export const load: PageServerLoad = async (event) => {
	const { locals, params, url } = event;
	const { head, text, place, act, unit, subject } = await spotOf(event);
	const asked = url.searchParams.get('based');
	const basis = asked ? await reply(locals.db, locals.viewer, head, asked) : null;
	if (asked && !basis?.suggestion) error(404);
	const home = `/${locals.lang}/${params.space}`;
	const base = `${home}/consultations/${params.slug}`;
	const own = isSpelled(unit) ? spelled(subject) : '';
	return {
		head,
		unit,
		act,
		/** The words that stand there; empty where they cannot be typed. */
		own,
		acts: offered(unit),
		words: basis?.suggestion?.words ?? (act === 'replace' ? own : ''),
		basedOn: basis?.suggestion ? basis.reference : '',
		limits: { replace: limitFor('replace', subject), add: limitFor('add', subject) },
		back: `${base}/${placePath(place)}`,
		frame: {
			...{ home, base, numbers: numbersIn(text), at: head.at },
			text: textFrame(head, text, locals.lang, locals.house.config.translation !== null)
		},
		key: crypto.randomUUID(),
		unsent: await unsentOf(event, head.id),
		speaker: locals.viewer && {
			name: locals.viewer.name,
			organisations: locals.viewer.organisations.filter((one) => one.spaceId === locals.space.id)
		}
	};
};

const statuses: Record<string, number> = {
	...{ not_allowed: 403, not_represented: 403, missing: 404, key_reused: 422 }
};

export const actions: Actions = {
	default: async (event) => {
		const { locals } = event;
		const sent = await fieldsOf(event.request);
		const { key = '', act = '', words = '', body = '', lang = '', as = '' } = sent;
		const { visibility = '', based = '', seen = '' } = sent;
		const typed = { key, act, words, body, lang, as, visibility, based };
		await allow(locals, 'remark', [words, body].filter(Boolean).join('\n\n'));
		const { head, place, unit, subject } = await spotOf(event);
		if (!isAct(act)) error(400);

		const asked = { act, words, basedOn: based || null };
		const outcome = proposalOf(asked, subject);
		const difference = outcome.ok ? changeOf(outcome.proposal, unit) : null;
		const answer = (status: number, obstacles: Obstacle[], near: typeof none = none) =>
			fail(status, { typed, obstacles, difference, similar: near, preview: false });
		const none: Awaited<ReturnType<typeof nearlyTheSame>> = [];

		const wording = wordingOf(body);
		const wrong: Obstacle[] = [
			...(outcome.ok ? [] : [outcome.obstacle]),
			// To look at the changes nobody needs a reason yet.
			...(wording.ok || 'preview' in sent ? [] : [wording.obstacle]),
			...(isTongue(lang) ? [] : [{ code: 'lang' }]),
			...(isVisibility(visibility) ? [] : [{ code: 'visibility' }])
		];
		const shut = notOpen(head, head.at);
		if (shut && (wrong.length || !locals.viewer || 'preview' in sent)) return answer(409, [shut]);
		if (wrong.length || !outcome.ok || !isTongue(lang) || !isVisibility(visibility))
			return answer(422, wrong);
		if ('preview' in sent)
			return { typed, obstacles: [], difference, similar: none, preview: true };

		if (!seen && visibility === 'public') {
			const where = { consultationId: head.id, unit, proposal: outcome.proposal };
			const near = await nearlyTheSame(locals.db, locals.viewer, where);
			if (near.length) return answer(409, [], near);
		}
		const said: Said = {
			...{ consultationId: head.id, on: place, to: null, as: as || null },
			...{ kind: 'suggestion', visibility, lang, body: wording.ok ? wording.body : body },
			suggestion: { ...asked, words: outcome.proposal.words ?? '' }
		};
		const obstacle = await sendSaid(event, key, said);
		if (obstacle.code === 'basis_missing') typed.based = '';
		return answer(statuses[obstacle.code] ?? 409, [obstacle]);
	}
};
