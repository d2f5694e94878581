import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '#platform/root.ts';
import { arcadia } from '#seed/arcadia.ts';
import { read } from '#tests/csv.ts';
import { freshDatabase } from '#tests/database.ts';

const { db, url } = await freshDatabase();
const folder = mkdtempSync(join(tmpdir(), 'folkmoot-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => arcadia(db));

type Ended = { code: number | null; out: string; err: string };

function folkmoot(
	args: string[],
	env: Record<string, string> = { DATABASE_URL: url }
): Promise<Ended> {
	const child = spawn(process.execPath, [join(root, 'src/cli/main.ts'), ...args], {
		cwd: folder,
		env: { PATH: process.env.PATH, ...env }
	});
	const ended: Ended = { code: null, out: '', err: '' };
	child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.out += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.err += text));
	return new Promise((done) => child.once('close', (code) => done({ ...ended, code })));
}

const names = ['serve', 'migrate', 'import', 'export', 'check'];

test('help lists every command, and each has help of its own', async () => {
	const overview = await folkmoot(['--help'], {});
	expect(overview.code).toBe(0);
	for (const name of names) expect(overview.out).toContain(`  ${name} `);
	const helps = await Promise.all(names.map((name) => folkmoot([name, '--help'], {})));
	for (const [at, { code, out }] of helps.entries()) {
		expect({ code, out: out.split('\n')[0] }).toMatchObject({ code: 0 });
		expect(out).toMatch(new RegExp(`^Usage: folkmoot ${names[at]}`));
	}
});

test.each([
	[[], 2],
	[['dance'], 2],
	[['constructor'], 2],
	[['check', '--quickly'], 2],
	[['export'], 2],
	[['export', '--consultation', 'open-works', '--what', 'votes'], 2],
	[['export', '--consultation', 'open-works', '--format', 'xml'], 2],
	[['export', '--consultation', 'nowhere'], 1],
	[['import'], 2],
	[['import', 'a.md'], 2],
	[['import', 'not-there.md', '--dry-run'], 1]
] as const)('folkmoot %j ends with %d and a sentence on standard error', async (args, code) => {
	const ended = await folkmoot([...args]);
	expect(ended.code).toBe(code);
	expect(ended.err + (args.length === 0 ? ended.out : '')).toMatch(/\w+ \w+/);
	expect(ended.err).not.toMatch(/\n\s+at /);
	if (args.length > 0) expect(ended.out).toBe('');
});

test('a data folder without a database is said, and none is made', async () => {
	const ended = await folkmoot(['check'], { FOLKMOOT_DATA: join(folder, 'none') });
	expect(ended).toMatchObject({ code: 1, err: expect.stringContaining('There is no database in') });
});

test('a database that does not answer is said in a sentence', async () => {
	const ended = await folkmoot(['check'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
	expect(ended).toMatchObject({ code: 1, err: expect.stringContaining('cannot be reached') });
});

test('migrate says that there is nothing to do', async () => {
	expect(await folkmoot(['migrate'])).toMatchObject({
		code: 0,
		out: expect.stringContaining('Nothing to do')
	});
});

describe('import --dry-run --json', () => {
	test('prints the units as text, without a database', async () => {
		const file = join(folder, 'rules.md');
		writeFileSync(
			file,
			'# Rules\n\n## One\n\nA  *b*[^1]\nc\n\n- x\n- y\n\n| p | q |\n|---|---|\n| 1 | 2 |\n\n[^1]: note\n'
		);
		const { code, out, err } = await folkmoot(['import', file, '--dry-run', '--json'], {});
		expect({ code, err: err.split('\n').length > 1 }).toEqual({ code: 0, err: true });
		expect(JSON.parse(out)).toMatchObject({
			title: 'Rules',
			warnings: expect.any(Array),
			units: expect.arrayContaining([
				{ kind: 'heading', level: expect.any(Number), text: 'One' },
				{ kind: 'paragraph', text: 'A b c [note]' },
				{ kind: 'list', text: 'x\ny' },
				{ kind: 'table', text: 'p\tq\n1\t2' }
			])
		});
	});

	test('refuses what is no document, with a sentence and nothing on standard output', async () => {
		const file = join(folder, 'picture.docx');
		writeFileSync(file, Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 0]));
		const ended = await folkmoot(['import', file, '--dry-run', '--json'], {});
		expect(ended).toMatchObject({ code: 1, out: '' });
		expect(ended.err).toContain('not what the name of the file says');
	});
});

