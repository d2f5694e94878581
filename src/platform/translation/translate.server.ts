/** Asks the machine for what it has not translated before, a few readers at a time; its failures are remembered for a moment. */

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { clean } from '#domain/text/characters.ts';
import { base } from '#domain/translation/content.ts';
import type { Database } from '#domain/database.server.ts';
import type { House } from '../house.server.ts';
import { libreTranslate } from './libre-translate.server.ts';
import { failed, limits, type Asked, type Translated, type Translator } from './translator.ts';

/** Askings under way at once; more are told to come back. */
const mostAtOnce = 4;
/** How long a machine that failed is let be, in milliseconds: nobody waits ten seconds for nothing. */
const pause = 15_000;

type Machine = {
	translator: Translator;
	asking: number;
	/** Until when it is let be, on the process's monotonic clock. */
	rests: number;
	/** What is being asked for just now, by its hash: many readers of one page ask once. */
	underWay: Map<string, Promise<Translated>>;
};

export const machineFor = (translator: Translator): Machine => ({
	translator,
	asking: 0,
	rests: 0,
	underWay: new Map()
});

const machines = new WeakMap<House, Machine>();

/** The machine the operator named; null when translation is off. */
export function machineOf(house: House): Machine | null {
	const { translation } = house.config;
	if (!translation) return null;
	const known = machines.get(house) ?? machineFor(libreTranslate(translation));
	machines.set(house, known);
	return known;
}

/** Whose words these are, when they are somebody's: their translations go when they do. */
export type About = { contributionId: string | null };

export async function translate(
	db: Database,
	machine: Machine,
	asked: Asked,
	about: About
): Promise<Translated> {
	const { texts } = asked;
	const characters = texts.reduce((all, text) => all + text.length, 0);
	if (characters > limits.characters || texts.length > limits.texts) return failed('too_long');
	const tongues = { from: base(asked.from), to: base(asked.to) };
	const hashes = texts.map((text) => hashOf(machine.translator.name, tongues, text));
	const known = await keptOf(db, hashes);
	const textOf = (hash: string) => texts[hashes.indexOf(hash)] ?? '';
	const missing = [...new Set(hashes)].filter(
		(hash) => !known.has(hash) && textOf(hash).trim() !== ''
	);
	if (missing.length) {
		const wanted = missing.map(textOf);
		const answered = await together(machine, missing.join(), { texts: wanted, ...tongues });
		if (!answered.ok) return answered;
		const fresh = missing.map((hash, at) => [hash, clean(answered.texts[at] ?? '')] as const);
		for (const [hash, body] of fresh) known.set(hash, body);
		await keep(db, fresh, about);
	}
	return { ok: true, texts: texts.map((text, at) => known.get(hashes[at] ?? '') ?? text) };
}

async function together(machine: Machine, key: string, asked: Asked): Promise<Translated> {
	const asking = machine.underWay.get(key);
	if (asking) return asking;
	if (performance.now() < machine.rests) return failed('down');
	if (machine.asking >= mostAtOnce) return failed('busy');
	machine.asking++;
	const answer = machine.translator.translate(asked).finally(() => {
		machine.asking--;
		machine.underWay.delete(key);
	});
	machine.underWay.set(key, answer);
	const answered = await answer;
	if (!answered.ok && answered.obstacle.code === 'down') machine.rests = performance.now() + pause;
	return answered;
}

const hashOf = (name: string, { from, to }: { from: string; to: string }, text: string) =>
	createHash('sha256')
		.update(JSON.stringify([name, from, to, text]))
		.digest('base64url');

async function keptOf(db: Database, hashes: readonly string[]) {
	const rows = await db
		.selectFrom('machineTranslation')
		.select(['hash', 'body'])
		.where('hash', '=', sql<string>`any (${[...hashes]}::text[])`)
		.execute();
	return new Map(rows.map(({ hash, body }) => [hash, body]));
}

async function keep(
	db: Database,
	fresh: readonly (readonly [string, string])[],
	{ contributionId }: About
) {
	await db
		.insertInto('machineTranslation')
		.values(fresh.map(([hash, body]) => ({ hash, body, contributionId })))
		.onConflict((on) => on.column('hash').doNothing())
		.execute();
}

/** The most translations that are kept, and for how long. */
const most = 50_000;

/** Forgets old translations, those over the number, and those of words that no longer stand. */
export async function forgetTranslations(db: Database): Promise<void> {
	await sql`delete from machine_translation where at < clock_timestamp() - interval '30 days'`.execute(
		db
	);
	await sql`delete from machine_translation m using contribution c
		where c.id = m.contribution_id and (c.state <> 'published' or c.redacted or c.edited_at > m.at)`.execute(
		db
	);
	await sql`delete from machine_translation where at <
		(select at from machine_translation order by at desc offset ${most} limit 1)`.execute(db);
}
