import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { busy } from '#tests/busy.ts';
import type { Run, Unit } from '../text/unit.ts';
import { differenceOf } from './difference.ts';
import { changesOf, groupsOf, isLike } from './nearly.ts';
import {
	limitFor,
	longest,
	offered,
	proposalOf,
	proposed,
	sealedText,
	type Act,
	type Subject
} from './suggestion.ts';

const paragraph = (...runs: Run[]): Subject => ({
	...({ kind: 'paragraph', lang: 'en', body: { runs } } as Extract<Unit, { kind: 'paragraph' }>),
	number: 9
});
const notice = paragraph(
	{ text: 'The notice stands for ' },
	{ text: 'twenty-eight', em: true },
	{ text: ' days before work begins.' }
);
const short = paragraph({ text: 'It is so.' });
const table: Subject = { kind: 'table', lang: 'en', number: 7, body: { head: [], rows: [] } };
const heading: Subject = { ...notice, number: null };
const ask = (act: Act, words: string, unit = notice) => {
	const outcome = proposalOf({ act, words, basedOn: null }, unit);
	return outcome.ok ? outcome.proposal.words : outcome.obstacle;
};

describe('what may be suggested', () => {
	test.each<[says: string, act: Act, words: string, unit: Subject, code: string | null]>([
		['other words', 'replace', 'The notice stands for forty days.', notice, null],
		[
			'the same words differently formatted',
			'replace',
			'The notice stands for twenty-eight days before work begins.',
			notice,
			null
		],
		[
			'the words that stand',
			'replace',
			'The notice stands for *twenty-eight* days before work begins.',
			notice,
			'words_same'
		],
		[
			'the same with other blanks',
			'replace',
			'  The  notice stands\u00adfor _twenty-eight_ days before work begins.\n\n'.replace(
				'\u00ad',
				' '
			),
			notice,
			'words_same'
		],
		[
			'the same in another normal form',
			'replace',
			'Si\u0301.',
			paragraph({ text: 'Sí.' }),
			'words_same'
		],
		['nothing', 'replace', '', notice, 'words_empty'],
		['blanks and nothing that shows', 'replace', ' \u200b\u3164\n', notice, 'words_empty'],
		['combining marks alone', 'add', '\u0301\u0302\u0303', notice, 'words_empty'],
		['49 times as long', 'replace', 'ab cd fgh'.repeat(49), short, null],
		['50 times as long', 'replace', 'ab cd fgh'.repeat(50), short, 'words_too_long'],
		['as long as there may be after it', 'add', 'x'.repeat(longest), notice, null],
		['longer than anything', 'add', 'x'.repeat(longest + 1), notice, 'words_too_long'],
		['a million characters', 'add', 'x'.repeat(1_000_000), notice, 'words_too_long'],
		['to remove it, whatever is typed', 'remove', 'left over', notice, null],
		['a table in other words', 'replace', 'x', table, 'not_spelled'],
		['something after a table', 'add', 'A sentence.', table, null],
		['no table', 'remove', '', table, null],
		['another heading', 'replace', 'x', heading, 'unit_unsuitable'],
		['no heading', 'remove', '', heading, 'unit_unsuitable']
	])('%s', (_, act, words, unit, code) => {
		const outcome = proposalOf({ act, words, basedOn: null }, unit);
		expect(outcome.ok ? null : outcome.obstacle.code).toBe(code);
	});

	test('how long is too long is said in numbers', () => {
		expect(ask('replace', 'x'.repeat(450), short)).toEqual({
			code: 'words_too_long',
			length: 450,
			limit: 449
		});
		expect(limitFor('replace', notice)).toBeLessThanOrEqual(longest);
	});

	test('control characters, overrides and piled marks do not stay', () => {
		expect(ask('add', 'a\u0007b\u202ec\u0000 e' + '\u0301'.repeat(40))).toBe(
			('abc e' + '\u0301'.repeat(7)).normalize('NFC')
		);
	});

	test('removing keeps no words', () => expect(ask('remove', 'left over')).toBeNull());
});

test('other words are offered only where the words that stand can be typed', () => {
	expect(offered(notice)).toEqual(['replace', 'add', 'remove']);
	expect(offered(table)).toEqual(['add', 'remove']);
});

test('the seal of a suggestion covers act and words; that of a remark is its words', () => {
	const proposal = { act: 'replace' as const, words: 'b', lang: 'en' };
	expect(sealedText('a', null)).toBe('a');
	expect(sealedText('a', proposal)).not.toBe(sealedText('a', { ...proposal, words: 'c' }));
	expect(sealedText('a', proposal)).not.toBe(sealedText('a', { ...proposal, act: 'add' }));
});

const differs = (words: string, unit = notice, act: Act = 'replace') => {
	const after = proposed({ act, words }, unit);
	return differenceOf(act === 'add' ? null : unit.body, after?.body ?? null, unit.lang);
};
const shown = (words: string, unit = notice, act: Act = 'replace') =>
	differs(words, unit, act).pieces.map(({ kind, runs }) => {
		const text = runs.map((run) => run.text).join('');
		return kind === 'same' ? text : kind === 'inserted' ? `{+${text}+}` : `[-${text}-]`;
	});

