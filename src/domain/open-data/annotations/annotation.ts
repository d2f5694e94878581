/** W3C web annotations of what was said and answered (decision 24): one for each, from rows to JSON-LD. Pure. */

import { anchorOf } from '#domain/consultation/unit-names.ts';
import { isLanguage } from '#domain/languages.ts';
import { parts, type Parts } from '#domain/response/response.ts';
import { licence } from '../dictionary.ts';

export const context = 'http://www.w3.org/ns/anno.jsonld';
export const mediaType = `application/ld+json; profile="${context}"`;

/** Where a consultation's pages are, for addresses that stay the same in whatever language one asks. */
export type Place = { origin: string; space: string; slug: string; language: string };

export type Said = {
	reference: string;
	kind: string;
	depth: number;
	body: string;
	lang: string;
	authorName: string;
	organisation: string | null;
	receivedAt: Date;
	editedAt: Date | null;
	version: number;
	unitId: string | null;
	number: number | null;
	exact: string | null;
	prefix: string | null;
	suffix: string | null;
	start: number | null;
	end: number | null;
	quoteLang: string | null;
	suggests: string | null;
	words: string | null;
	wordsLang: string | null;
	/** What it replies to, where anyone may read that. */
	parentReference: string | null;
};

export type Answered = Parts & {
	reference: string;
	kind: string;
	lang: string;
	agency: string | null;
	publishedAt: Date;
	/** Which part of the contributions it answers this is, where they are too many for one; the first is 1. */
	nth: number;
	answers: string[];
};

export const baseOf = ({ origin, space, slug, language }: Place) =>
	`${origin}/${isLanguage(language) ? language : 'en'}/${space}/consultations/${slug}`;

const idOf = ({ origin }: Place, reference: string) => `${origin}/c/${reference}#annotation`;

const motivations: Record<string, string> = { question: 'questioning', suggestion: 'editing' };

export function remarkAnnotation(place: Place, said: Said) {
	const { reference, receivedAt, editedAt } = said;
	const replies = said.depth > 0;
	return {
		id: idOf(place, reference),
		type: 'Annotation',
		motivation: replies ? 'replying' : (motivations[said.kind] ?? 'commenting'),
		...creatorOf(said),
		created: receivedAt.toISOString(),
		...(editedAt ? { modified: editedAt.toISOString() } : {}),
		rights: licence.url,
		body: bodiesOf(said, replies),
		target:
			replies && said.parentReference ? idOf(place, said.parentReference) : targetOf(place, said)
	};
}

const text = (purpose: string, value: string, language?: string) => ({
	...{ type: 'TextualBody', purpose, value, format: 'text/plain' },
	...(language ? { language } : {})
});

function bodiesOf({ kind, body, lang, suggests, words, wordsLang }: Said, replies: boolean) {
	const reason = text(
		replies ? 'replying' : kind === 'question' ? 'questioning' : 'commenting',
		body,
		lang
	);
	if (suggests === null) return [reason];
	return [
		text('classifying', suggests),
		...(words === null ? [] : [text('editing', words, wordsLang ?? lang)]),
		reason
	];
}

/** Names alone: no account, no address; nothing where the account was deleted. */
function creatorOf({ authorName, organisation }: Pick<Said, 'authorName' | 'organisation'>) {
	const creator = [
		...(authorName ? [{ type: 'Person', name: authorName }] : []),
		...(organisation ? [{ type: 'Organization', name: organisation }] : [])
	];
	const [only] = creator;
	return only ? { creator: creator.length === 1 ? only : creator } : {};
}

/** The version it was said about; in it the unit, and in that the words. */
function targetOf(place: Place, said: Said) {
	const { unitId, number, version, quoteLang } = said;
	const read =
		quoteLang && !sameTongue(quoteLang, place.language) ? `?text=${quoteLang.split('-')[0]}` : '';
	const source = `${baseOf(place)}/versions/${version}${read}`;
	if (unitId === null) return source;
	return {
		type: 'SpecificResource',
		source,
		selector: {
			type: 'FragmentSelector',
			value: anchorOf({ unitId, number }),
			conformsTo: 'http://tools.ietf.org/rfc/rfc3236',
			...wordsOf(said)
		}
	};
}

function wordsOf({ exact, prefix, suffix, start, end }: Said) {
	if (exact === null || start === null || end === null) return {};
	const beside = { ...(prefix ? { prefix } : {}), ...(suffix ? { suffix } : {}) };
	return {
		refinedBy: [
			{ type: 'TextQuoteSelector', exact, ...beside },
			{ type: 'TextPositionSelector', start, end }
		]
	};
}

const sameTongue = (a: string, b: string) => a.split('-')[0] === b.split('-')[0];

/** An answer replies to the contributions it answers; its five parts are five bodies in their order. */
export function responseAnnotation(place: Place, said: Answered) {
	const { reference, kind, lang, agency, publishedAt, nth, answers } = said;
	const id = `${place.origin}/r/${reference}`;
	return {
		id: `${id}#annotation${nth > 1 ? `-${nth}` : ''}`,
		type: 'Annotation',
		motivation: 'replying',
		...creatorOf({ authorName: '', organisation: agency }),
		created: publishedAt.toISOString(),
		rights: licence.url,
		body: [
			text('classifying', kind),
			...parts.map((part) => ({ id: `${id}#${part}`, ...text('replying', said[part], lang) }))
		],
		target: answers.map((one) => idOf(place, one))
	};
}

/** Annotations on a page. */
export const pageSize = 100;

export const lastPage = (total: number) => Math.max(1, Math.ceil(total / pageSize));

const addressOf = (place: Place, page?: number) =>
	`${baseOf(place)}/annotations.jsonld${page ? `?page=${page}` : ''}`;

type Facts = { title: string; total: number };

/** The collection with where its pages begin and end. */
export const collection = (place: Place, { title, total }: Facts) => ({
	'@context': context,
	id: addressOf(place),
	type: 'AnnotationCollection',
	label: title,
	rights: licence.url,
	total,
	...(total > 0 ? { first: addressOf(place, 1), last: addressOf(place, lastPage(total)) } : {})
});

/** One page of it. */
export const annotationPage = (
	place: Place,
	{ title, total }: Pick<Facts, 'title' | 'total'>,
	page: number,
	items: readonly object[]
) => ({
	'@context': context,
	id: addressOf(place, page),
	type: 'AnnotationPage',
	partOf: { id: addressOf(place), type: 'AnnotationCollection', label: title, total },
	startIndex: (page - 1) * pageSize,
	...(page > 1 ? { prev: addressOf(place, page - 1) } : {}),
	...(page < lastPage(total) ? { next: addressOf(place, page + 1) } : {}),
	items
});
