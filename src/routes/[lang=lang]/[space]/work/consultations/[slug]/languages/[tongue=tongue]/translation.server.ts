/** A text in another language as staff work on it, whatever page of it they are on. */

import { error, redirect } from '@sveltejs/kit';
import { base, progressOf, rowsOf, wordFields } from '#domain/translation/content.ts';
import { keyNamed } from '#domain/translation/names.ts';
import type { Operation } from '#domain/translation/operation.ts';
import { revise, type Revision } from '#domain/translation/revise.server.ts';
import { originalsOf } from '#domain/translation/source.server.ts';
import { contentAt, draftOf } from '#domain/translation/store.server.ts';
import { fieldsOf } from '#platform/forms.server.ts';
import { refuse } from '../../../../refuse.server.ts';
import { found } from '../../found.server.ts';

type Asked = { locals: App.Locals; params: { slug: string; tongue: string } };

/** Both texts, row by row; 404 where the consultation has no such language. */
export async function besideOf(event: Asked) {
	const { row, state } = await found(event);
	const { db } = event.locals;
	const { tongue } = event.params;
	const draft = await draftOf(db, row.id, tongue);
	if (!draft || base(tongue) === base(row.language)) error(404);
	const [content, originals] = await Promise.all([
		contentAt(db, row.id, tongue, draft.revision),
		originalsOf(db, row)
	]);
	const rows = rowsOf(originals, content.pieces, tongue);
	return { row, state, tongue, draft, content, originals, rows, progress: progressOf(rows) };
}

type Sent = Asked & { request: Request };
export type Fields = Record<string, string>;

/** Takes a step; what the form says and what was in the way, or the fields once it is done. */
export async function stepOf(event: Sent) {
	const { db, viewer } = event.locals;
	if (!viewer) error(401);
	const { row } = await found(event);
	const { tongue } = event.params;
	if (!(await draftOf(db, row.id, tongue))) error(404);
	const sent = await fieldsOf(event.request);
	const originals = sent.op === 'link' ? await originalsOf(db, row) : [];
	const operation = operationOf(sent, (typed) => keyNamed(originals, typed));
	if (!operation || !/^\d{1,9}$/.test(sent.revision ?? ''))
		return { ok: false as const, refusal: refuse({ code: 'unclear' }, sent) };
	const step = { lang: tongue, seen: Number(sent.revision), operation };
	const done = await revise(db, viewer, row.id, step);
	if (!done.ok) return { ok: false as const, refusal: refuse(done.obstacle, sent) };
	return { ok: true as const, sent };
}

/** Back to both texts, to the place that was worked on. */
export function toBeside({ locals: { lang, space }, params }: Asked, sent: Fields): never {
	const page = /^\d{1,3}$/.test(sent.page ?? '') ? sent.page : '1';
	const show = sent.show === 'open' ? '&show=open' : '';
	const place = /^[a-z0-9-]{1,40}$/.test(sent.place ?? '') ? `#${sent.place}` : '#steps';
	const home = `/${lang}/${space.slug}/work/consultations/${params.slug}/languages/${params.tongue}`;
	redirect(303, `${home}?page=${page}${show}${place}`);
}

/** The step a form asks for: its shape only; null when it is none of ours. */
function operationOf(
	sent: Fields,
	keyOf: (typed: string) => string | null
): Revision['operation'] | null {
	const { op = '', text = '' } = sent;
	if (op === 'undo' || op === 'redo' || op === 'align') return { op };
	if (op === 'words')
		return {
			op,
			words: Object.fromEntries(wordFields.map((field) => [field, sent[field] ?? '']))
		};
	if (op === 'write') return { op, to: sent.to ?? '', text };
	if (!/^\d{1,6}$/.test(sent.at ?? '')) return null;
	const at = Number(sent.at);
	if (op === 'reword') return { op, at, text };
	// A unit nobody knows is refused by the draft itself.
	if (op === 'link') return { op, at, to: keyOf(sent.name ?? '') ?? '' };
	const simple = ['unlink', 'exclude', 'include', 'merge', 'retype', 'down', 'up'] as const;
	const one = simple.find((word) => word === op);
	return one ? ({ op: one, at } as Operation) : null;
}
