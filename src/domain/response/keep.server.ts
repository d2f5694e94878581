/** Writes a revision of a draft: its columns, its links, and the revision itself. */

import type { Transaction } from '#domain/database.server.ts';
import { parts, type Fields } from './response.ts';

type Saved = { id: string; revision: number; by: string; at: Date; templateId?: string | null };

/** The columns of a response that its fields fill. */
export const columnsOf = (fields: Fields) => ({
	kind: fields.kind,
	lang: fields.lang,
	...Object.fromEntries(parts.map((part) => [part, fields[part]])),
	decidedBy: fields.decidedBy,
	consideredOn: fields.consideredOn,
	agencyId: fields.agencyId
});

export async function keepRevision(tx: Transaction, saved: Saved, fields: Fields): Promise<void> {
	const { id, revision, by, at, templateId } = saved;
	await tx
		.updateTable('reasonedResponse')
		.set({
			...columnsOf(fields),
			...{ revision, changedBy: by, changedAt: at, publishObstacle: null },
			...(templateId === undefined ? {} : { templateId })
		})
		.where('id', '=', id)
		.execute();
	await keepRevisionRow(tx, saved, fields);
	await keepLinks(tx, id, fields);
}

/** What a revision says, as it was saved. */
export async function keepRevisionRow(tx: Transaction, saved: Saved, fields: Fields) {
	const { id: responseId, revision, by: byId, at } = saved;
	await tx
		.insertInto('reasonedResponseRevision')
		.values({ responseId, revision, fields: JSON.stringify(fields), byId, at })
		.execute();
}

export async function keepLinks(tx: Transaction, responseId: string, fields: Fields) {
	await tx.deleteFrom('reasonedResponseLink').where('responseId', '=', responseId).execute();
	const rows = [
		...fields.units.map((unitId) => ({ kind: 'unit', unitId, title: '', href: null })),
		...fields.references.map((one) => ({ ...one, unitId: null }))
	].map((row, n) => ({ responseId, n: n + 1, ...row }));
	if (rows.length) await tx.insertInto('reasonedResponseLink').values(rows).execute();
}
