import { DOMParser } from '@xmldom/xmldom';
import { unzipSync, strFromU8 } from 'fflate';
import { expect, test } from 'vitest';
import { arcadia } from '#seed/arcadia.ts';
import { freshDatabase } from '#tests/database.ts';
import { paragraph } from '#tests/staff.ts';
import { nextVersion, unitsNow } from '#tests/versions.ts';
import { bySlug } from '../store.server.ts';
import { paperOf, type Told } from './compose.server.ts';
import { makeDocx } from './make.server.ts';
import type { Paper } from './paper.ts';

const { db } = await freshDatabase();
const { texts } = await arcadia(db);
const text = texts.find(({ slug }) => slug === 'open-works');
if (!text) throw new Error('The example has no open-works.');

const told: Told = {
	head: (version) => [`Version ${version}`],
	author: ({ authorName }) => authorName,
	lines: ({ reference, body }) => [reference, body],
	because: ({ note, references }) => [note, ...references]
};

async function paper(): Promise<Paper> {
	const { spaceId } = await db
		.selectFrom('consultation')
		.select('spaceId')
		.where('slug', '=', 'open-works')
		.executeTakeFirstOrThrow();
	const consultation = await bySlug(db, spaceId, 'open-works');
	const made = consultation && (await paperOf(db, consultation, 'The secretariat', told));
	if (!made) throw new Error('There is no paper.');
	return made;
}

async function partsOf(made: Paper) {
	const outcome = await makeDocx(made);
	if (!outcome.ok) throw new Error(outcome.reason);
	const files = unzipSync(outcome.answer);
	const xml = (name: string) =>
		new DOMParser().parseFromString(strFromU8(files[name] ?? new Uint8Array()), 'text/xml');
	return { body: xml('word/document.xml'), comments: xml('word/comments.xml') };
}

const all = (node: { getElementsByTagName: (name: string) => ArrayLike<Element> }, name: string) =>
	Array.from(node.getElementsByTagName(name));

test('every public remark that stands is a comment in the margin, and nothing else is', async () => {
	const made = await paper();
	const { comments, body } = await partsOf(made);
	const said = await db
		.selectFrom('contribution')
		.select(['reference', 'body', 'visibility', 'state'])
		.where('consultationId', '=', text.id)
		.execute();
	const shown = said.filter((one) => one.visibility === 'public' && one.state === 'published');
	expect(shown.length).toBeGreaterThan(20);
	expect(all(comments, 'w:comment')).toHaveLength(shown.length);
	const words = comments.documentElement?.textContent ?? '';
	for (const one of said) expect(words.includes(one.reference)).toBe(shown.includes(one));
	expect(all(body, 'w:commentReference')).toHaveLength(shown.length);
});

test('a comment on chosen words stands around these words', async () => {
	const { body } = await partsOf(await paper());
	const quotes = await db
		.selectFrom('quote')
		.innerJoin('contribution', 'contribution.id', 'quote.contributionId')
		.select(['quote.exact', 'contribution.reference'])
		.where('contribution.consultationId', '=', text.id)
		.where('contribution.state', '=', 'published')
		.where('contribution.visibility', '=', 'public')
		.execute();
	expect(quotes.length).toBeGreaterThan(2);
	const around = wordsByComment(body.documentElement as unknown as Node);
	const found = [...around.values()].map((words) => words.replace(/\s+/g, ' ').trim());
	for (const { exact } of quotes) expect(found).toContain(exact.replace(/\s+/g, ' ').trim());
});

/** The words between the beginning and the end of each comment. */
function wordsByComment(root: Node): Map<string, string> {
	const open = new Set<string>();
	const words = new Map<string, string>();
	const walk = (node: Node) => {
		const id = (node as Element).getAttribute?.('w:id') ?? '';
		if (node.nodeName === 'w:commentRangeStart') open.add(id);
		if (node.nodeName === 'w:commentRangeEnd') open.delete(id);
		if (node.nodeName === 'w:t')
			for (const one of open) words.set(one, (words.get(one) ?? '') + (node.textContent ?? ''));
		for (let child = node.firstChild; child; child = child.nextSibling) walk(child as Node);
	};
	walk(root);
	return words;
}

test('what changed since the version before is tracked, with why beside it', async () => {
	const before = await unitsNow(db, text.id);
	const [changed, gone] = before.filter(({ unit }) => unit.kind === 'paragraph');
	const [cause] = await db
		.selectFrom('contribution')
		.select(['id', 'reference'])
		.where('consultationId', '=', text.id)
		.where('visibility', '=', 'public')
		.where('state', '=', 'published')
		.limit(1)
		.execute();
	if (!changed || !gone || !cause) throw new Error('The example is too short.');
	const next = before
		.filter((one) => one !== gone)
		.map(({ id, unit }) => {
			if (id !== changed.id) return { id, unit };
			const change = {
				kind: 'change' as const,
				note: 'Said more clearly.',
				because: [{ id: cause.id }]
			};
			return { id, unit: paragraph('Quite other words.'), change };
		});
	await nextVersion(db, text.id, next, { removed: { [gone.id]: { kind: 'removal' } } });

	const { body, comments } = await partsOf(await paper());
	const said = (name: string) =>
		all(body, name)
			.map(({ textContent }) => textContent ?? '')
			.join(' ');
	expect(said('w:ins')).toContain('Quite other words');
	expect(said('w:delText')).toContain(changed.words.split(' ').slice(0, 3).join(' '));
	expect(said('w:delText')).toContain(gone.words.split(' ').slice(0, 3).join(' '));
	const reasons = all(comments, 'w:comment').filter(({ textContent }) =>
		textContent?.includes('Said more clearly.')
	);
	expect(reasons).toHaveLength(1);
	expect(reasons[0]?.textContent).toContain(cause.reference);
	expect(reasons[0]?.getAttribute('w:author')).toBe('The secretariat');
});
