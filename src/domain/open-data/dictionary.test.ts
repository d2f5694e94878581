import { expect, test } from 'vitest';
import { aboutOf, columns, tables } from './dictionary.ts';
import words from '#ui/words/en/exports.json' with { type: 'json' };

const explained = Object.keys(words).filter((key) => key.startsWith('exports.field.'));

test('every field is explained in words, and nothing is explained that is not a field', () => {
	const fields = tables.flatMap((table) => columns[table].map(aboutOf));
	expect(new Set(fields.map((name) => `exports.field.${name}`))).toEqual(new Set(explained));
});

test.each(tables)('%s names each field once', (table) => {
	const names = columns[table].map(({ name }) => name);
	expect(names).toEqual([...new Set(names)]);
	expect(names.every((name) => /^[a-z]+(_[a-z]+)*$/.test(name))).toBe(true);
});
