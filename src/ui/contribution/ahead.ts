/** What happens next with a contribution and by when, from its consultation's dates, in words. */

import type { Head } from '#domain/consultation/store.server.ts';
import type { Words } from '../words.ts';
import { partsOf, type Part } from './isolated.ts';

export type Step = {
	key: 'cancelled' | 'read' | 'considered' | 'to_be_considered' | 'answer';
	when: Date | null;
	/** At the latest then, not just then. */
	by?: true;
	ahead?: true;
	body: Part[];
};

/** `shared`: everyone reads it, not the secretariat and its author alone. */
export function stepsAhead(words: Words, head: Head, zone: string, shared: boolean): Step[] {
	const moment = head.closesAt ? words.moment(head.closesAt, zone) : '';
	const { feedsInto: into, responsible, closesAt, responseBy, cancelledAt } = head;
	const told = (...[key, names = {}, facts]: Told) => partsOf(words, key, names, facts);
	if (head.state === 'CANCELLED') {
		return [
			{ key: 'cancelled', when: cancelledAt, body: told('contribution.story.cancelled.body') }
		];
	}
	const answer: Step = {
		...{ key: 'answer', when: responseBy, by: true, ahead: true },
		body: told(shared ? 'contribution.story.answer.body' : 'contribution.story.answer.private')
	};
	if (head.state !== 'OPEN') {
		const body = responsible
			? told('contribution.story.considered.body', { responsible }, { moment })
			: told('contribution.story.considered.nobody', {}, { moment });
		return [{ key: 'considered', when: closesAt, body }, answer];
	}
	const considered = into
		? told('contribution.story.to_be_considered.body', { into })
		: told('contribution.story.to_be_considered.nothing');
	return [
		{
			...{ key: 'read', when: null },
			body: told(
				shared ? 'contribution.story.read.body' : 'contribution.story.read.private',
				{},
				{ moment }
			)
		},
		{ key: 'to_be_considered', when: closesAt, ahead: true, body: considered },
		answer
	];
}

type Told = [
	key: Parameters<typeof partsOf>[1],
	names?: Record<string, string>,
	facts?: Parameters<typeof partsOf>[3]
];
