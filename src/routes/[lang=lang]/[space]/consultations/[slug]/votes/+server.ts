import { json } from '@sveltejs/kit';
import { countedIn } from '#ui/counted.ts';
import { sum } from '#domain/voting/vote.ts';
import { answer, statusOf } from './sent.ts';
import type { RequestHandler } from './$types';

/** A vote sent by the script: answered with what the page then has to show, in the page's words. */
export const POST: RequestHandler = async (event) => {
	const answered = await answer(event);
	if ('signIn' in answered) return json({ location: answered.signIn }, { status: 401 });
	const say = countedIn(event.locals.lang);
	if (!answered.ok) {
		const { code } = answered.obstacle;
		return json(
			{ obstacle: code, message: say.words.t(`voting.obstacle.${code}`) },
			{ status: statusOf[code] }
		);
	}
	const { value, tally } = answered;
	const counts = sum(tally.person, tally.organisation);
	const numbers = Object.fromEntries(
		Object.entries(counts).map(([one, count]) => [one, say.number(count)])
	);
	return json({
		value,
		tally,
		counts,
		numbers,
		label: say.counts(counts),
		summary: say.summary(tally),
		...say.split(tally)
	});
};
