import { readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { announce } from '#domain/consultation/announce.server.ts';
import { draftOf } from '#domain/consultation/draft/facts.server.ts';
import { revise } from '#domain/consultation/draft/revise.server.ts';
import { entriesAt } from '#domain/consultation/draft/store.server.ts';
import type { Source } from '#domain/text/split/outcome.ts';
import { freshDatabase } from '#tests/database.ts';
import * as staff from '#tests/staff.ts';
import { cancel } from './cancel.server.ts';
import { mostAtOnce } from './import.ts';
import { formatOfPasted } from './pasted.ts';
import { read } from './read.server.ts';
import { receive } from './receive.server.ts';
import { byId, endInterrupted, setStage } from './store.server.ts';

const { db } = await freshDatabase();

// Threads start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const sample = (name: string) =>
	readFile(new URL(`../../../tests/samples/${name}`, import.meta.url));

async function desk() {
	const place = await staff.office(db);
	const sender = { personId: place.secretariat.id, role: 'SECRETARIAT' as const };
	const begin = async (fileName = 'a.md', consultationId: string | null = null) => {
		const row = { spaceId: place.spaceId, consultationId, fileName };
		const received = await receive(db, place.secretariat, row);
		if (!received.ok) throw new Error(received.obstacle.code);
		return received.id;
	};
	const consultations = () =>
		db.selectFrom('consultation').selectAll().where('spaceId', '=', place.spaceId).execute();
	const found = (id: string) => byId(db, place.spaceId, id);
	return { ...place, sender, begin, consultations, found };
}

test('the handbook becomes a draft that only staff see, with its language and an address of its own', async () => {
	const at = await desk();
	const content = new Uint8Array(await sample('ogp-handbook.docx'));
	const source: Source = { content, fileName: 'ogp-handbook.docx' };
	for (let round = 0; round < 2; round++) {
		await read(db, await at.begin('ogp-handbook.docx'), at.sender, source);
	}
	const [first, second] = await at.consultations();
	expect(first).toMatchObject({
		slug: 'ogp-national-handbook',
		language: 'en',
		announcedAt: null,
		draftRevision: 1,
		contact: 'desk@example.test'
	});
	expect(second?.slug).toBe('ogp-national-handbook-2');
	const entries = await entriesAt(db, first?.id ?? '', 1);
	expect(entries.length).toBeGreaterThan(200);
	expect(entries.every(({ excluded }) => !excluded)).toBe(true);
});

test('a PDF without tags is a draft of units to check; its pages were counted on the way', async () => {
	const at = await desk();
	const content = new Uint8Array(await sample('ogp-handbook-untagged.pdf'));
	const id = await at.begin('handbook.pdf');
	await setStage(db, id, 'reading', { done: 3, all: 39 });
	expect(await at.found(id)).toMatchObject({ stage: 'reading', pages: { done: 3, all: 39 } });
	await setStage(db, id, 'reading', { done: 2, all: 39 });
	expect(await at.found(id)).toMatchObject({ pages: { done: 3, all: 39 } });
	await read(db, id, at.sender, { content, fileName: 'handbook.pdf' });
	const done = await at.found(id);
	expect(done).toMatchObject({ state: 'ready', percent: 100, pages: { done: 39, all: 39 } });
	expect(done?.warnings.map(({ code }) => code)).toContain('layout_guessed');
	const [made] = await at.consultations();
	const entries = await entriesAt(db, made?.id ?? '', 1);
	expect(entries.every((entry) => entry.unchecked)).toBe(true);
	const before = await draftOf(db, made?.id ?? '', 1);
	expect(before.facts.unchecked).toBe(entries.length);
	const checked = await revise(db, at.secretariat, made?.id ?? '', {
		seen: 1,
		operation: { op: 'check_all' }
	});
	expect(checked).toMatchObject({ ok: true });
	expect((await draftOf(db, made?.id ?? '', 2)).facts.unchecked).toBe(0);
});

test('its row says how far it is and what came of it, with what staff should look at', async () => {
	const at = await desk();
	const id = await at.begin('map.md');
	expect(await at.found(id)).toMatchObject({ state: 'reading', stage: 'received', percent: 0 });
	const content = '# Roads\n\nWords beside a ![map](https://example.test/map.png) of roads.';
	await read(db, id, at.sender, { content, format: 'markdown' });
	const done = await at.found(id);
	expect(done).toMatchObject({ state: 'ready', stage: 'done', percent: 100, obstacle: null });
	expect(done?.warnings.map(({ code }) => code)).toContain('pictures_left_out');
	expect(done?.consultation?.slug).toBeTruthy();
	await setStage(db, id, 'reading');
	expect(await at.found(id)).toMatchObject({ stage: 'done' });
});

test.each<[string, Source, string]>([
	['an empty file', { content: new Uint8Array(), fileName: 'a.md' }, 'empty'],
	[
		'a picture',
		{
			content: Uint8Array.from([
				0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82
			]),
			fileName: 'a.docx'
		},
		'wrong_type'
	],
	[
		'a broken archive',
		{
			content: Uint8Array.from([0x50, 0x4b, 3, 4, ...Array.from({ length: 60 }, () => 0)]),
			fileName: 'a.docx'
		},
		'damaged'
	],
	['more than 20 MB', { content: new Uint8Array(21 * 1024 * 1024), fileName: 'a.md' }, 'too_big'],
	['3,001 paragraphs', { content: 'Words.\n\n'.repeat(3001), format: 'markdown' }, 'too_many_units']
])('%s is refused with its fault, and nothing is kept', async (_, source, code) => {
	const at = await desk();
	const id = await at.begin(source.fileName);
	await read(db, id, at.sender, source);
	expect(await at.found(id)).toMatchObject({
		state: 'refused',
		obstacle: { code },
		consultation: null
	});
	expect(await at.consultations()).toEqual([]);
});

test('cancelling stops the reading, and nothing is kept', async () => {
	const at = await desk();
	const id = await at.begin();
	// A regular document large enough that somebody can change their mind.
	const words = Array.from(
		{ length: 2900 },
		(_, n) => `Paragraph ${n} **with** [a link](https://example.test) in it.`
	);
	const reading = read(db, id, at.sender, { content: words.join('\n\n'), format: 'markdown' });
	expect(await cancel(db, at.secretariat, at.spaceId, id)).toEqual({ ok: true });
	await reading;
	expect(await at.found(id)).toMatchObject({
		state: 'cancelled',
		obstacle: null,
		consultation: null
	});
	expect(await at.consultations()).toEqual([]);
	expect(await cancel(db, at.secretariat, at.spaceId, id)).toEqual({
		ok: false,
		obstacle: { code: 'already_over' }
	});
});

test('only staff of the space send and cancel', async () => {
	const at = await desk();
	const id = await at.begin();
	const other = await desk();
	const person = await staff.person(db, 'Someone');
	const row = { spaceId: at.spaceId, consultationId: null, fileName: 'a.md' };
	for (const by of [other.secretariat, person]) {
		expect(await receive(db, by, row)).toMatchObject({ obstacle: { code: 'not_allowed' } });
		expect(await cancel(db, by, at.spaceId, id)).toMatchObject({
			obstacle: { code: 'not_allowed' }
		});
	}
	const theirs = await cancel(db, other.secretariat, other.spaceId, id);
	expect(theirs).toMatchObject({ obstacle: { code: 'missing' } });
});

test('only so many are read at once, however many are sent together', async () => {
	const at = await desk();
	const row = { spaceId: at.spaceId, consultationId: null, fileName: 'a.md' };
	const sent = await Promise.all(
		Array.from({ length: mostAtOnce + 3 }, () => receive(db, at.secretariat, row))
	);
	expect(sent.filter(({ ok }) => ok)).toHaveLength(mostAtOnce);
});

test('a new text for a draft is a step that can be undone; an announced one keeps its own', async () => {
	const at = await desk();
	const { id, slug } = await staff.draftIn(db, at);
	const source: Source = { content: '# New\n\nWords.', format: 'markdown', language: 'en' };
	const again = await at.begin('b.md', id);
	await read(db, again, at.sender, source);
	expect(await at.found(again)).toMatchObject({ state: 'ready', consultation: { slug } });
	expect(await staff.rowOf(db, id)).toMatchObject({ draftRevision: 2 });
	expect(await at.consultations()).toHaveLength(1);

	const late = await at.begin('c.md', id);
	const revision = await staff.prepare(db, at.secretariat, id);
	const announced = await announce(db, at.secretariat, id, { revision, opening: 'planned' });
	expect(announced).toMatchObject({ ok: true });
	await read(db, late, at.sender, source);
	expect(await at.found(late)).toMatchObject({
		state: 'refused',
		obstacle: { code: 'not_a_draft' }
	});
	expect(await staff.rowOf(db, id)).toMatchObject({ draftRevision: revision });
});

test('what a process was reading when it died is ended', async () => {
	const at = await desk();
	const id = await at.begin();
	expect(await endInterrupted(db)).toBe(0);
	await db
		.updateTable('import')
		.set({ createdAt: new Date(Date.now() - 3600_000) })
		.where('id', '=', id)
		.execute();
	expect(await endInterrupted(db)).toBe(1);
	expect(await at.found(id)).toMatchObject({ state: 'refused', obstacle: { code: 'interrupted' } });
});

test.each([
	['# Title\n\nWords.', 'markdown'],
	['Words with **weight**.', 'markdown'],
	['<h1>Title</h1><p>Words.</p>', 'html'],
	['Plain words\nand # no heading', 'text'],
	['a < b and c > d', 'text']
])('%j is pasted as %s', (text, format) => {
	expect(formatOfPasted(text)).toBe(format);
});
