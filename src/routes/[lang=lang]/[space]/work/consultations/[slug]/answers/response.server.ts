/** What the pages about one response begin with, and how their form is read. */

import { error } from '@sveltejs/kit';
import { holds } from '#domain/accounts/viewer.ts';
import { isLanguage } from '#domain/languages.ts';
import { byReference } from '#domain/response/desk.server.ts';
import { limits, parts, type Fields, type Parts } from '#domain/response/response.ts';
import type { Typed } from '#domain/response/typed.ts';
import { wordsIn } from '#ui/words.ts';
import { found } from '../found.server.ts';

type Asked = {
	locals: App.Locals;
	params: { slug: string; response: string };
};

/** The response of an address with its consultation; 404 where they do not belong together, or it is the secretariat's. */
export async function responseAt(event: Asked) {
	const { db, space, viewer } = event.locals;
	const [consultation, response] = await Promise.all([
		found(event),
		byReference(db, space.id, event.params.response)
	]);
	if (response?.consultationId !== consultation.row.id) error(404);
	if (response.sealed && !holds(viewer, space.id, 'SECRETARIAT')) error(404);
	return { ...consultation, response };
}

/** The form's fields as they were typed. */
export function typedOf(sent: Record<string, string>, lang: string): Typed {
	const words = Object.fromEntries(parts.map((part) => [part, sent[part] ?? ''])) as Parts;
	if (sent.nothingBeyond && !words.beyond.trim()) words.beyond = nothingBeyond(lang, sent.lang);
	return {
		...words,
		kind: sent.kind ?? '',
		lang: sent.lang ?? lang,
		decidedBy: sent.decidedBy ?? '',
		consideredOn: sent.consideredOn ?? '',
		agencyId: sent.agencyId ?? '',
		units: sent.units ?? '',
		references: Array.from({ length: limits.references + 2 }, (_, n) => ({
			kind: sent[`reference.${n}.kind`] ?? '',
			title: sent[`reference.${n}.title`] ?? '',
			href: sent[`reference.${n}.href`] ?? ''
		})).filter(({ title, href }) => title || href)
	};
}

/** “No further use”, in the language of the response where we speak it. */
const nothingBeyond = (own: string, lang = own) =>
	wordsIn(isLanguage(lang) ? lang : isLanguage(own) ? own : 'en').t('responses.beyond.none');

/** Fields as the form shows them. */
export function shown(fields: Fields, names: ReadonlyMap<string, string>): Typed {
	return {
		...fields,
		kind: fields.kind ?? '',
		consideredOn: fields.consideredOn ?? '',
		agencyId: fields.agencyId ?? '',
		units: fields.units.map((unit) => names.get(unit) ?? '').join(', '),
		references: fields.references.map((one) => ({ ...one, href: one.href ?? '' }))
	};
}

/** The revision a form was made with. */
export const seenIn = (sent: Record<string, string>) =>
	/^\d{1,6}$/.test(sent.revision ?? '') ? Number(sent.revision) : 0;
