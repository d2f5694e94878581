/** Reads a step of the review from the fields of a form: its shape only, whether it can be done is the draft's to say. */

import { z } from 'zod';
import type { Revision } from '#domain/consultation/draft/revise.server.ts';
import type { Target } from '#domain/text/retype.ts';
import type { Bulk } from '#domain/text/review.ts';
import { limits } from '#domain/text/split/outcome.ts';
import type { Level } from '#domain/text/unit.ts';

const whole = z
	.string()
	.regex(/^\d{1,6}$/)
	.transform(Number);
/** People count units from 1. */
const place = whole.transform((n) => n - 1);

const shape = z.discriminatedUnion('op', [
	z.object({ op: z.enum(['merge', 'exclude', 'include', 'check', 'up', 'down']), at: whole }),
	z.object({ op: z.literal('split'), at: whole, place: whole, offset: z.string().optional() }),
	z.object({ op: z.literal('retype'), at: whole, kind: z.string() }),
	z.object({ op: z.literal('move'), at: whole, to: place }),
	z.object({ op: z.literal('language'), at: whole, language: z.string() }),
	z.object({ op: z.literal('reword'), at: whole, text: z.string() }),
	z.object({ op: z.literal('languages'), from: z.string(), to: z.string() }),
	z.object({
		op: z.enum(['exclude_several', 'include_several', 'check_several']),
		chosen: z.string(),
		from: z.string().optional(),
		to: z.string().optional()
	}),
	z.object({ op: z.enum(['undo', 'redo', 'reviewed', 'check_all']) })
]);

/** The revision that was seen and what is to be done; null when the form is none of ours. */
export function revisionOf(sent: Record<string, string>): Revision | null {
	const seen = whole.safeParse(sent.revision);
	// An offset that was typed counts before a place that was chosen.
	const asked = sent.op === 'split' && sent.offset ? { ...sent, place: sent.offset } : sent;
	const read = shape.safeParse(asked);
	if (!seen.success || !read.success) return null;
	const operation = operationOf(read.data);
	return operation && { seen: seen.data, operation };
}

function operationOf(read: z.infer<typeof shape>): Revision['operation'] | null {
	switch (read.op) {
		case 'up':
			return { op: 'move', at: read.at, to: Math.max(0, read.at - 1) };
		case 'down':
			return { op: 'move', at: read.at, to: read.at + 1 };
		case 'exclude_several':
		case 'include_several':
		case 'check_several': {
			const at = chosenOf(read);
			const to = read.op.replace('_several', '') as Bulk;
			return at && { op: 'several', at, to };
		}
		case 'split':
			return { op: 'split', at: read.at, place: read.place };
		case 'retype': {
			const to = targetOf(read.kind);
			return to && { op: 'retype', at: read.at, to };
		}
		default:
			return read as Revision['operation'];
	}
}

/** Those that were ticked, and those in the range that was typed; null when it is none. */
function chosenOf({ chosen, from = '', to = '' }: { chosen: string; from?: string; to?: string }) {
	const ticked = chosen === '' ? [] : chosen.split(',').map((at) => whole.safeParse(at));
	const ends = [from || to, to || from].filter(Boolean).map((end) => place.safeParse(end));
	if ([...ticked, ...ends].some(({ success }) => !success)) return null;
	const [first = 0, last = 0] = ends.map(({ data = 0 }) => data);
	const length = ends.length === 0 ? 0 : Math.min(limits.units, Math.abs(last - first) + 1);
	const range = Array.from({ length }, (_, at) => Math.min(first, last) + at);
	return [...new Set([...ticked.map(({ data = 0 }) => data), ...range])].sort((a, b) => a - b);
}

export const targets = [
	'paragraph',
	'heading-1',
	'heading-2',
	'heading-3',
	'heading-4',
	'heading-5',
	'heading-6',
	'list-bullet',
	'list-decimal',
	'quote',
	'code'
] as const;
export type TargetWord = (typeof targets)[number];

function targetOf(word: string): Target | null {
	if (!(targets as readonly string[]).includes(word)) return null;
	const [kind, more] = word.split('-');
	if (kind === 'heading') return { kind, level: Number(more) as Level };
	if (kind === 'list') return { kind, marker: more as 'bullet' | 'decimal' };
	return { kind: kind as 'paragraph' | 'quote' | 'code' };
}

/** Where the unit a step was about stands afterwards. */
export function standsAt({ operation }: Revision): number | null {
	if (operation.op === 'merge') return Math.max(0, operation.at - 1);
	if (operation.op === 'move') return operation.to;
	return 'at' in operation && typeof operation.at === 'number' ? operation.at : null;
}
