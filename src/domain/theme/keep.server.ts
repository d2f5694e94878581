/** Themes as staff keep them: begun, renamed, and merged when two turn out to be one. */

import { sql } from 'kysely';
import type { Standing, Viewer } from '#domain/accounts/viewer.ts';
import { now } from '#domain/clock.server.ts';
import { roleFor } from '#domain/consultation/acting.server.ts';
import { slugFrom } from '#domain/consultation/details.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import * as ledger from '#domain/ledger/ledger.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { themeAt, themesIn } from './store.server.ts';
import { checked, mostThemes, type Kept, type ThemeFault } from './theme.ts';

export type KeepObstacle =
	| { code: 'not_allowed' }
	| { code: 'missing' }
	| { code: 'too_many_themes'; limit: number }
	| { code: 'same_theme' }
	| { code: 'no_such_theme' }
	| ThemeFault;
export type KeepOutcome = { ok: true; slug: string } | { ok: false; obstacle: KeepObstacle };

const no = (obstacle: KeepObstacle) => ({ ok: false as const, obstacle });

type Scene = { tx: Transaction; at: Date; role: Standing };

/** Keepers of one space's themes act one after the other. */
const keeping = (
	db: Database,
	by: Viewer,
	spaceId: string,
	then: (scene: Scene) => Promise<KeepOutcome>
) =>
	inOne(db, async (tx) => {
		const role = roleFor(by, 'theme.keep', spaceId);
		if (!role) return no({ code: 'not_allowed' });
		await sql`select pg_advisory_xact_lock(hashtextextended(${`themes:${spaceId}`}, 0))`.execute(
			tx
		);
		return then({ tx, at: await now(tx), role });
	});

/** Begins a theme; its address is made from its first name. */
export const begin = (db: Database, by: Viewer, spaceId: string, asked: Kept) =>
	keeping(db, by, spaceId, async ({ tx, at, role }) => {
		const found = checked(asked);
		if (!found.ok) return no(found.fault);
		const standing = await themesIn(tx, spaceId);
		if (standing.length >= mostThemes) return no({ code: 'too_many_themes', limit: mostThemes });
		const id = newId();
		const slug = await freeSlug(tx, spaceId, slugFor(Object.values(found.names)));
		const names = JSON.stringify(found.names);
		await tx
			.insertInto('theme')
			.values({ id, spaceId, slug, names, basis: asked.basis, byId: by.id, at })
			.execute();
		const about: [string, string] = ['theme', id];
		await ledger.record(tx, { spaceId, type: 'theme.begun', about, role, personId: by.id, at });
		return { ok: true, slug };
	});

/** Gives a theme other names or another basis; its address stays. */
export const rename = (db: Database, by: Viewer, spaceId: string, slug: string, asked: Kept) =>
	keeping(db, by, spaceId, async ({ tx, at, role }) => {
		const theme = await themeAt(tx, spaceId, slug);
		if (!theme || theme.mergedInto) return no({ code: 'missing' });
		const found = checked(asked);
		if (!found.ok) return no(found.fault);
		await tx
			.updateTable('theme')
			.set({ names: JSON.stringify(found.names), basis: asked.basis })
			.where('id', '=', theme.id)
			.execute();
		await touchAll(tx, theme.id);
		const about: [string, string] = ['theme', theme.id];
		await ledger.record(tx, { spaceId, type: 'theme.renamed', about, role, personId: by.id, at });
		return { ok: true, slug };
	});

/** Makes one theme part of another: what carried it carries the other, its followers follow it, its address leads there. */
export const merge = (db: Database, by: Viewer, spaceId: string, slug: string, into: string) =>
	keeping(db, by, spaceId, async ({ tx, at, role }) => {
		const [theme, target] = [await themeAt(tx, spaceId, slug), await themeAt(tx, spaceId, into)];
		if (!theme || theme.mergedInto) return no({ code: 'missing' });
		if (!target || target.mergedInto) return no({ code: 'no_such_theme' });
		if (theme.id === target.id) return no({ code: 'same_theme' });
		await touchAll(tx, theme.id);
		const { numAffectedRows } = await sql`
			insert into contribution_theme (contribution_id, theme_id, by_id, at)
			select contribution_id, ${target.id}, by_id, at from contribution_theme where theme_id = ${theme.id}
			on conflict do nothing`.execute(tx);
		await tx.deleteFrom('contributionTheme').where('themeId', '=', theme.id).execute();
		await sql`
			insert into follow (person_id, target, target_id, pace, at)
			select person_id, target, ${target.id}, pace, at from follow
			where target = 'theme' and target_id = ${theme.id}
			on conflict do nothing`.execute(tx);
		await tx
			.deleteFrom('follow')
			.where('target', '=', 'theme')
			.where('targetId', '=', theme.id)
			.execute();
		await tx
			.updateTable('theme')
			.set({ mergedInto: target.id })
			.where((eb) => eb.or([eb('id', '=', theme.id), eb('mergedInto', '=', theme.id)]))
			.execute();
		await ledger.record(tx, {
			...{ spaceId, type: 'theme.merged', about: ['theme', theme.id], role, personId: by.id, at },
			payload: { into: target.id, count: Number(numAffectedRows ?? 0n) }
		});
		return { ok: true, slug: target.slug };
	});

/** Every consultation in which something carries the theme shows it. */
const touchAll = (tx: Transaction, themeId: string) =>
	sql`select touch(id) from (
		select distinct k.consultation_id as id from contribution_theme x
		join contribution k on k.id = x.contribution_id where x.theme_id = ${themeId}
	) those`.execute(tx);

/** From the first name that can be written in an address; `none` stands for no theme there. */
function slugFor(names: readonly string[]): string {
	const name = names.find((one) => /\p{Script=Latin}|\p{Script=Cyrillic}/u.test(one));
	const slug = name ? slugFrom(name).slice(0, 60) : 'theme';
	return slug === 'none' ? 'theme-none' : slug;
}

async function freeSlug(tx: Transaction, spaceId: string, wanted: string): Promise<string> {
	const { rows } = await sql<{ slug: string }>`
		select slug from theme where space_id = ${spaceId} and starts_with(slug, ${wanted})`.execute(tx);
	const taken = new Set(rows.map(({ slug }) => slug));
	let slug = wanted;
	for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`;
	return slug;
}
