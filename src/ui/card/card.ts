/** What a picture for link previews says: whose consultation, of what, how long still. Never a participant's words. */

import type { State } from '#domain/consultation/consultation.ts';
import { timeLeft } from '#domain/consultation/time-left.ts';
import { tongueOf } from '#ui/tongue-of.ts';
import type { Words } from '#ui/words.ts';

export type Card = {
	/** The direction the card is laid out in. */
	dir: 'ltr' | 'rtl';
	space: string;
	/** A small line above the text; none on the consultation's own card. */
	label: string;
	text: { words: string; lang: string; dir: 'ltr' | 'rtl' };
	state: string;
	rest: string;
};

export type Dated = {
	state: State;
	title: string;
	language: string;
	tongues?: { title?: string };
	opensAt: Date | null;
	closesAt: Date | null;
	cancelledAt: Date | null;
	at: Date;
};

/** Longer texts are cut before anything is drawn. */
const mostCharacters = 400;

/** What of a consultation a card is of; a section has words and no name. */
export type On =
	| { kind: 'consultation' }
	| { kind: 'unit'; name: string; words: string; lang: string; dir: 'ltr' | 'rtl' }
	| { kind: 'contribution'; label: string };

export function cardOf(
	say: Words,
	head: Dated,
	space: { name: string; zone: string },
	on: On
): Card {
	const title = { words: head.title, ...tongueOf(head, 'title') };
	return {
		dir: say.dir,
		space: space.name,
		label:
			on.kind === 'unit'
				? on.name
					? say.t('share.card.label', { place: on.name, title: head.title })
					: head.title
				: on.kind === 'contribution'
					? on.label
					: '',
		text:
			on.kind === 'unit'
				? { words: on.words.slice(0, mostCharacters), lang: on.lang, dir: on.dir }
				: title,
		state: stateLine(say, head, space.zone),
		rest: dateLine(say, head, space)
	};
}

const turning = ({ state, opensAt, closesAt }: Dated) =>
	state === 'ANNOUNCED' ? opensAt : state === 'OPEN' ? closesAt : null;

/** Whole days only: pictures are copied, and a copy that counts hours is wrong within the hour. */
const daysLeft = (head: Dated, zone: string) => {
	const until = turning(head);
	const left = until && timeLeft(zone, head.at, until);
	return left?.unit === 'day' ? left.count : null;
};

export function stateLine(say: Words, head: Dated, zone: string) {
	const state = say.t(`consultation.state.${head.state}`);
	const count = daysLeft(head, zone);
	if (count === null) return state;
	const left = say.t(head.state === 'OPEN' ? 'consultation.left.day' : 'consultation.until.day', {
		count
	});
	return `${state} · ${left}`;
}

export function dateLine(say: Words, head: Dated, { name, zone }: { name: string; zone: string }) {
	const { state, opensAt, closesAt, cancelledAt } = head;
	if (state === 'CANCELLED')
		return cancelledAt
			? say.t('consultation.cancelled', { date: say.date(cancelledAt, zone) })
			: '';
	const shown = state === 'ANNOUNCED' ? opensAt : closesAt;
	const key = state === 'ANNOUNCED' ? 'opens' : state === 'OPEN' ? 'closes' : 'closed';
	return shown
		? say.t(`consultation.${key}`, { moment: say.moment(shown, zone), space: name })
		: '';
}

/** What in a card grows old by the clock: in its address, so that whoever copied an old one asks for the new. */
export function ageOf(head: Dated, zone: string): string {
	const count = daysLeft(head, zone);
	return head.state.toLowerCase() + (count === null ? '' : `-${count}`);
}
