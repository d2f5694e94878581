import { sql, type KyselyPlugin } from 'kysely';
import { expect, test } from 'vitest';
import { answer, hearing, over, saidOn } from '#tests/answers.ts';
import { freshDatabase } from '#tests/database.ts';
import { bySlug } from '../store.server.ts';
import {
	annotationPage,
	baseOf,
	collection,
	lastPage,
	pageSize,
	remarkAnnotation,
	responseAnnotation
} from './annotation.ts';
import { linesOn, total } from './store.server.ts';

const { db } = await freshDatabase();
const heard = await hearing(db);
const place = {
	origin: 'https://folkmoot.example',
	space: heard.slug,
	slug: 'rivers',
	language: 'en'
};

type Annotation = Record<string, unknown>;
const annotations = async (page = 1): Promise<Annotation[]> =>
	(await linesOn(db, heard.id, page)).map((line) =>
		line.said ? remarkAnnotation(place, line.said) : responseAnnotation(place, line.answered)
	);
const quote = (exact: string) => ({
	...{ exact, prefix: '', suffix: '', start: null, end: null, lang: 'en' }
});

const remark = await saidOn(db, heard, 'Which text?', { quote: quote('of the text') });
const question = await saidOn(db, heard, 'When?', { kind: 'question', on: { kind: 'whole' } });
const reply = await saidOn(db, heard, 'In spring.', { on: { kind: 'whole' }, to: question });
const suggestion = await saidOn(db, heard, 'Shorter.', {
	kind: 'suggestion',
	on: { kind: 'unit', number: 2 },
	suggestion: { act: 'replace', words: 'Paragraph 2.', basedOn: null }
});
const hidden = await saidOn(db, heard, 'canary-private', { visibility: 'private' });
const secret = await saidOn(db, heard, 'canary-secret', { visibility: 'private' });
const refused = await saidOn(db, heard, 'canary-refused', { quote: quote('Paragraph 1') });
const held = await saidOn(db, heard, 'canary-held');
await sql`update contribution set state = 'refused' where reference = ${refused}`.execute(db);
await sql`update contribution set state = 'held' where reference = ${held}`.execute(db);
const erased = await saidOn(db, heard, 'By someone who left.');
await sql`update contribution set author_name = '' where reference = ${erased}`.execute(db);
await over(db, heard);
const published = await answer(db, heard, [remark, question, hidden], {
	reasons: 'Because of rivers.'
});
const toPrivate = await answer(db, heard, [secret], { reasons: 'canary-answer-to-private' });
const all = await annotations();
const one = (reference: string) => {
	const found = all.find(({ id }) => String(id).includes(reference));
	if (!found) throw new Error(`${reference} is not annotated.`);
	return found;
};

test('what was said is annotated as what it is, on the version it was said about', () => {
	const source = `${baseOf(place)}/versions/1`;
	expect(one(remark)).toMatchObject({
		id: `https://folkmoot.example/c/${remark}#annotation`,
		motivation: 'commenting',
		creator: { type: 'Person', name: 'Author' },
		body: [{ type: 'TextualBody', value: 'Which text?', format: 'text/plain', language: 'en' }],
		target: {
			...{ type: 'SpecificResource', source },
			selector: {
				...{ type: 'FragmentSelector', value: 'p1' },
				refinedBy: [
					{ type: 'TextQuoteSelector', exact: 'of the text', prefix: 'Paragraph 1 ', suffix: '.' },
					{ type: 'TextPositionSelector', start: 12, end: 23 }
				]
			}
		}
	});
	expect(one(question)).toMatchObject({ motivation: 'questioning', target: source });
	expect(one(reply)).toMatchObject({ motivation: 'replying', target: one(question).id });
	expect(one(suggestion)).toMatchObject({
		motivation: 'editing',
		body: [
			{ purpose: 'classifying', value: 'replace' },
			{ purpose: 'editing', value: 'Paragraph 2.' },
			{ purpose: 'commenting', value: 'Shorter.' }
		]
	});
	expect(one(erased)).not.toHaveProperty('creator');
});

test('an answer replies to the public contributions it answers, in its five parts, with its kind', () => {
	const found = one(published.reference);
	expect(found).toMatchObject({
		id: `https://folkmoot.example/r/${published.reference}#annotation`,
		motivation: 'replying',
		target: [one(remark).id, one(question).id]
	});
	const bodies = found.body as Annotation[];
	expect(bodies[0]).toMatchObject({ purpose: 'classifying', value: 'not_included' });
	expect(bodies.slice(1).map(({ id }) => String(id).split('#')[1])).toEqual([
		...['input', 'consideration', 'influence', 'reasons', 'beyond']
	]);
	expect(bodies[4]).toMatchObject({ value: 'Because of rivers.', language: 'en' });
});

