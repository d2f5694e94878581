import { expect, test } from 'vitest';
import { busy } from '#tests/busy.ts';
import { fieldsOf, textOf } from './forms.server.ts';

const sent = (body: BodyInit, headers: Record<string, string> = {}) =>
	new Request('https://folkmoot.example/', { method: 'POST', body, headers });

test('fields arrive as clean text, files are left out, of two the last counts', async () => {
	const form = new FormData();
	form.append('body', 'caf\u0065\u0301\r\nline\rend\0');
	form.append('kind', 'comment');
	form.append('kind', 'question');
	form.append('file', new File(['x'], 'x.txt'));
	expect({ ...(await fieldsOf(sent(form))) }).toEqual({
		body: 'café\nline\nend',
		kind: 'question'
	});
	expect({ ...(await fieldsOf(sent(new URLSearchParams({ a: 'b' })))) }).toEqual({ a: 'b' });
});

test('a field named like something of an object is only a field', async () => {
	const fields = await fieldsOf(sent(new URLSearchParams({ __proto__x: '1', constructor: 'c' })));
	expect(fields.constructor).toBe('c');
	expect(fields.toString).toBeUndefined();
});

test('half a surrogate pair does not reach the database', () => {
	expect(textOf('a\ud800b')).toBe('a\ufffdb');
});

test('a field full of marks holds nobody up', () => {
	const work = () =>
		expect(textOf(`a${'\u0301\u0327'.repeat(50_000)}b`)).toMatch(/^\p{L}\p{M}{28,30}b$/u);
	expect(busy(work)).toBeLessThan(500);
});

test.each([
	['JSON', sent('{"a":1}', { 'content-type': 'application/json' }), 415],
	['plain text', sent('a=b', { 'content-type': 'text/plain' }), 415],
	[
		'a form that breaks off',
		sent('--x', { 'content-type': 'multipart/form-data; boundary=x' }),
		400
	],
	['one field too long', sent(new URLSearchParams({ a: 'x'.repeat(100_001) })), 413],
	[
		'too many fields',
		sent(new URLSearchParams(Array.from({ length: 201 }, (_, n) => [`f${n}`, '1']))),
		413
	]
])('%s is refused', async (_, request, status) => {
	await expect(fieldsOf(request)).rejects.toMatchObject({ status });
});
