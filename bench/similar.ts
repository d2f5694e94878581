/** "Already said?": what is like the words someone is typing, among 10,000 remarks. */

import { sql } from 'kysely';
import { newId } from '#domain/identity.ts';
import { atMost, told, type Figure } from './figures.ts';
import { seedConsultation, space, type Place, type Text } from './seed.ts';
import { get, load, median, quick, startServer, type Stage } from './stage.ts';

export const bench = {
	name: 'similar',
	says: 'similar remarks while typing, among 10,000, uncached, concurrency 2',
	run
};

async function run(stage: Stage): Promise<Figure[]> {
	const count = quick ? 1_000 : 10_000;
	const text = await seedConsultation(stage.db, stage.place, {
		...{ slug: 'similar', units: 60, remarks: 0, votes: 0 }
	});
	const said = await seedSaid(stage, stage.place, text, count);
	const env = { FOLKMOOT_ADDRESS_HEADER: 'x-forwarded-for' };
	const server = await startServer(stage, { env });
	try {
		// What people type: the beginning of what another said, with every fifth word their own.
		const typed = Array.from({ length: 400 }, (_, n) => {
			const words = (said[(n * 7919) % said.length] ?? '').split(' ').slice(0, 8 + (n % 5) * 8);
			return words.map((word, at) => (at % 5 === 3 ? wordOf(n * 31 + at) : word)).join(' ');
		});
		const paths = typed.map(
			(words, n) =>
				`/en/${space}/consultations/similar/similar?on=P${(n % 60) + 1}&in=en&words=${encodeURIComponent(words)}`
		);
		// Each asker has a network of their own, by the header a proxy would set.
		const requests = paths.map((path, n) =>
			get(server.port, path, { 'x-forwarded-for': `10.${n % 250}.${n >> 8}.${n & 255}` })
		);
		const found = await median(
			() => load(stage, { port: server.port, connections: 2, requests }),
			'p95'
		);
		const others = Object.entries(found.statuses).filter(([status]) => status !== '200');
		if (others.length) throw new Error(`Answers: ${JSON.stringify(found.statuses)}`);
		return [
			atMost('similar', found.p95, 'ms p95', 50),
			told('similar: half of them', found.p50, 'ms'),
			told('similar: rate', found.perSecond, 'a second'),
			told('similar: remarks', said.length, 'remarks')
		];
	} finally {
		await server.stop();
	}
}

/** The words of an invented language, four thousand of them, as unevenly used as those of a real one. */
const syllables = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu'.split(' ');
export function wordOf(n: number) {
	const rank = Math.floor(4_000 ** ((Math.imul(n + 1, 2654435761) >>> 0) / 2 ** 32));
	let [word, left] = ['', rank];
	do {
		word += syllables[left % syllables.length];
		left = Math.floor(left / syllables.length);
	} while (left > 0);
	return word;
}

/** So many remarks of 15 to 70 words, no two alike. */
export async function seedSaid(
	{ db }: Stage,
	place: Place,
	text: Text,
	count: number,
	{ references = 500_000_000, sentence = '' } = {}
) {
	// Where they are to have something in common, one in five begins with one of twenty phrases.
	const phrase = (n: number) =>
		sentence && n % 5 === 0
			? `${sentence} ${Array.from({ length: 10 }, (_, at) => wordOf((n % 100) * 977 + at * 13)).join('ment ')} `
			: '';
	const bodies = Array.from(
		{ length: count },
		(_, n) =>
			phrase(n) + Array.from({ length: 15 + (n % 56) }, (_, at) => wordOf(n * 101 + at)).join(' ')
	);
	const people = place.people.map(({ id }) => id);
	await sql`
		insert into contribution (id, reference, space_id, consultation_id, kind, place, unit_id, version_id, person_id,
			author_name, body, lang, visibility, received_at)
		select id, reference(n::int + ${references}::int), ${place.spaceId}, ${text.id}, 'comment', 'unit',
			(${text.unitIds}::uuid[])[n % ${text.unitIds.length} + 1], ${text.versionId},
			(${people}::uuid[])[n % ${people.length} + 1], 'Person ' || n, body, 'en', 'public',
			now() - interval '9 days' + n * interval '1 second'
		from unnest(${bodies.map(() => newId())}::uuid[], ${bodies}::text[]) with ordinality as r (id, body, n)`.execute(
		db
	);
	await sql`vacuum analyze contribution`.execute(db);
	return bodies;
}