describe('import --space', () => {
	const file = join(folder, 'draft.md');

	test('stores a draft that nobody but staff sees', async () => {
		writeFileSync(file, '# A new road\n\nIt begins here.\n');
		const ended = await folkmoot(['import', file, '--space', 'arcadia', '--title', 'The road']);
		expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('arcadia/the-road') });
		const row = await db
			.selectFrom('consultation')
			.innerJoin('draftStep', 'draftStep.consultationId', 'consultation.id')
			.select(['title', 'announcedAt', 'versionId', 'units'])
			.where('slug', '=', 'the-road')
			.executeTakeFirstOrThrow();
		expect(row).toMatchObject({ title: 'The road', announcedAt: null, versionId: null });
		expect(JSON.stringify(row.units)).toContain('It begins here.');
	});

	test('refuses a space that is not there', async () => {
		const ended = await folkmoot(['import', file, '--space', 'atlantis']);
		expect(ended).toMatchObject({ code: 1, err: expect.stringContaining('no space') });
	});
});

describe('export', () => {
	test('writes CSV to a file and the same to standard output', async () => {
		const file = join(folder, 'out.csv');
		const asked = ['export', '--consultation', 'open-works', '--what', 'units'];
		const [filed, printed] = [await folkmoot([...asked, '--out', file]), await folkmoot(asked)];
		expect(filed).toMatchObject({ code: 0, out: '' });
		expect(printed.code).toBe(0);
		expect(printed.out).toBe(readFileSync(file, 'utf8'));
		expect(read(printed.out.slice(1))[0]?.[0]).toBe('consultation');
	});

	test('a file that cannot be written is said', async () => {
		const ended = await folkmoot([
			'export',
			'--consultation',
			'open-works',
			'--out',
			join(folder, 'no/such/folder.csv')
		]);
		expect(ended.code).toBe(1);
	});
});

describe('check', () => {
	const faults = async () => {
		const { out } = await folkmoot(['check', '--json']);
		const found = JSON.parse(out) as { differences: { count: string }[] };
		return { counts: found.differences.map(({ count }) => count) };
	};

	test('the test database is not durable, and check says so', async () => {
		const { code, out } = await folkmoot(['check']);
		expect(code).toBe(1);
		expect(out).toMatch(/FAULT\s+fsync = off/);
	});

	test('the example’s counts are what its rows come to', async () => {
		expect((await faults()).counts).toEqual([]);
	});

	test.each([
		['votes', 'update tally set agree = agree + 1 where ctid = (select min(ctid) from tally)'],
		['votes', 'delete from vote where ctid = (select max(ctid) from vote)'],
		[
			'support',
			`update contribution set support_people = support_people + 1 where ctid = (select min(ctid) from contribution)`
		],
		[
			'replies',
			`update contribution set reply_count = reply_count + 1 where ctid = (select min(ctid) from contribution)`
		],
		[
			'signatures',
			`update contribution set joint = true, signature_count = signature_count + 1
				where ctid = (select min(ctid) from contribution where organisation_id is not null and visibility = 'public')`
		],
		[
			'earlier votes',
			`insert into earlier_tally (version_id, unit_id, voter_kind, consultation_id, agree, changes, disagree, unsure)
				select v.id, t.unit_id, 'person', v.consultation_id, 1, 0, 0, 0
				from text_version v join unit_text t on t.version_id = v.id limit 1`
		],
		[
			'folded',
			'update contribution set alike_count = alike_count + 1 where ctid = (select min(ctid) from contribution)'
		],
		[
			'invalidated',
			`with i as (
				insert into invalidation (id, space_id, consultation_id, condition, rule, facts, lang, people, votes, supports, contributions, asked_by, asked_at)
				select gen_random_uuid(), c.space_id, c.id, '{}', 'honesty', 'Seen.', 'en', 0, 0, 0, 0, p.id, now() from consultation c, person p limit 1
				returning id
			) insert into invalid_vote select i.id, unit_id, voter_id, voter_kind, version_id, value, cast_at from vote, i limit 1`
		]
	])('a planted fault in %s is found: %s', async (count, statement) => {
		const before = (await faults()).counts;
		await sql.raw(statement).execute(db);
		const after = (await faults()).counts;
		const wrong = (counts: string[]) => counts.filter((one) => one === count).length;
		expect(wrong(after)).toBe(wrong(before) + 1);
	});
});
