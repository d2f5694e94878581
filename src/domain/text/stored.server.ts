/** Units as they are kept: what comes back from the database or a form has to be one. */

import { z } from 'zod';
import { safeLink } from './split/inline.ts';
import { kinds, markers, type Unit } from './unit.ts';

const on = z.literal(true).optional();
const run = z.strictObject({
	text: z.string(),
	em: on,
	strong: on,
	code: on,
	sup: on,
	sub: on,
	href: z
		.string()
		.refine((href) => safeLink(href) !== null)
		.optional(),
	note: z.int().min(0).optional()
});
const runs = z.array(run);
const notes = z.array(z.strictObject({ label: z.string(), runs })).optional();

const listing = {
	marker: z.enum(markers),
	start: z.int(),
	get items() {
		return z.array(item);
	}
};
const item = z.strictObject({
	get parts(): z.ZodArray<z.ZodType> {
		return z.array(
			z.union([z.strictObject({ runs }), z.strictObject({ list: z.strictObject(listing) })])
		);
	}
});

const cells = z.array(z.array(runs));
const lang = z.string().min(1);
const level = z.literal([1, 2, 3, 4, 5, 6]);

const bodies = {
	heading: z.strictObject({ runs, notes }),
	paragraph: z.strictObject({ runs, notes }),
	list: z.strictObject({ ...listing, lead: runs.optional(), notes }),
	table: z.strictObject({ caption: runs.optional(), head: cells, rows: cells, notes }),
	quote: z.strictObject({ paragraphs: z.array(runs), notes }),
	code: z.strictObject({ code: z.string() }),
	figure: z.strictObject({ alt: z.string(), caption: runs.optional(), notes })
} satisfies Record<(typeof kinds)[number], z.ZodType>;

const shape = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('heading'), level, lang, body: bodies.heading }),
	z.strictObject({ kind: z.literal('paragraph'), lang, body: bodies.paragraph }),
	z.strictObject({ kind: z.literal('list'), lang, body: bodies.list }),
	z.strictObject({ kind: z.literal('table'), lang, body: bodies.table }),
	z.strictObject({ kind: z.literal('quote'), lang, body: bodies.quote }),
	z.strictObject({ kind: z.literal('code'), lang, body: bodies.code }),
	z.strictObject({ kind: z.literal('figure'), lang, body: bodies.figure })
]);

export const unit = shape as unknown as z.ZodType<Unit>;

/** A unit put together from the columns of a row; throws if they make none. */
export function fromRow(row: {
	kind: string;
	level: number | null;
	lang: string;
	body: unknown;
}): Unit {
	const { kind, level: depth, lang: tongue, body } = row;
	return unit.parse({ kind, lang: tongue, body, ...(depth === null ? {} : { level: depth }) });
}
