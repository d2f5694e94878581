/** Says which column is what and what holds for the whole file; then its rows are checked in the background. */

import type { Viewer } from '../accounts/viewer.ts';
import { acting, type Barred } from '../consultation/acting.server.ts';
import { isTongue } from '../contribution/languages.ts';
import type { Database } from '../database.server.ts';
import { enqueue } from '../jobs.server.ts';
import { collapse } from '../text/characters.ts';
import { columnsIn } from './columns.ts';
import { dayObstacle, isChannel, isConsent, longest, type DayObstacle } from './elsewhere.ts';
import { entersPrivate, periodOf } from './facts.server.ts';
import { importById } from './store.server.ts';

export type MapObstacle =
	| Barred['obstacle']
	| { code: 'already_over' | 'no_body' | 'bad_columns' | 'no_channel' | 'no_consent' }
	| { code: 'no_lang' | 'secretariat_only' }
	| { code: 'source_long'; limit: number }
	| DayObstacle;

type Mapped = { ok: true } | { ok: false; obstacle: MapObstacle };
const refused = (obstacle: MapObstacle): Mapped => ({ ok: false, obstacle });

export type Mapping = { consultationId: string; id: string; sent: Record<string, string> };

export function map(
	db: Database,
	by: Viewer,
	{ consultationId, id, sent }: Mapping
): Promise<Mapped> {
	return acting(db, by, 'contribution.enter', consultationId, 'shared', async (scene) => {
		const { tx, consultation, at } = scene;
		const period = await periodOf(tx, consultation);
		const one = await importById(tx, by, consultation, id);
		if (!period || !one) return refused({ code: 'missing' });
		const columns = columnsIn(sent, one.header.length);
		if (!columns) return refused({ code: 'bad_columns' });
		if (columns.body === undefined) return refused({ code: 'no_body' });
		const { channel, consent, day: receivedOn = '', lang = '' } = sent;
		const source = collapse(sent.source ?? '');
		if (!isChannel(channel)) return refused({ code: 'no_channel' });
		if (!isConsent(consent)) return refused({ code: 'no_consent' });
		if (!isTongue(lang)) return refused({ code: 'no_lang' });
		const wrongDay = dayObstacle(receivedOn, period, at);
		if (wrongDay) return refused(wrongDay);
		if ([...source].length > longest.source)
			return refused({ code: 'source_long', limit: longest.source });
		const mayPrivate = entersPrivate(by, consultation.spaceId);
		if (consent === 'private' && !mayPrivate) return refused({ code: 'secretariat_only' });

		const changed = await tx
			.updateTable('contributionImport')
			.set({
				...{ state: 'checking', done: 0, columns: JSON.stringify(columns) },
				...{ channel, consent, receivedOn, lang, source }
			})
			.where('id', '=', id)
			.where('state', 'in', ['mapping', 'checked'])
			.returning('id')
			.executeTakeFirst();
		if (!changed) return refused({ code: 'already_over' });
		await enqueue(tx, 'check_elsewhere', { id, mayPrivate }, { jobKey: `check elsewhere ${id}` });
		return { ok: true };
	});
}
