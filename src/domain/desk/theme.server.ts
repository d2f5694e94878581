/** Gives contributions a theme, or takes it from them; those it makes no difference to are left out. */

import { sql } from 'kysely';
import type { Viewer } from '../accounts/viewer.ts';
import { acting, type Barred, type Scene } from '../consultation/acting.server.ts';
import { touch } from '../consultation/lock.server.ts';
import type { Database } from '../database.server.ts';
import { themeAt } from '../theme/store.server.ts';
import { chosen, type ChoiceObstacle, type Chosen, type ChosenRow } from './chosen.server.ts';
import { recordDeed } from './record.server.ts';

export type Done = { ok: true; actId: string; count: number };
export type ThemeObstacle =
	Barred['obstacle'] | ChoiceObstacle | { code: 'no_such_theme' } | { code: 'no_change' };
export type ThemeOutcome = Done | { ok: false; obstacle: ThemeObstacle };

type Asked = { which: Chosen; theme: string };

const no = (obstacle: ThemeObstacle) => ({ ok: false as const, obstacle });

export const giveTheme = (db: Database, by: Viewer, consultationId: string, asked: Asked) =>
	change(db, by, consultationId, asked, 'theme_given');

export const takeTheme = (db: Database, by: Viewer, consultationId: string, asked: Asked) =>
	change(db, by, consultationId, asked, 'theme_taken');

type Kind = 'theme_given' | 'theme_taken';

const change = (db: Database, by: Viewer, id: string, { which, theme: slug }: Asked, kind: Kind) =>
	acting<ThemeOutcome>(db, by, 'desk.sort', id, 'shared', async (scene) => {
		const { tx, consultation } = scene;
		const theme = await themeAt(tx, consultation.spaceId, slug);
		if (!theme || theme.mergedInto) return no({ code: 'no_such_theme' });
		const rows = await chosen(scene, by, which);
		if ('code' in rows) return no(rows);
		const changed = await (kind === 'theme_given' ? give : take)(scene, theme.id, rows);
		const those = rows.filter((row) => changed.has(row.id));
		if (those.length === 0) return no({ code: 'no_change' });
		const actId = await recordDeed(scene, { kind, themeId: theme.id }, those);
		await touch(tx, consultation.id);
		return { ok: true, actId, count: those.length };
	});

async function give({ tx, at, personId }: Scene, themeId: string, rows: readonly ChosenRow[]) {
	const { rows: given } = await sql<{ contributionId: string }>`
		insert into contribution_theme (contribution_id, theme_id, by_id, at)
		select id, ${themeId}, ${personId}, ${at} from unnest(${rows.map(({ id }) => id)}::uuid[]) as id
		on conflict do nothing returning contribution_id`.execute(tx);
	return new Set(given.map(({ contributionId }) => contributionId));
}

async function take({ tx }: Scene, themeId: string, rows: readonly ChosenRow[]) {
	const { rows: taken } = await sql<{ contributionId: string }>`
		delete from contribution_theme
		where theme_id = ${themeId} and contribution_id = any (${rows.map(({ id }) => id)}::uuid[])
		returning contribution_id`.execute(tx);
	return new Set(taken.map(({ contributionId }) => contributionId));
}
