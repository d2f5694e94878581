/** What must be in order before a consultation is announced, each with the place where it is put in order. */

import type { Details, Field } from './details.ts';

export const points = [
	'text',
	'reviewed',
	'checked',
	'languages',
	'description',
	'feeds_into',
	'responsible',
	'contact',
	'opens',
	'closes',
	'response_by'
] as const;
export type Point = (typeof points)[number];

/** Where a point is put in order: a field of the details, or the review of the text. */
export type Place = Field | 'text';
export type Check = {
	point: Point;
	done: boolean;
	place: Place;
	/** How many are still to do, where they can be counted. */
	left?: number;
};

/** What the checklist needs to know of the text as it will be published. */
export type TextFacts = {
	numbered: number;
	withoutLanguage: number;
	reviewed: boolean;
	/** Units whose division was guessed and that nobody has looked at. */
	unchecked?: number;
};

/** How opening is meant: at the date that was set, or the moment it is announced. */
export type Opening = 'planned' | 'at_once';

const places: Record<Point, Place> = {
	text: 'text',
	reviewed: 'text',
	checked: 'text',
	languages: 'text',
	description: 'description',
	feeds_into: 'feedsInto',
	responsible: 'responsible',
	contact: 'contact',
	opens: 'opensAt',
	closes: 'closesAt',
	response_by: 'responseBy'
};

/** Every point, in the order of work. */
export function checklist(
	details: Details,
	text: TextFacts,
	at: Date,
	opening: Opening = 'planned'
): Check[] {
	const { opensAt, closesAt, responseBy } = details;
	const opens = opening === 'at_once' ? at : opensAt;
	const left = text.unchecked ?? 0;
	const done: Record<Point, boolean> = {
		text: text.numbered > 0,
		reviewed: text.numbered > 0 && text.reviewed,
		checked: left === 0,
		languages: text.withoutLanguage === 0,
		description: details.description !== '',
		feeds_into: details.feedsInto !== '',
		responsible: details.responsible !== '',
		contact: details.contact !== '',
		opens: opens !== null && opens >= at,
		closes: closesAt !== null && closesAt > at && (opens === null || closesAt > opens),
		response_by: responseBy !== null && closesAt !== null && responseBy > closesAt
	};
	return (
		points
			// Most texts have nothing that was guessed.
			.filter((point) => point !== 'checked' || left > 0)
			.map((point) => ({
				point,
				done: done[point],
				place: places[point],
				...(point === 'checked' ? { left } : {})
			}))
	);
}

/** The points still missing. */
export const missing = (checks: Check[]): Point[] =>
	checks.filter(({ done }) => !done).map(({ point }) => point);
