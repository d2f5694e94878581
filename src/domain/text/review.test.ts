import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, places } from './cut.ts';
import { join } from './join.ts';
import { withNotes } from './note-calls.ts';
import { retyped, type Target } from './retype.ts';
import * as review from './review.ts';
import { kinds, markers, plain, type Item, type Note, type Run, type Unit } from './unit.ts';

const word = fc.stringMatching(/^[a-zа-яéأ-ي]{1,8}$/);
const sentence = fc
	.tuple(fc.array(word, { minLength: 1, maxLength: 6 }), fc.constantFrom('.', '!', '?', ','))
	.map(([words, end]) => `${words.join(' ')}${end}`);
const said: fc.Arbitrary<Run> = fc.record(
	{ text: sentence, em: fc.constant(true as const), href: fc.constant('https://x.org/') },
	{ requiredKeys: ['text'] }
);
const called: fc.Arbitrary<Run> = fc.nat(3).map((note) => ({ text: '', note }));
const line = fc
	.tuple(said, fc.array(fc.oneof(said, called), { maxLength: 4 }))
	.map(([first, rest]) => [first, ...rest].flatMap((run) => [run, { text: ' ' }]));
const items: fc.Arbitrary<Item[]> = fc.array(
	fc.tuple(line, fc.option(line)).map(([own, below]): Item => ({
		parts: [
			{ runs: own },
			...(below
				? [{ list: { marker: 'bullet' as const, start: 1, items: [{ parts: [{ runs: below }] }] } }]
				: [])
		]
	})),
	{ minLength: 1, maxLength: 4 }
);
const rows = fc.array(fc.tuple(line, line), { minLength: 1, maxLength: 4 });
const level = fc.constantFrom(1, 2, 3, 4, 5, 6);

const body = fc.oneof<fc.Arbitrary<object>[]>(
	fc.record({ kind: fc.constant('heading'), level, body: fc.record({ runs: line }) }),
	fc.record({ kind: fc.constant('paragraph'), body: fc.record({ runs: line }) }),
	fc.record({
		kind: fc.constant('quote'),
		body: fc.record({ paragraphs: fc.array(line, { minLength: 1, maxLength: 3 }) })
	}),
	fc.record({
		kind: fc.constant('list'),
		body: fc.record({ marker: fc.constantFrom(...markers), start: fc.nat(9), items })
	}),
	fc.record({
		kind: fc.constant('table'),
		body: fc.record({ head: fc.constant([[[{ text: 'H' }], [{ text: 'I' }]]]), rows })
	}),
	fc.record({
		kind: fc.constant('code'),
		body: fc.record({
			code: fc.array(sentence, { minLength: 1, maxLength: 3 }).map((some) => some.join('\n'))
		})
	}),
	fc.record({
		kind: fc.constant('figure'),
		body: fc.record({ alt: sentence.map((words) => `Seen: ${words}`), caption: line })
	})
);
const book: Note[] = ['one', 'two', 'three', 'four'].map((text, at) => ({
	label: String(at + 1),
	runs: [{ text }]
}));
const unit = fc
	.tuple(body, fc.constantFrom('en', 'ar', 'ru'))
	.map(([made, lang]) => withNotes({ ...made, lang } as Unit, book));
const draft = fc.array(fc.record({ unit, excluded: fc.boolean() }), {
	minLength: 1,
	maxLength: 12
});
const units = fc.array(unit, { minLength: 1, maxLength: 12 }).map(review.draft);
const position = fc.integer({ min: -2, max: 14 });

const entriesOf = (outcome: review.Outcome) => (outcome.ok ? outcome.entries : null);

describe('whatever is done', () => {
	const target: fc.Arbitrary<Target> = fc.oneof(
		fc.record({ kind: fc.constant('heading' as const), level: level as fc.Arbitrary<1> }),
		fc.record({
			kind: fc.constantFrom(
				'paragraph' as const,
				'quote' as const,
				'code' as const,
				'list' as const
			)
		})
	);
	const act = fc.oneof(
		position.map((at) => (entries: review.Entry[]) => review.mergeWithPrevious(entries, at)),
		fc.tuple(position, fc.nat(30)).map(
			([at, place]) =>
				(entries: review.Entry[]) =>
					review.splitAt(entries, at, place)
		),
		fc.tuple(position, target).map(
			([at, to]) =>
				(entries: review.Entry[]) =>
					review.retype(entries, at, to)
		),
		fc.tuple(position, position).map(
			([from, to]) =>
				(entries: review.Entry[]) =>
					review.move(entries, from, to)
		),
		position.map((at) => (entries: review.Entry[]) => review.exclude(entries, at)),
		position.map((at) => (entries: review.Entry[]) => review.include(entries, at)),
		position.map((at) => (entries: review.Entry[]) => review.setLanguage(entries, at, 'fr'))
	);

	test('nothing throws, nothing given is changed, and no letter is lost but by leaving units out', () => {
		fc.assert(
			fc.property(draft, fc.array(act, { maxLength: 12 }), (first, acts) => {
				const before = structuredClone(first);
				const last = acts.reduce((entries, act) => entriesOf(act(entries)) ?? entries, first);
				expect(first).toEqual(before);
				expect(last.length).toBeGreaterThan(0);
				expect(lettersOf(last)).toEqual(lettersOf(first));
			}),
			{ numRuns: 500 }
		);
	});

	/** All letters of the running text, sorted; notes and repeated heads apart. */
	const lettersOf = (entries: review.Entry[]) =>
		entries
			.map(({ unit }) =>
				plain(unit)
					.replace(/\[.*?\]|H\tI/g, '')
					.replace(/\s+|^H I/g, '')
			)
			.join('')
			.replace(/HI/g, '')
			.split('')
			.sort()
			.join('');
});