test('what is private, held, refused, or an answer to such alone is in no annotation', async () => {
	const told = JSON.stringify(all);
	expect(told).not.toContain('canary');
	for (const reference of [hidden, secret, refused, held, toPrivate.reference])
		expect(told, reference).not.toContain(reference);
	expect(told).not.toMatch(/@|personId|person_id/);
	expect(await total(db, heard.id)).toBe(all.length);
	expect(all).toHaveLength(6);
});

const words = ['assessing', 'bookmarking', 'classifying', 'commenting', 'describing', 'editing'];
const motivations = [...words, 'highlighting', 'identifying', 'linking', 'moderating'];
const known = [...motivations, 'questioning', 'replying', 'tagging'];
const list = (value: unknown) => (Array.isArray(value) ? value : [value]) as Annotation[];
const isIri = (value: unknown) => typeof value === 'string' && URL.canParse(value);
const isTime = (value: unknown) =>
	typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value);

/** The MUSTs of the Web Annotation Data Model that concern what we write; answers those that are broken. */
function broken(annotation: Annotation): string[] {
	const faults: string[] = [];
	const must = (holds: boolean, what: string) => void (holds || faults.push(what));
	must(isIri(annotation.id), '3.1: exactly one IRI as id');
	must(list(annotation.type).includes('Annotation' as never), '3.1: type Annotation');
	must(annotation.target !== undefined, '3.1: one or more targets');
	must(!('bodyValue' in annotation), '3.2.5: no bodyValue beside body');
	must(isTime(annotation.created), '3.3.1: created in UTC');
	must(!('modified' in annotation) || isTime(annotation.modified), '3.3.1: modified in UTC');
	must(known.includes(annotation.motivation as string), '3.3.5: a motivation of the model');
	must(isIri(annotation.rights), '3.3.7: rights is an IRI');
	for (const creator of list(annotation.creator ?? []))
		must(typeof creator.name === 'string', '3.3.2: one name of an agent');
	for (const body of list(annotation.body)) {
		must(body.type === 'TextualBody' && typeof body.value === 'string', '3.2.4: exactly one value');
		must(known.includes(body.purpose as string), '3.3.5: a purpose of the model');
	}
	for (const target of list(annotation.target ?? [])) {
		if (typeof target === 'string') must(isIri(target), '3.2: a target is an IRI');
		else if (target.type !== 'SpecificResource') faults.push('4: a specific resource');
		else {
			must(isIri(target.source), '4: exactly one source');
			must(chosen(target.selector as Annotation), '4.2: a selector of the model');
		}
	}
	return faults;
}

function chosen(selector: Annotation): boolean {
	const finer = list(selector.refinedBy ?? []).every(chosen);
	const { start, end, exact, prefix, suffix, value } = selector;
	const isText = (text: unknown) => text === undefined || typeof text === 'string';
	const isOf = {
		FragmentSelector: typeof value === 'string',
		TextQuoteSelector: typeof exact === 'string' && isText(prefix) && isText(suffix),
		TextPositionSelector:
			Number.isInteger(start) &&
			Number.isInteger(end) &&
			Number(start) >= 0 &&
			Number(end) > Number(start)
	}[String(selector.type)];
	return finer && isOf === true;
}

test('every annotation keeps the musts of the model, and a broken one would be noticed', () => {
	expect(all.map(broken)).toEqual(all.map(() => []));
	expect(broken({ ...all[0], id: 'C-1', created: 'today', target: undefined })).toHaveLength(3);
});

test('the collection and its pages name each other, and no page is longer than it says', async () => {
	const facts = { title: 'Rivers', total: 250 };
	const whole = collection(place, facts);
	expect(lastPage(250)).toBe(3);
	expect(whole).toMatchObject({
		...{ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'AnnotationCollection', total: 250 },
		...{ first: `${whole.id}?page=1`, last: `${whole.id}?page=3` }
	});
	expect(collection(place, { ...facts, total: 0 })).not.toHaveProperty('first');
	const [first, second, last] = [1, 2, 3].map((page) => annotationPage(place, facts, page, []));
	expect(first).toMatchObject({ startIndex: 0, next: second?.id, partOf: { id: whole.id } });
	expect(first).not.toHaveProperty('prev');
	expect(second).toMatchObject({ startIndex: pageSize, prev: first?.id, next: last?.id });
	expect(last).not.toHaveProperty('next');
	expect(await annotations(2)).toEqual([]);
});

test('a page is read in three queries, however much is on it', async () => {
	let asked = 0;
	const counting: KyselyPlugin = {
		transformQuery: ({ node }) => {
			asked += 1;
			return node;
		},
		transformResult: async ({ result }) => result
	};
	await linesOn(db.withPlugin(counting), heard.id, 1);
	expect(asked).toBe(3);
	expect(await bySlug(db, heard.spaceId, heard.slug)).toBeDefined();
});
