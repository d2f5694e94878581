/** Saves a draft: every save is a revision, and one made on an older revision meets the newer instead of replacing it. */

import type { Viewer } from '#domain/accounts/viewer.ts';
import type { Scene } from '#domain/consultation/acting.server.ts';
import { isTongue } from '#domain/contribution/languages.ts';
import type { Database, Transaction } from '#domain/database.server.ts';
import { inOne } from '#domain/transaction.server.ts';
import { keepRevision } from './keep.server.ts';
import { alike, merge, type Merge } from './merge.ts';
import { onDraft, type Draft, type Fixed } from './on-draft.server.ts';
import { parts, type Fields } from './response.ts';
import { fieldsFrom, type Typed, type TypedFault } from './typed.ts';
import { unitsNumbered } from './units.server.ts';

export type Sent = {
	/** The revision its writer had before them. */
	seen: number;
	typed: Typed;
	/** A template whose words fill what is still empty. */
	templateId?: string;
};

/** What stands there now that its writer had not seen. */
export type Newer = Merge & {
	code: 'changed_meanwhile';
	revision: number;
	by: string | null;
	at: Date;
	/** What they say, whole, and what was sent. */
	others: Fields;
	sent: Fields;
};

export type Saved =
	| { ok: true; revision: number; fields: Fields }
	| Fixed
	| { ok: false; obstacle: { code: 'invalid'; faults: TypedFault[] } }
	| { ok: false; obstacle: { code: 'no_such_template' } }
	| { ok: false; obstacle: Newer };

export const save = (db: Database, by: Viewer, id: string, sent: Sent): Promise<Saved> =>
	inOne(db, (tx) =>
		onDraft(tx, by, 'response.draft', id, (scene, draft) => saveIn(scene, draft, sent))
	);

/** The same inside another act that begins with saving. */
export async function saveIn(scene: Scene, draft: Draft, sent: Sent): Promise<Saved> {
	const { tx, at, personId, consultation } = scene;
	const read = await fieldsIn(tx, consultation, draft, sent.typed);
	if (!read.ok) return read;
	if (sent.seen !== draft.revision) {
		const newer = await newerThan(tx, draft, sent.seen, read.fields);
		if (newer) return { ok: false, obstacle: newer };
	}
	const template = sent.templateId
		? await templateOf(tx, consultation.spaceId, sent.templateId)
		: null;
	if (template === undefined) return { ok: false, obstacle: { code: 'no_such_template' } };
	const fields = template ? filled(read.fields, template) : read.fields;
	if (alike(fields, draft.fields) && !template)
		return { ok: true, revision: draft.revision, fields };
	const revision = draft.revision + 1;
	const templateId = template ? { templateId: template.id } : {};
	await keepRevision(tx, { id: draft.id, revision, by: personId, at, ...templateId }, fields);
	return { ok: true, revision, fields };
}

/** What was typed as fields, with units and agency looked up. */
async function fieldsIn(
	tx: Transaction,
	{ id, spaceId }: { id: string; spaceId: string },
	draft: Draft,
	typed: Typed
): Promise<{ ok: true; fields: Fields } | (Saved & { ok: false })> {
	const { fields, numbers, faults } = fieldsFrom(typed);
	const known = faults.some(({ field }) => field === 'units')
		? new Map<number, string>()
		: await unitsNumbered(tx, id, numbers, draft.fields.units);
	for (const number of faults.some(({ field }) => field === 'units') ? [] : numbers)
		if (!known.has(number))
			faults.push({ code: 'no_such_unit', field: 'units', number: `P${number}` });
	if (
		fields.agencyId &&
		!faults.some(({ field }) => field === 'agencyId') &&
		!(await answers(tx, spaceId, fields.agencyId))
	)
		faults.push({ code: 'no_such_agency', field: 'agencyId' });
	if (faults.length) return { ok: false, obstacle: { code: 'invalid', faults } };
	const lang = isTongue(fields.lang) ? fields.lang : draft.fields.lang;
	return { ok: true, fields: { ...fields, lang, units: [...known.values()] } };
}

/** Whether an organisation is verified in a space, so that it can be said to answer. */
export async function answers(tx: Database, spaceId: string, id: string): Promise<boolean> {
	const row = await tx
		.selectFrom('organisation')
		.select('id')
		.where('id', '=', id)
		.where('spaceId', '=', spaceId)
		.where('verifiedAt', 'is not', null)
		.executeTakeFirst();
	return row !== undefined;
}

/** What came meanwhile; null when nothing was written here, or the same. */
async function newerThan(
	tx: Transaction,
	draft: Draft,
	seen: number,
	sent: Fields
): Promise<Newer | null> {
	const rows = await tx
		.selectFrom('reasonedResponseRevision as v')
		.leftJoin('person', 'person.id', 'v.byId')
		.select(['v.revision', 'v.fields', 'v.at', 'person.name'])
		.where('v.responseId', '=', draft.id)
		.where('v.revision', 'in', [seen, draft.revision])
		.execute();
	const now = rows.find(({ revision }) => revision === draft.revision);
	// A revision that never was is nobody's base: everything that differs is then a choice.
	const base = rows.find(({ revision }) => revision === seen)?.fields as unknown as
		Fields | undefined;
	if (!now || alike(sent, draft.fields)) return null;
	const blank = Object.fromEntries(Object.keys(sent).map((name) => [name, undefined]));
	const met = merge(base ?? (blank as unknown as Fields), sent, draft.fields);
	const { revision, at, name } = now;
	return { code: 'changed_meanwhile', revision, by: name, at, ...met, others: draft.fields, sent };
}

type Template = { id: string; kind: string | null; parts: Record<string, string> };

async function templateOf(tx: Transaction, spaceId: string, id: string) {
	const row = await tx
		.selectFrom('responseTemplate')
		.select(['id', 'kind', 'parts'])
		.where('id', '=', id)
		.where('spaceId', '=', spaceId)
		.where('endedAt', 'is', null)
		.executeTakeFirst();
	return row && ({ ...row, parts: row.parts as Record<string, string> } satisfies Template);
}

/** A template fills what is empty and leaves what is written. */
function filled(fields: Fields, template: Template): Fields {
	const words = Object.fromEntries(
		parts.map((part) => [part, fields[part] || (template.parts[part] ?? '')])
	);
	return { ...fields, ...words, kind: fields.kind ?? (template.kind as Fields['kind']) };
}
