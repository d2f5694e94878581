import { error, fail } from '@sveltejs/kit';
import { isRemarkKind, isVisibility, notOpen } from '#domain/contribution/contribution.ts';
import { isTongue } from '#domain/contribution/languages.ts';
import { placeOf, placePath, placeWord } from '#domain/contribution/place.ts';
import { reply } from '#domain/contribution/reply.server.ts';
import { findWords, wordsAt } from '#domain/contribution/quoted.server.ts';
import type { Said } from '#domain/contribution/send.server.ts';
import { halting } from '#domain/contribution/similar.ts';
import { similarTo, type Similar } from '#domain/contribution/similar.server.ts';
import { announced, consultationId, numbersIn, unitIn } from '#domain/contribution/spot.server.ts';
import { wordsAsked } from '#domain/contribution/thread.ts';
import { wordingOf } from '#domain/contribution/wording.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { allow } from '#platform/limits.server.ts';
import { textFrame } from '#ui/text-frame.ts';
import { sendSaid } from '../said.server.ts';
import { unsentOf } from '../unsent.server.ts';
import { chosenOf, fieldsFor, fieldsOf as wordsOf } from './chosen.ts';
import type { Actions, PageServerLoad } from './$types';

type Asking = { locals: App.Locals; params: { space: string; slug: string }; url: URL };

/** Where something is to be said, as `on=` and `to=` name it. */
async function spotOf({ locals, params, url }: Asking) {
	const place = placeOf(url.searchParams.get('on'));
	const to = url.searchParams.get('to');
	if (!place || (to !== null && !/^C-[0-9A-Z]{6}$/.test(to))) error(404);
	const id = await consultationId(locals.db, locals.space.id, params.slug);
	const found = id
		? await announced(locals.db, id, { asked: url.searchParams.get('text'), own: locals.lang })
		: undefined;
	const unit = found && unitIn(found.text, place);
	if (!found || unit === undefined) error(404);
	return { ...found, place, to, unit };
}

/** The form's page: made for each visit, since it holds the form's own key. */
export const load: PageServerLoad = async (event) => {
	const { locals, params } = event;
	const { head, text, place, to, unit } = await spotOf(event);
	const parent = to ? await reply(locals.db, locals.viewer, head, to) : null;
	if (to && !parent) error(404);
	const base = `/${locals.lang}/${params.space}/consultations/${params.slug}`;
	const asked = unit && !to ? wordsAsked(event.url.searchParams.get('quote')) : null;
	if (asked === undefined || asked === 'any') error(404);
	const unsent = await unsentOf(event, head.id);
	const chosen = unit && asked && (await wordsAt(locals.db, head.versionId, unit, asked));
	return {
		head,
		unit,
		parent,
		/** What the form begins with, and why words asked for by the address are not in it. */
		quote: unit && !to ? fieldsFor(chosen?.ok ? chosen.quote : null, unit.lang) : null,
		notChosen: chosen && !chosen.ok ? chosen.obstacle : null,
		base,
		on: placeWord(place),
		frame: {
			...{ home: `/${locals.lang}/${params.space}`, base, numbers: numbersIn(text), at: head.at },
			text: textFrame(head, text, locals.lang, locals.house.config.translation !== null)
		},
		back: `${base}/${placePath(place)}`,
		numbers: numbersIn(text),
		key: crypto.randomUUID(),
		unsent,
		/** The words of a text that was kept, and not sent. */
		kept: unsent?.fields ? { ...unsent.fields, words: wordsOf(unsent.fields) } : null,
		speaker: locals.viewer && {
			name: locals.viewer.name,
			organisations: locals.viewer.organisations.filter((one) => one.spaceId === locals.space.id)
		}
	};
};

const none: Similar[] = [];

const statuses: Record<string, number> = {
	not_allowed: 403,
	not_represented: 403,
	missing: 404,
	empty: 422,
	too_long: 422,
	quote_reply: 422,
	key_reused: 422
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, request } = event;
		const sent = await fieldsOf(request);
		const { key = '', body = '', kind, visibility, lang, as = '', seen = '' } = sent;
		const words = wordsOf(sent);
		const typed = {
			...{ key, body, as, words },
			kind: kind ?? '',
			visibility: visibility ?? '',
			lang: lang ?? ''
		};
		const refused = (...obstacles: ({ code: string } & Record<string, unknown>)[]) =>
			fail(statuses[obstacles[0]?.code ?? ''] ?? 409, { typed, obstacles, similar: none });
		await allow(locals, 'remark', body);
		const { head, place, to, unit } = await spotOf(event);

		const wording = wordingOf(body);
		const found = await findWords(locals.db, head.versionId, unit, chosenOf(words));
		const wrong: ({ code: string } & Record<string, unknown>)[] = [
			...(found.ok ? [] : [found.obstacle]),
			...(wording.ok ? [] : [wording.obstacle]),
			...(isRemarkKind(kind) ? [] : [{ code: 'kind' }]),
			...(isTongue(lang) ? [] : [{ code: 'lang' }]),
			...(isVisibility(visibility) ? [] : [{ code: 'visibility' }])
		];
		const shut = notOpen(head, head.at);
		// A form that was taken before the closing and is sent again gets the answer it got then.
		if (shut && (wrong.length || !locals.viewer)) return refused(shut);
		if (
			wrong.length ||
			!found.ok ||
			!isRemarkKind(kind) ||
			!isTongue(lang) ||
			!isVisibility(visibility)
		) {
			return fail(422, { typed, obstacles: wrong, similar: none });
		}

		const said: Said = {
			...{ consultationId: head.id, on: place, to, as: as || null },
			...{ kind, visibility, lang, quote: found.quote },
			body: wording.ok ? wording.body : body
		};
		if (!seen && visibility === 'public' && !to) {
			const where = { consultationId: head.id, unitId: unit?.unitId ?? null, lang };
			const similar = await similarTo(locals.db, locals.viewer, { ...where, body }, halting);
			if (similar.length) return fail(409, { typed, obstacles: [], similar });
		}
		return refused(await sendSaid(event, key, said));
	}
};
