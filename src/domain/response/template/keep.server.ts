/** Keeps a template. A changed one takes the place of the one before, which drafts begun with it still know. */

import { roleFor } from '#domain/consultation/acting.server.ts';
import { now } from '#domain/clock.server.ts';
import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Database } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import { record } from '#domain/ledger/ledger.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { end } from './end.server.ts';
import { templateFrom, type TemplateFault, type Typed } from './template.ts';

export type Kept =
	| { ok: true; id: string }
	| { ok: false; obstacle: { code: 'not_allowed' } | { code: 'missing' } }
	| { ok: false; obstacle: { code: 'invalid'; faults: TemplateFault[] } }
	| { ok: false; obstacle: { code: 'too_many_templates'; limit: number } };

export const mostTemplates = 100;

export function keepTemplate(
	db: Database,
	by: Viewer,
	spaceId: string,
	typed: Typed,
	instead: string | null = null
): Promise<Kept> {
	return inOne(db, async (tx): Promise<Kept> => {
		const role = roleFor(by, 'template.keep', spaceId);
		if (!role) return { ok: false, obstacle: { code: 'not_allowed' } };
		const { template, faults } = templateFrom(typed);
		if (faults.length) return { ok: false, obstacle: { code: 'invalid', faults } };
		const { n } = await tx
			.selectFrom('responseTemplate')
			.select((eb) => eb.fn.countAll<number>().as('n'))
			.where('spaceId', '=', spaceId)
			.where('endedAt', 'is', null)
			.executeTakeFirstOrThrow();
		if (instead) {
			const ended = await end(tx, by, spaceId, instead);
			if (!ended.ok) return ended;
		} else if (n >= mostTemplates)
			return { ok: false, obstacle: { code: 'too_many_templates', limit: mostTemplates } };
		const id = newId();
		const at = await now(tx);
		await tx
			.insertInto('responseTemplate')
			.values({ id, spaceId, ...template, parts: JSON.stringify(template.parts), byId: by.id, at })
			.execute();
		const about: [string, string] = ['response_template', id];
		await record(tx, { spaceId, type: 'template.kept', about, role, personId: by.id, at });
		return { ok: true, id };
	});
}
