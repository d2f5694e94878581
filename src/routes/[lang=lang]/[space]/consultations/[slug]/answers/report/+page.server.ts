import { mostInReport } from '#domain/response/heard.ts';
import { answersAt } from '../../answers.server.ts';
import type { PageServerLoad } from './$types';

/** Every answer in full, for paper. */
export const load: PageServerLoad = async (event) => ({
	...(await answersAt(event, { whole: true })),
	most: mostInReport
});