test('merging what was cut gives the text back, at every place that is offered', () => {
	fc.assert(
		fc.property(unit, (whole) => {
			for (const { at } of places(whole)) {
				const parts = cut(whole, at);
				if (!parts) throw new Error(`${at} was offered`);
				const again = join(...parts);
				const bare = (one: Unit) => plain(one).replace(/ ?\[[^\]]*\]/g, '');
				expect(again && bare(again)).toBe(bare(whole));
				expect(again?.kind).toBe(whole.kind);
			}
		})
	);
});

test('cutting a list and merging it again gives the very same list', () => {
	const lists = unit.filter(({ kind, body }) => kind === 'list' && !('lead' in body));
	fc.assert(
		fc.property(lists, (whole) => {
			for (const { at } of places(whole))
				expect(join(...(cut(whole, at) ?? [whole, whole]))).toEqual(whole);
		})
	);
});

test('numbers are consecutive from the first, for all but headings and what is left out', () => {
	fc.assert(
		fc.property(draft, fc.nat(500), (entries, first) => {
			const numbers = review.number(entries, first);
			const counted = entries.filter((entry) => !entry.excluded && entry.unit.kind !== 'heading');
			expect(numbers.filter((number) => number !== null)).toEqual(
				counted.map((_, at) => first + at)
			);
			const shown = review.published(entries, first);
			expect(shown.map(({ unit }) => unit)).toEqual(
				entries.filter(({ excluded }) => !excluded).map(({ unit }) => unit)
			);
			expect(shown.map(({ number }) => number).filter((number) => number !== null)).toEqual(
				counted.map((_, at) => first + at)
			);
		})
	);
});

test('moving keeps every unit, the order of the others, and comes back', () => {
	fc.assert(
		fc.property(units, fc.nat(11), fc.nat(11), (entries, from, to) => {
			const moved = review.move(entries, from, to);
			if (from >= entries.length) {
				expect(moved).toEqual({ ok: false, obstacle: { code: 'unit_not_found', at: from } });
				return;
			}
			const target = Math.min(to, entries.length - 1);
			const list = entriesOf(moved) ?? [];
			expect(list[target]).toBe(entries[from]);
			expect(entriesOf(review.move(list, target, from))).toEqual(entries);
		})
	);
});

test('every kind can be said as a paragraph, and prose as a list and back', () => {
	fc.assert(
		fc.property(unit, (one) => {
			const paragraph = retyped(one, { kind: 'paragraph' });
			expect(paragraph?.kind).toBe('paragraph');
			const listed = paragraph && retyped(paragraph, { kind: 'list', marker: 'decimal' });
			expect(listed?.kind).toBe('list');
			const back = listed && retyped(listed, { kind: 'paragraph' });
			const bare = (some: Unit | null) => some && plain(some).replace(/ ?\[[^\]]*\]/g, '');
			expect(bare(back)?.replace(/\s+/g, ' ')).toBe(bare(paragraph)?.replace(/\s+/g, ' '));
		})
	);
});

const p = (text: string, more: Run[] = []): Unit => ({
	kind: 'paragraph',
	lang: 'en',
	body: { runs: [{ text }, ...more] }
});
const list: Unit = {
	kind: 'list',
	lang: 'en',
	body: {
		marker: 'decimal',
		start: 3,
		items: ['a', 'b'].map((text) => ({ parts: [{ runs: [{ text }] }] }))
	}
};

test('a sentence cut off from its list is merged with it, and cut off again', () => {
	const outcome = review.mergeWithPrevious(review.draft([p('These count:'), list]), 1);
	const [entry] = entriesOf(outcome) ?? [];
	expect(entry && [entry.unit.kind, plain(entry.unit)]).toEqual(['list', 'These count:\na\nb']);
	const [, second] =
		entriesOf(review.splitAt([entry ?? { unit: list, excluded: false }], 0, 1)) ?? [];
	expect(second?.unit.kind === 'list' && second.unit.body.start).toBe(4);
});