describe('what a suggestion changes', () => {
	test.each<[words: string, pieces: string[]]>([
		[
			'The notice stands for *forty* days before work begins.',
			['The notice stands for ', '[-twenty-eight-]', '{+forty+}', ' days before work begins.']
		],
		[
			'The notice stands for twenty-eight days before work begins.',
			[
				'The notice stands for ',
				'[-twenty-eight-]',
				'{+twenty-eight+}',
				' days before work begins.'
			]
		],
		[
			'Notice stands for *twenty-eight* days before any work begins.',
			[
				'[-The notice-]',
				'{+Notice+}',
				' stands for twenty-eight days before ',
				'{+any +}',
				'work begins.'
			]
		]
	])('%s', (words, pieces) => expect(shown(words)).toEqual(pieces));

	test('a new unit is all insertion, a removed one all deletion', () => {
		expect(shown('One more.', notice, 'add')).toEqual(['{+One more.+}']);
		expect(shown('', notice, 'remove')).toEqual([
			'[-The notice stands for twenty-eight days before work begins.-]'
		]);
	});

	test('words without blanks between them are compared as words', () => {
		const thai = { ...paragraph({ text: 'ประชาชนมีสิทธิรับรู้ข้อมูล' }), lang: 'th' };
		const { inserted, deleted } = differs('ประชาชนมีสิทธิเข้าถึงข้อมูล', thai);
		expect(deleted).toBeLessThan(4);
		expect(inserted).toBeLessThan(4);
	});

	test('both sides can be read off any difference', () => {
		const texts = ['a b c d e', 'a x c d', 'q', 'a b, c. d e f g h i j', 'e d c b a'];
		for (const from of texts)
			for (const to of texts) {
				const { pieces } = differenceOf({ runs: [{ text: from }] }, { runs: [{ text: to }] }, 'en');
				const side = (without: string) =>
					pieces
						.filter(({ kind }) => kind !== without)
						.flatMap(({ runs }) => runs.map(({ text }) => text))
						.join('')
						.replace(/\s+/g, ' ')
						.trim();
				expect([side('inserted'), side('deleted')]).toEqual([from, to]);
			}
	});

	test('no word of either side is lost, whatever changes', () => {
		const words = fc.array(fc.constantFrom('a', 'b', 'is', 'not', ',', '.', 'work', '\n', 'и'), {
			maxLength: 14
		});
		fc.assert(
			fc.property(words, words, (from, to) => {
				const runs = (all: string[]) => ({ runs: [{ text: all.join(' ') }] });
				const { pieces } = differenceOf(runs(from), runs(to), 'en');
				const side = (without: string) =>
					pieces
						.filter(({ kind }) => kind !== without)
						.flatMap(({ runs }) => runs.map(({ text }) => text))
						.join('')
						.match(/\p{L}+|[,.]/gu) ?? [];
				const said = (all: string[]) => all.filter((one) => one !== '\n');
				expect([side('inserted'), side('deleted')]).toEqual([said(from), said(to)]);
			}),
			{ numRuns: 300 }
		);
	});

	test('too many changes to follow: all goes, all comes, soon', () => {
		const long = (seed: number) =>
			Array.from({ length: 1800 }, (_, n) => `w${(n * seed) % 997}`).join(' ');
		const work = () => {
			const { pieces } = differs(long(104_729), paragraph({ text: long(7919) }));
			expect(pieces.map(({ kind }) => kind)).toEqual(['deleted', 'inserted']);
		};
		expect(busy(work)).toBeLessThan(1_000);
	});
});

test('suggestions that change nearly the same stand together, acts apart', () => {
	const one = (words: string, act: Act = 'replace') => ({
		words,
		act,
		changes: changesOf(differs(words, notice, act))
	});
	const groups = groupsOf([
		one('The notice stands for *forty* days before work begins.'),
		one('The notice stands for **forty** days before work begins.'),
		one('The notice stands for *forty* working days before work begins.'),
		one('The notice is posted at the site for ninety days, and no work begins before.'),
		one('Forty.', 'add'),
		one('', 'remove'),
		one('', 'remove')
	]);
	expect(groups.map((group) => group.length)).toEqual([2, 1, 1, 1, 2]);
});

describe('what was suggested already is found where one change holds the other', () => {
	const less = 'The notice stands for forty full working days before work begins.';
	test.each<[why: string, words: string, alike: boolean]>([
		['the same', less, true],
		['a sentence more', `${less} It hangs at the gate and at the town hall, in large print.`, true],
		[
			'other words in the same place',
			'The notice stands for ninety calendar days before work begins.',
			false
		],
		[
			'too little in common',
			'The notice stands for forty and never more than eighty hours before work begins.',
			false
		],
		[
			'the words elsewhere, what stood there kept',
			'The notice stands for *twenty-eight* days before work begins, or forty full working days.',
			false
		]
	])('%s', (_, words, alike) => {
		const a = changesOf(differs(less));
		const b = changesOf(differs(words));
		expect([isLike(a, b), isLike(b, a)]).toEqual([alike, alike]);
	});
});
