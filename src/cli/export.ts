/** folkmoot export: a consultation's public data, as its export page gives them. */

import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { now } from '#domain/clock.server.ts';
import { stateOf } from '#domain/consultation/consultation.ts';
import type { Database } from '#domain/database.server.ts';
import { formats, isFormat, isTable, tables } from '#domain/open-data/dictionary.ts';
import { counts } from '#domain/open-data/counts.server.ts';
import * as store from '#domain/open-data/store.server.ts';
import { takeAway } from '#domain/open-data/take-away.server.ts';
import { possibleIn } from '#domain/policy/acts.ts';
import { exit, Fault, Misuse, progress, read, type Command } from './command.ts';
import { withDatabase } from './database.ts';

export const command: Command = {
	does: 'write the public data of a consultation as CSV or JSON',
	help: `Usage: folkmoot export --consultation SLUG [options]

  --consultation SLUG  the last part of the consultation's address
  --space SLUG         needed only where two spaces have a consultation of that name
  --what TABLE         ${tables.join(', ')} (contributions when not given)
  --format FORMAT      ${formats.join(' or ')} (csv when not given)
  --out FILE           where to write; standard output when not given

Only what is public is written; hidden and withdrawn contributions keep their line without text.`,
	async run(args) {
		const { values } = read(args, {
			consultation: { type: 'string' },
			space: { type: 'string' },
			what: { type: 'string', default: 'contributions' },
			format: { type: 'string', default: 'csv' },
			out: { type: 'string' }
		});
		const { consultation: slug, what, format, out } = values;
		if (!slug) throw new Misuse('Say which consultation: --consultation SLUG');
		if (!isTable(what)) throw new Misuse(`--what is one of: ${tables.join(', ')}`);
		if (!isFormat(format)) throw new Misuse(`--format is one of: ${formats.join(', ')}`);
		await withDatabase(async ({ db }) => {
			const consultation = await find(db, slug, values.space);
			const origin = process.env.FOLKMOOT_ORIGIN ?? `http://localhost:${process.env.PORT ?? 3000}`;
			const total = (await counts(db, consultation))[what];
			const source = { origin: new URL(origin).origin, consultation };
			await write(
				takeAway(db, source, what, format),
				out ? createWriteStream(out) : process.stdout,
				total
			);
		});
		return exit.fine;
	}
};

async function find(db: Database, slug: string, space: string | undefined) {
	const spaces = await db
		.selectFrom('space')
		.innerJoin('consultation', 'consultation.spaceId', 'space.id')
		.select(['space.id', 'space.slug'])
		.where('consultation.slug', '=', slug)
		.execute();
	const fitting = spaces.filter((one) => space === undefined || one.slug === space);
	if (fitting.length > 1) {
		throw new Misuse(
			`Several spaces have a consultation “${slug}”; say which: --space ${fitting.map((one) => one.slug).join(' or --space ')}`
		);
	}
	const found = fitting[0] && (await store.bySlug(db, fitting[0].id, slug));
	if (!found || !possibleIn('export.read', stateOf(found, await now(db)))) {
		throw new Fault(`There is no public consultation “${slug}”.`);
	}
	return found;
}

async function write(pieces: AsyncIterable<string>, to: Writable, total: number) {
	const failed = new Promise<never>((_, reject) => to.once('error', reject));
	let bytes = 0;
	const say = (done: boolean) =>
		progress(`${total} rows, ${(bytes / 1e6).toFixed(1)} MB${done ? '' : ' …'}`, done);
	for await (const piece of pieces) {
		bytes += Buffer.byteLength(piece);
		if (!to.write(piece)) await Promise.race([once(to, 'drain'), failed]);
		say(false);
	}
	if (to !== process.stdout) {
		to.end();
		await Promise.race([finished(to), failed]);
	}
	say(true);
}