test('notes go where their calls go', () => {
	const noted = withNotes(
		p('One.', [{ text: '', note: 0 }, { text: ' Two.' }, { text: '', note: 1 }]),
		book
	);
	const parts = entriesOf(review.splitAt(review.draft([noted]), 0, 4)) ?? [];
	expect(parts.map(({ unit }) => plain(unit))).toEqual(['One. [one]', 'Two. [two]']);
	expect(places(noted)).toEqual([{ at: 5, begins: 'Two.' }]);
});

test.each<[string, review.Outcome, review.Obstacle]>([
	[
		'there is nothing before the first',
		review.mergeWithPrevious(review.draft([p('a')]), 0),
		{ code: 'nothing_before' }
	],
	[
		'there is no such unit',
		review.exclude(review.draft([p('a')]), 7),
		{ code: 'unit_not_found', at: 7 }
	],
	[
		'one of the two is left out',
		review.mergeWithPrevious(
			[
				{ unit: p('a'), excluded: true },
				{ unit: p('b'), excluded: false }
			],
			1
		),
		{ code: 'one_is_excluded' }
	],
	[
		'a table does not go into a list',
		review.mergeWithPrevious(
			review.draft([list, { kind: 'table', lang: 'en', body: { head: [], rows: [] } }]),
			1
		),
		{ code: 'cannot_merge', into: 'list', from: 'table' }
	],
	[
		'a cut would leave nothing',
		review.splitAt(review.draft([p('ab')]), 0, 2),
		{ code: 'no_such_place', kind: 'paragraph', place: 2 }
	],
	[
		'it is no language',
		review.setLanguage(review.draft([p('a')]), 0, 'not a tag'),
		{ code: 'not_a_language', language: 'not a tag' }
	],
	[
		'new words are blank',
		review.reword(review.draft([p('a')]), 0, ' \u200b'),
		{ code: 'empty_text' }
	],
	[
		'lists are not reworded whole',
		review.reword(review.draft([list]), 0, 'x'),
		{ code: 'cannot_reword', kind: 'list' }
	]
])('an obstacle when %s', (_, outcome, obstacle) => {
	expect(outcome).toEqual({ ok: false, obstacle });
});

test('new words keep the notes; the same words keep their styles', () => {
	const noted = withNotes(
		p('Old', [
			{ text: ' words', em: true },
			{ text: '', note: 0 }
		]),
		book
	);
	const [same] = entriesOf(review.reword(review.draft([noted]), 0, ' Old  words ')) ?? [];
	expect(same?.unit).toEqual(noted);
	const [changed] = entriesOf(review.reword(review.draft([noted]), 0, 'New\u202e words')) ?? [];
	expect(changed && plain(changed.unit)).toBe('New words [one]');
});

test('kinds are those of the file format', () => {
	expect(kinds).toEqual(['heading', 'paragraph', 'list', 'table', 'quote', 'code', 'figure']);
});

const words = (text: string) => ({
	kind: 'paragraph' as const,
	lang: 'en',
	body: { runs: [{ text }] }
});

test('what was guessed waits for somebody to look at it, through every other step', () => {
	const all = review.draft([words('One. Two.'), words('Three.'), words('Four.')], [0, 2]);
	expect(review.unchecked(all)).toEqual([0, 2]);
	const entriesOf = (outcome: review.Outcome) => (outcome.ok ? outcome.entries : []);
	expect(review.unchecked(entriesOf(review.splitAt(all, 0, 5)))).toEqual([0, 1, 3]);
	expect(review.unchecked(entriesOf(review.mergeWithPrevious(all, 2)))).toEqual([0, 1]);
	expect(review.unchecked(entriesOf(review.exclude(all, 0)))).toEqual([2]);
	expect(review.unchecked(entriesOf(review.reword(all, 0, 'Once.')))).toEqual([0, 2]);
	expect(review.unchecked(entriesOf(review.check(all, 0)))).toEqual([2]);
});

test('many units are excluded, included and checked in one step, or none of them', () => {
	const all = review.draft([words('a'), words('b'), words('c'), words('d')], [0, 1, 2, 3]);
	const out = review.several(all, [0, 1, 3], 'exclude');
	expect(out.ok && out.entries.map(({ excluded }) => excluded)).toEqual([true, true, false, true]);
	const back = review.several(out.ok ? out.entries : [], [1], 'include');
	expect(back.ok && back.entries.map(({ excluded }) => excluded)).toEqual([
		true,
		false,
		false,
		true
	]);
	const checked = review.several(all, [1, 2], 'check');
	expect(checked.ok && review.unchecked(checked.entries)).toEqual([0, 3]);
	expect(review.several(all, [], 'exclude')).toEqual({
		ok: false,
		obstacle: { code: 'none_chosen' }
	});
	expect(review.several(all, [1, 4], 'exclude')).toEqual({
		ok: false,
		obstacle: { code: 'unit_not_found', at: 4 }
	});
});
