import { error } from '@sveltejs/kit';
import { textOf } from '#domain/consultation/text.server.ts';
import { askedOf, lastPage } from '#domain/contribution/thread.ts';
import { thread } from '#domain/contribution/thread.server.ts';
import { suggestionsOn, noSuggestions } from '#domain/contribution/suggestions.server.ts';
import { numbersIn } from '#domain/contribution/spot.server.ts';
import { talliesIn } from '#domain/version/as-it-stood.server.ts';
import { noTally } from '#domain/voting/vote.ts';
import { inOwnTongue } from '#ui/text-frame.ts';
import { versionAt } from '../../versions.server.ts';
import type { PageServerLoad } from './$types';

/** A unit as it stood in a version, with everything that was said about it, also when it stands no more. */
export const load: PageServerLoad = async (event) => {
	const { locals, params, url } = event;
	const { db, viewer, space } = locals;
	const asked = askedOf(url.searchParams);
	if (!asked || asked.quote) error(404);
	const { head, version, current, home, base } = await versionAt(event, { paged: true });
	const [text, now] = await Promise.all([textOf(db, version.id), textOf(db, current.id)]);
	const unit = text.units.find(({ number, unitId }) =>
		number === null ? unitId === params.unit : `P${number}` === params.unit
	);
	if (!unit) error(404);
	const spot = { consultationId: head.id, spaceId: space.id, unitId: unit.unitId };
	const [said, suggestions, tallies] = await Promise.all([
		thread(db, viewer, spot, asked),
		unit.number === null || asked.page > 1
			? noSuggestions
			: suggestionsOn(db, viewer, { ...spot, unit }),
		talliesIn(db, head, version)
	]);
	if (asked.page > lastPage(said.roots)) error(404);
	return {
		...{ head, version, current, home, base, unit, asked, suggestions },
		tally: tallies.get(unit.unitId) ?? noTally(),
		/** As it stands now, where it does. */
		stands: now.byId.get(unit.unitId) ?? null,
		thread: said,
		frame: {
			...{ home, base, on: unit.number === null ? unit.unitId : `P${unit.number}` },
			numbers: numbersIn(text),
			text: inOwnTongue(head.language),
			...{ state: head.state, at: head.at, zone: space.timeZone },
			viewer: viewer && {
				id: viewer.id,
				organisations: viewer.organisations.filter((one) => one.spaceId === space.id)
			}
		}
	};
};
