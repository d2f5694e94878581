import fc from 'fast-check';
import { expect, test } from 'vitest';
import { text as draft } from '#seed/arcadia/open-works/text.ts';
import { quoteAt, type Quote } from './quote.ts';
import { reanchor } from './reanchor.ts';

const text = draft.replace(/\s+/g, ' ').trim();
const points = [...text];
const quoted = (start: number, end: number, within = text): Quote => {
	const found = quoteAt(within, start, end, 'en');
	if (!found.ok) throw new Error(found.obstacle.code);
	return found.quote;
};
const words = (exact: string, within = text) =>
	quoted(within.indexOf(exact), within.indexOf(exact) + exact.length, within);

const quote = words('until the notice has stood');
test.each<[string, string, ReturnType<typeof reanchor>]>([
	[
		'in the same text they are where they were',
		text,
		{ sure: true, start: quote.start, end: quote.end }
	],
	[
		'words before them move them',
		`More. ${text}`,
		{ sure: true, start: quote.start + 6, end: quote.end + 6 }
	],
	['without them there is no place', text.replace(quote.exact, ''), { sure: false }],
	['twice with the same neighbours there is none either', text + text, { sure: false }],
	[
		'a slip that was mended does not lose them',
		text.replace('until the notice has stood', 'until the notices have stood'),
		{ sure: true, start: quote.start, end: quote.end + 2 }
	],
	[
		'other words in their place are not theirs',
		text.replace('until the notice has stood', 'until the whole town was asked'),
		{ sure: false }
	]
])('%s', (_, other, expected) => expect(reanchor(quote, other)).toEqual(expected));

test('the same words elsewhere are not taken for those that went', () => {
	const found = words('twenty working days');
	expect(text.split(found.exact).length).toBeGreaterThan(2);
	const gone = points.toSpliced(found.start, found.end - found.start).join('');
	expect(reanchor(found, gone)).toEqual({ sure: false });
});

/** What an edit does, and where it takes a place. */
type Edit = { at: number; remove: number; insert: string; to: number | null };
const anEdit: fc.Arbitrary<Edit> = fc.record({
	at: fc.nat(points.length),
	remove: fc.oneof(fc.nat(3), fc.nat(40), fc.nat(400)),
	insert: fc.oneof(
		fc.constant(''),
		fc.constantFrom(
			' not',
			' working days',
			', by the office,',
			'e',
			's',
			' ',
			'. The public shall'
		),
		// A passage of the text itself: the same words come to stand in two places.
		fc
			.tuple(fc.nat(points.length), fc.nat(120))
			.map(([from, long]) => points.slice(from, from + long).join(''))
	),
	to: fc.option(fc.nat(points.length), { freq: 8, nil: null })
});

type Truth = { start: number; end: number } | null;

/** The text after an edit and where the words are then: whoever edits knows each character's way. */
function edited(chars: { point: string; own: boolean }[], { at, remove, insert, to }: Edit) {
	const where = Math.min(at, chars.length);
	const taken = chars.slice(where, where + remove);
	const rest = [...chars.slice(0, where), ...chars.slice(where + remove)];
	const fresh = [...insert].map((point) => ({ point, own: false }));
	const put = to === null ? fresh : [...taken, ...fresh];
	return rest.toSpliced(to === null ? where : Math.min(to, rest.length), 0, ...put);
}

/** Where most of the words stand together; a few of them carried elsewhere are elsewhere. */
function truthOf(chars: { own: boolean }[], whole: number): Truth {
	const groups: { start: number; end: number; own: number }[] = [];
	for (const [at, { own }] of chars.entries()) {
		if (!own) continue;
		const last = groups.at(-1);
		if (last && at - last.end <= whole / 2) Object.assign(last, { end: at + 1, own: last.own + 1 });
		else groups.push({ start: at, end: at + 1, own: 1 });
	}
	const [most] = groups.sort((a, b) => b.own - a.own);
	return most && most.own >= whole / 2 ? { start: most.start, end: most.end } : null;
}

test('after 500 random edits chosen words are found or orphaned, and never moved to others', () => {
	const seen = { right: 0, orphaned: 0, moved: 0, stayed: 0, found: 0 };
	fc.assert(
		fc.property(
			fc.nat(points.length - 2),
			fc.oneof(fc.integer({ min: 2, max: 12 }), fc.integer({ min: 10, max: 160 })),
			fc.array(anEdit, { minLength: 1, maxLength: 5 }),
			(start, length, edits) => {
				const end = Math.min(points.length, start + length);
				const one = points.slice(start, end).join('').trim()
					? quoteAt(text, start, end, 'en')
					: null;
				if (!one?.ok) return;
				let chars = points.map((point, at) => ({
					point,
					own: at >= one.quote.start && at < one.quote.end
				}));
				for (const edit of edits) chars = edited(chars, edit);
				const truth = truthOf(chars, one.quote.end - one.quote.start);
				const now = chars.map(({ point }) => point).join('');
				const found = reanchor(one.quote, now);
				if (!found.sure) seen.orphaned += 1;
				else if (found.start === truth?.start && found.end === truth.end) seen.right += 1;
				else seen.moved += 1;
				const untouched =
					truth && now.includes(one.quote.prefix + one.quote.exact + one.quote.suffix);
				if (untouched) seen.stayed += 1;
				if (untouched && found.sure) seen.found += 1;
			}
		),
		{ numRuns: 500, seed: 8 }
	);
	expect(seen.moved).toBe(0);
	expect(seen.right + seen.orphaned).toBeGreaterThan(450);
	// Orphans are honest, not lazy: what nobody touched is found again.
	expect(seen.found / seen.stayed).toBeGreaterThan(0.95);
	expect(seen.right / (seen.right + seen.orphaned)).toBeGreaterThan(0.8);
});
