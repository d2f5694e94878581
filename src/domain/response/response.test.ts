import { expect, test } from 'vitest';
import { faultsOf, gapsOf, holdsGap, type Fields, type Known } from './response.ts';
import { fieldsFrom } from './typed.ts';
import { merge } from './merge.ts';
import { waitOf } from './meter.ts';
import { typed } from '#tests/answers.ts';

const whole: Fields = {
	...fieldsFrom(typed()).fields,
	units: []
};
const known: Known = {
	templateReasons: null,
	gaps: gapsOf(['On [date].', '[the board]']),
	changed: new Set(['one', 'two']),
	nameOf: (unit) => `P-${unit}`
};
const codes = (draft: Fields, facts: Partial<Known> = {}) =>
	faultsOf(draft, { ...known, ...facts }).map(({ code, field }) => `${code} ${field}`);

test('a whole response can be published', () => {
	expect(codes(whole)).toEqual([]);
});

const refusals: [string, Partial<Fields>, string[]][] = [
	['says what kind it is', { kind: null }, ['kind_missing kind']],
	['says what was said', { input: '' }, ['part_missing input']],
	['says how it was considered', { consideration: ' ' }, ['part_missing consideration']],
	['says what it changed', { influence: '\n' }, ['part_missing influence']],
	['says why', { reasons: '' }, ['part_missing reasons']],
	['says what becomes of it beyond', { beyond: '' }, ['part_missing beyond']],
	['says who decided', { decidedBy: '' }, ['decided_by_missing decidedBy']],
	['leaves no gap of a template', { input: 'On […] we met.' }, ['placeholder_stands input']],
	['nor in who decided', { decidedBy: '[the board]' }, ['placeholder_stands decidedBy']],
	[
		'names a change where there is one',
		{ kind: 'included_with_changes' },
		['change_not_linked units']
	],
	[
		'names a unit that really changed',
		{ kind: 'included_with_changes', units: ['one', 'three'] },
		['unit_unchanged units']
	],
	['of whatever kind it is', { units: ['three'] }, ['unit_unchanged units']],
	[
		'is told of everything at once',
		{ kind: null, reasons: '', decidedBy: '' },
		['kind_missing kind', 'part_missing reasons', 'decided_by_missing decidedBy']
	]
];
test.each(refusals)('a response %s', (_, change, wanted) => {
	expect(codes({ ...whole, ...change })).toEqual(wanted);
});

test('a change that can be looked up is enough', () => {
	expect(codes({ ...whole, kind: 'included_with_changes', units: ['one', 'two'] })).toEqual([]);
	expect(codes({ ...whole, kind: 'included' })).toEqual([]);
});

test('an unchanged unit is named', () => {
	const faults = faultsOf({ ...whole, units: ['three', 'one', 'four'] }, known);
	expect(faults).toEqual([
		{ code: 'unit_unchanged', field: 'units', numbers: ['P-three', 'P-four'] }
	]);
});

test('the template’s own reasons are nobody’s reasons, however they are spaced and marked', () => {
	const templateReasons = 'It is outside the scope of this text.';
	const same = { ...whole, reasons: 'It is  outside the scope\nof this text' };
	expect(codes(same, { templateReasons })).toEqual(['reasons_not_specific reasons']);
	const own = { ...whole, reasons: 'It is outside the scope of this text: rivers have a law.' };
	expect(codes(own, { templateReasons })).toEqual([]);
	expect(codes(whole, { templateReasons: '' })).toEqual([]);
});

test('a gap is a bracket that holds nothing, or one that the template has', () => {
	expect(['[…]', 'on [...]', 'a [] b', '[ ]'].map((text) => holdsGap(text))).toEqual([
		...[true, true, true, true]
	]);
	expect(['as they say [sic]', 'P[1', 'a ] b [', '[…\n]'].map((text) => holdsGap(text))).toEqual([
		...[false, false, false, false]
	]);
	const gaps = gapsOf(['On [date], with [whom].']);
	expect(holdsGap('On [date] [sic].', gaps)).toBe(true);
	expect(holdsGap('On 9 January [sic].', gaps)).toBe(false);
});

test('what is typed is cleaned, and what is wrong with it has its field', () => {
	const { fields, numbers, faults } = fieldsFrom(
		typed({
			input: '  One\r\n\r\n\r\n\r\ntwo \u202e ',
			units: 'P7, 9;p12 and 7',
			consideredOn: '2026-02-30',
			agencyId: 'nobody',
			references: [
				{ kind: 'decision', title: ' Decision  31 ', href: 'https://example.org/31' },
				{ kind: 'commitment', title: '', href: 'https://example.org/4' },
				{ kind: 'decision', title: 'Bad', href: 'javascript:alert(1)' },
				{ kind: 'decision', title: '', href: '' }
			]
		})
	);
	expect(fields.input).toBe('One\n\ntwo');
	expect(numbers).toEqual([7, 9, 12]);
	expect(fields.references[0]).toEqual({
		kind: 'decision',
		title: 'Decision 31',
		href: 'https://example.org/31'
	});
	expect(faults.map(({ code, field }) => `${code} ${field}`)).toEqual([
		'no_day consideredOn',
		'no_such_agency agencyId',
		'no_such_unit units',
		'title_missing references',
		'no_address references'
	]);
});

const long = 'x'.repeat(5001);
test.each([
	['input', { input: long }],
	['beyond', { beyond: `${long}` }],
	['decidedBy', { decidedBy: 'x'.repeat(201) }],
	['references', { references: [{ kind: 'decision', title: 'x'.repeat(201), href: '' }] }]
] as const)('%s has an end', (field, change) => {
	const { faults } = fieldsFrom(typed(change as Partial<ReturnType<typeof typed>>));
	expect(faults).toMatchObject([{ code: 'too_long', field }]);
});

test('letters are counted as people see them', () => {
	expect(fieldsFrom(typed({ input: '𝒳'.repeat(5000) })).faults).toEqual([]);
});

test('two who wrote on one draft: each one’s own stands, and what both changed is shown', () => {
	const mine = { ...whole, input: 'Mine.', reasons: 'My reasons.' };
	const theirs = { ...whole, beyond: 'Theirs.', reasons: 'Their reasons.' };
	const met = merge(whole, mine, theirs);
	expect(met).toMatchObject({ conflicts: ['reasons'], theirs: ['beyond'], mine: ['input'] });
	expect(met.merged).toMatchObject({ input: 'Mine.', beyond: 'Theirs.', reasons: 'My reasons.' });
	expect(merge(whole, mine, mine)).toMatchObject({ conflicts: [], theirs: [], mine: [] });
});

test('links are the same however the database orders their names', () => {
	const one = { ...whole, references: [{ kind: 'decision' as const, title: 'A', href: null }] };
	const stored = { ...whole, references: [{ href: null, kind: 'decision' as const, title: 'A' }] };
	expect(merge(one, one, stored)).toMatchObject({ conflicts: [], theirs: [] });
});

test.each([
	[20, { unit: 'minutes', count: 1 }],
	[90 * 60, { unit: 'hours', count: 2 }],
	[47 * 3600, { unit: 'hours', count: 47 }],
	[49 * 3600, { unit: 'days', count: 2 }],
	[40 * 86_400, { unit: 'days', count: 40 }]
])('a wait of %i seconds is told as %j', (seconds, said) => {
	expect(waitOf(seconds)).toEqual(said);
});
