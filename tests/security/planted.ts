/** One consultation with something secret in every place that answering has, and who each is for. */

import { sql } from 'kysely';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { edit } from '#domain/contribution/edit.server.ts';
import { send, type Said } from '#domain/contribution/send.server.ts';
import { withdraw } from '#domain/contribution/withdraw.server.ts';
import { addNote } from '#domain/desk/note.server.ts';
import { enter } from '#domain/elsewhere/enter.server.ts';
import { newId } from '#domain/identity.ts';
import { appeal } from '#domain/moderation/appeal/send.server.ts';
import { hold } from '#domain/moderation/hold.server.ts';
import { redact } from '#domain/moderation/redact.server.ts';
import { refuse } from '#domain/moderation/refuse.server.ts';
import { report } from '#domain/moderation/report.server.ts';
import { mute } from '#domain/peace/mute.server.ts';
import { byReference } from '#domain/response/desk.server.ts';
import { draft } from '#domain/response/draft.server.ts';
import { publish } from '#domain/response/publish.server.ts';
import { save } from '#domain/response/save.server.ts';
import { submit } from '#domain/response/submit.server.ts';
import { supersede } from '#domain/response/supersede.server.ts';
import { keepTemplate } from '#domain/response/template/keep.server.ts';
import type { Typed } from '#domain/response/typed.ts';
import { noReasons, type Operation } from '#domain/version/operation.ts';
import { revise } from '#domain/version/revise.server.ts';
import { startVersion } from '#domain/version/start.server.ts';
import { typed } from '../answers.ts';
import { moveClock, touched, type Made } from '../journeys/consultation.ts';
import { db } from '../journeys/site.ts';
import { paragraph } from '../staff.ts';
import { nextVersion, unitsNow } from '../versions.ts';
import type { actors, Role } from './roles.ts';

/** Who may read a word, and who of them comes upon it without acting first. */
export type Secret = { word: string; by: readonly Role[]; reads: readonly Role[] };

const own: Role[] = ['author'];
const authorAndDesk: Role[] = ['author', 'secretariat'];
const staff: Role[] = ['chair', 'secretariat'];
const writers: Role[] = ['agency editor', 'chair', 'secretariat'];
const judges: Role[] = ['chair', 'moderator', 'secretariat'];
const nobody: Role[] = [];
const now = sql<Date>`clock_timestamp()`;

/** The outcome of a verb that must not refuse. */
async function done<T extends { ok: boolean }>(act: Promise<T>): Promise<T & { ok: true }> {
	const outcome = await act;
	if (!outcome.ok) throw new Error(JSON.stringify(outcome));
	return outcome as T & { ok: true };
}
const must = <T>(value: T | null | undefined): T => {
	if (value === null || value === undefined) throw new Error('It is not there.');
	return value;
};

export async function plant(made: Made, everyone: Awaited<ReturnType<typeof actors>>) {
	const secrets = new Map<string, Secret>();
	const keep = (name: string, word: string, by: readonly Role[], reads = by) => {
		if (secrets.has(name)) throw new Error(`${name} is there twice.`);
		secrets.set(name, { word, by, reads });
		return word;
	};
	let n = 0;
	const secret = (name: string, by: readonly Role[], reads = by) =>
		keep(name, `canary${(0xa10 + n++).toString(16)}${name.replaceAll(/\W/g, '')}`, by, reads);

	const viewer = (role: Role): Viewer => must(everyone[role].viewer);
	const [desk, author] = [viewer('secretariat'), viewer('author')];
	const { spaceId } = await db
		.selectFrom('consultation')
		.select('spaceId')
		.where('id', '=', made.id)
		.executeTakeFirstOrThrow();

	const say = async (body: string, more: Partial<Said> = {}, by = author) => {
		const { reference } = await done(
			send(db, by, {
				...{ consultationId: made.id, on: { kind: 'unit', number: 1 }, to: null, as: null },
				...{ kind: 'comment', visibility: 'public', lang: 'en', body, ...more }
			})
		);
		const { id } = await db
			.selectFrom('contribution')
			.select('id')
			.where('reference', '=', reference)
			.executeTakeFirstOrThrow();
		return { id, reference, consultationId: made.id };
	};
	const privately = { visibility: 'private' } as const;

	// What was said.
	const alone = await say(`Says ${secret('private words', authorAndDesk)}.`, privately);
	keep('private reference', alone.reference, authorAndDesk);
	const proposed = await say(`As ${secret('private suggestion', authorAndDesk)}.`, {
		...privately,
		...{ kind: 'suggestion' as const },
		suggestion: {
			act: 'replace',
			words: `New ${secret('suggested words', authorAndDesk)}.`,
			basedOn: null
		}
	});
	keep('private suggestion’s reference', proposed.reference, authorAndDesk);
	const reworded = await say(
		`First ${secret('earlier private words', authorAndDesk, own)}.`,
		privately
	);
	await done(edit(db, author, { ...reworded, body: 'Said differently.', lang: 'en' }));
	const plain = await say('An ordinary remark.');
	const other = await say('Another ordinary remark.');
	const mixed = await say(`With ${secret('private beside public', authorAndDesk)}.`, privately);

	// What was taken out.
	const held = await say(`Says ${secret('held words', ['author', ...judges])}.`);
	await done(hold(db, desk, { ...held, rule: 'respect', facts: 'It is looked at.' }));
	const refused = await say(
		`Says ${secret('refused words', ['author', 'moderator', 'secretariat'])}.`
	);
	await done(
		refuse(db, desk, { ...refused, rule: 'advertising', facts: 'It is an advertisement.' })
	);
	const [first, second] = [
		secret('earlier words taken out', nobody),
		secret('words taken out', nobody)
	];
	const redacted = await say(`Call ${first} today.`);
	await done(edit(db, author, { ...redacted, body: `Call ${second} tomorrow.`, lang: 'en' }));
	await done(
		redact(db, desk, {
			...{ ...redacted, rule: 'respect', facts: 'A telephone number.' },
			passages: `${first}\n${second}`
		})
	);
	const withdrawn = await say(`Says ${secret('withdrawn words', nobody)}.`);
	await done(withdraw(db, author, withdrawn));
	const judged = await say('Refused in private.', privately);
	await done(
		refuse(db, desk, {
			...{ ...judged, rule: 'advertising', facts: secret('facts on private words', authorAndDesk) },
			...{ lang: 'en' }
		})
	);
	const { id: actId } = await db
		.selectFrom('moderationAct')
		.select('id')
		.where('contributionId', '=', judged.id)
		.executeTakeFirstOrThrow();
	const complaint = secret('appeal on private words', authorAndDesk, own);
	await done(appeal(db, author, { actId, words: complaint, lang: 'en' }));
	const { id: heldAct } = await db
		.selectFrom('moderationAct')
		.select('id')
		.where('contributionId', '=', held.id)
		.executeTakeFirstOrThrow();
	await done(
		appeal(db, author, {
			actId: heldAct,
			words: secret('appeal', ['author', ...judges], ['author', 'chair', 'moderator']),
			lang: 'en'
		})
	);
	const note = secret('note of a report', ['moderator', 'participant', 'secretariat']);
	await done(report(db, viewer('participant'), { ...plain, rule: 'advertising', note }));
	const complained = secret('note of a report on private words', ['secretariat']);
	await done(report(db, desk, { ...alone, rule: 'advertising', note: complained }));
	await done(mute(db, viewer('participant'), plain.id, true));
	await sql`update mute set name = ${secret('name in a mute', ['participant'])}
		where person_id = ${viewer('participant').id}`.execute(db);

	// What staff tell each other, and have ready.
	const groupOf = async (title: string, members: { id: string }[]) => {
		const id = newId();
		await db
			.insertInto('contributionGroup')
			.values({ id, consultationId: made.id, title, lang: 'en', at: now })
			.execute();
		await db
			.updateTable('contribution')
			.set({ groupId: id, groupedAt: now })
			.where(
				'id',
				'in',
				members.map((one) => one.id)
			)
			.execute();
		return id;
	};
	const group = await groupOf('Ordinary ones', [other]);
	const secretGroup = await groupOf(secret('title of a private group', authorAndDesk), [
		alone,
		mixed
	]);
	const noted = (name: string, about: Parameters<typeof addNote>[3], by: Role[]) =>
		done(addNote(db, desk, made.id, about, { body: secret(name, by), lang: 'en' }));
	await noted('note on a contribution', { contributionId: plain.id }, writers);
	await noted('note on private words', { contributionId: alone.id }, ['secretariat']);
	await noted('note on a group', { groupId: group }, writers);
	await noted('note on a private group', { groupId: secretGroup }, ['secretariat']);
	const template = await done(
		keepTemplate(db, desk, spaceId, {
			...{ title: secret('title of a template', writers), kind: '', lang: 'en' },
			...{ input: secret('template 1', staff), consideration: secret('template 2', staff) },
			...{ influence: secret('template 3', staff), reasons: secret('template 4', staff) },
			beyond: secret('template 5', staff)
		})
	);

	// Answers.
	const begun = async (to: { reference: string }[]) => {
		const references = to.map(({ reference }) => reference);
		const made_ = await done(
			draft(db, desk, made.id, { to: references, replies: false, lang: 'en' })
		);
		return {
			reference: made_.reference,
			id: must(await byReference(db, null, made_.reference)).id
		};
	};
	/** A secret in each field of a response. */
	const filled = (name: string, by: Role[]): Typed => {
		const at = (field: string) => secret(`${name}: ${field}`, by);
		return typed({
			...{ input: at('input'), consideration: at('consideration'), influence: at('influence') },
			...{ reasons: at('reasons'), beyond: at('beyond'), decidedBy: at('decided by') },
			references: [
				{ kind: 'decision', title: at('decision'), href: `https://${at('address')}.example/` }
			]
		});
	};
	const standing = await begun([other]);
	await done(publish(db, desk, standing.id, { seen: 1, typed: typed() }));
	const both = await begun([mixed, await say('A third ordinary remark.')]);
	await done(publish(db, desk, both.id, { seen: 1, typed: typed() }));
	const closed = await begun([alone, reworded]);
	keep('reference of an answer in private', closed.reference, authorAndDesk);
	await done(
		publish(db, desk, closed.id, { seen: 1, typed: filled('answer in private', authorAndDesk) })
	);
	const written = await begun([plain]);
	keep('reference of a draft', written.reference, writers);
	await done(save(db, desk, written.id, { seen: 1, typed: filled('draft', writers) }));
	await noted('note on a draft', { responseId: written.id }, writers);
	const ready = await begun([held]);
	const handed = typed({ reasons: secret('what is handed over', writers) });
	await done(submit(db, desk, ready.id, { seen: 1, typed: handed }));
	const next = await done(supersede(db, desk, standing.id));
	const nextId = must(await byReference(db, null, next.reference)).id;
	const instead = typed({ reasons: secret('what will take its place', writers) });
	await done(save(db, desk, nextId, { seen: 1, typed: instead }));

	// Versions: one that is out, and the draft of the next.
	const units = await unitsNow(db, made.id);
	await nextVersion(
		db,
		made.id,
		units.map(({ id, number, unit }) => {
			if (number !== 1) return { id, unit };
			const because = [alone, plain, held, refused, redacted, proposed].map((one) => ({
				id: one.id
			}));
			const change = { kind: 'change' as const, because, answers: [closed.id, standing.id] };
			return { id, unit: paragraph('Every square has two benches.'), change };
		}),
		{ note: 'Two benches.' }
	);
	await moveClock(made.id, { closes: '-1 minute' });
	await done(startVersion(db, desk, made.id));
	const reasons = (name: string) => ({ ...noReasons, note: secret(name, staff), noteLang: 'en' });
	const [one, two, three] = [made.unit(1), made.unit(2), made.unit(3)];
	const steps: Operation[] = [
		{
			...{ op: 'edit', unit: one, as: 'change', reasons: reasons('why words will change') },
			to: paragraph(`So ${secret('words of the next version', staff)}.`)
		},
		{
			...{ op: 'add', id: newId(), after: one, reasons: reasons('why a paragraph will come') },
			to: paragraph(`Also ${secret('a paragraph to come', staff)}.`)
		},
		{ op: 'reasons', unit: two, as: 'correction', reasons: reasons('why it will be corrected') },
		{ op: 'remove', unit: three, reasons: reasons('why a paragraph will go') }
	];
	for (const [seen, operation] of steps.entries())
		await done(revise(db, desk, made.id, { seen, operation }));

	const ids = { template: template.id, group, secretGroup, ...(await rows()) };

	// What came in by other ways.
	const today = new Date().toISOString().slice(0, 10);
	const entered = async (change: Partial<Parameters<typeof enter>[3]>) => {
		const { reference } = await done(
			enter(db, desk, made.id, {
				...{ channel: 'letter', day: today, author: '', organisation: '', consent: 'named' },
				...{ on: { kind: 'unit', number: 1 }, kind: 'comment', lang: 'en', body: 'A letter.' },
				...{ source: '', contact: '', ...change }
			})
		);
		return { reference };
	};
	const letter = await entered({
		...{ consent: 'private', author: secret('name on a private letter', ['secretariat']) },
		body: `Says ${secret('private letter', ['secretariat'])}.`
	});
	const nameless = await entered({
		...{ consent: 'nameless', author: secret('name without consent', nobody) },
		...{ contact: `${secret('contact of a letter', staff)}@letters.example` },
		source: secret('where a letter lies', staff)
	});

	for (const role of Object.keys(everyone) as Role[])
		if (everyone[role].viewer)
			keep(`address of the ${role}`, viewer(role).email, addressReaders(role));
	await touched(made.id);
	return {
		secrets,
		ids,
		references: {
			contributions: {
				...{ alone: alone.reference, proposed: proposed.reference, plain: plain.reference },
				...{ other: other.reference, mixed: mixed.reference },
				...{ held: held.reference, refused: refused.reference, redacted: redacted.reference },
				...{ withdrawn: withdrawn.reference, judged: judged.reference },
				...{ letter: letter.reference, nameless: nameless.reference }
			},
			responses: {
				...{ standing: standing.reference, both: both.reference, closed: closed.reference },
				...{ written: written.reference, ready: ready.reference, next: next.reference }
			}
		}
	};

	/** What has no verb to be planted by, or one that waits for something else. */
	async function rows() {
		const [file, text, asked, declined, taken, person] = Array.from({ length: 6 }, newId) as [
			string,
			string,
			string,
			string,
			string,
			string
		];
		await db
			.insertInto('contributionImport')
			.values({
				...{ id: file, consultationId: made.id, lang: 'en', channel: 'letter', consent: 'named' },
				...{
					fileName: secret('name of a table', ['secretariat']),
					state: 'checked',
					byId: desk.id
				},
				...{
					receivedOn: sql<Date>`current_date`,
					source: secret('source of a table', ['secretariat'])
				},
				...{ header: JSON.stringify([secret('head of a table', ['secretariat']), 'unit']) },
				...{ columns: '{"body":0,"unit":1}', rows: 2, faults: 1, notes: 1 }
			})
			.execute();
		const cells = (name: string) => JSON.stringify([secret(name, ['secretariat']), 'P99']);
		await db
			.insertInto('contributionImportRow')
			.values([
				{
					...{ importId: file, line: 2, cells: cells('row of a table'), faults: '[]' },
					notes: '[{"code":"outside","value":"P99"}]'
				},
				{
					...{ importId: file, line: 3, cells: cells('faulty row of a table') },
					...{ notes: '[]', faults: '[{"code":"empty"}]' }
				}
			])
			.execute();
		await db
			.insertInto('import')
			.values({
				...{ id: text, spaceId, fileName: secret('name of a text', staff), state: 'refused' },
				...{ endedAt: now, byId: desk.id, obstacle: '{"code":"no_text"}' }
			})
			.execute();

		const wave = (id: string, name: string, more: object) => ({
			...{ id, spaceId, consultationId: made.id, askedBy: desk.id, askedAt: new Date() },
			...{ rule: 'honesty', facts: secret(`facts of ${name}`, judges), lang: 'en' },
			...{ people: 40, votes: 40, supports: 0, contributions: 0 },
			condition: JSON.stringify({
				...{ from: '2026-01-01T10:00:00Z', to: '2026-01-01T11:00:00Z', accountsFrom: null },
				...{ accountsTo: null, domain: `${secret(`domain of ${name}`, judges)}.example` },
				...{ guests: false, like: null, units: [1], takes: ['votes'] }
			}),
			...more
		});
		const [by, at] = [viewer('chair').id, new Date()];
		await db
			.insertInto('invalidation')
			.values([
				wave(asked, 'a wave asked for', {}),
				wave(declined, 'a wave declined', { declinedBy: by, declinedAt: at })
			])
			.execute();
		await db
			.insertInto('invalidation')
			.values({
				...wave(taken, 'a wave taken out', { approvedBy: by, approvedAt: at, carriedAt: at }),
				facts: 'Forty accounts within a minute.'
			})
			.execute();
		// What was taken out is told to everyone.
		for (const what of ['facts', 'domain']) secrets.delete(`${what} of a wave taken out`);
		await db
			.insertInto('person')
			.values({
				...{ id: person, name: secret('name of one of a wave', nobody) },
				email: `${secret('address of one of a wave', nobody)}@wave.example`
			})
			.execute();
		await db
			.insertInto('invalidationPerson')
			.values({ personId: person, consultationId: made.id, invalidationId: taken, taken: true })
			.execute();

		await db
			.insertInto('unsent')
			.values({
				...{ personId: author.id, consultationId: made.id, form: 'remark?on=P1', savedAt: now },
				fields: JSON.stringify({ body: secret('what is not sent yet', own) })
			})
			.execute();
		await db
			.updateTable('session')
			.set({ ipAddress: '203.0.113.77', userAgent: secret('browser of a session', own) })
			.where('personId', '=', author.id)
			.execute();
		await db
			.insertInto('pendingAct')
			.values({
				...{ id: newId(), tokenHash: newId(), act: 'remark', language: 'en', returnTo: '/en' },
				...{ email: `${secret('address of what waits', nobody)}@waits.example`, spaceId },
				payload: JSON.stringify({ body: secret('what waits for an address', nobody) }),
				expiresAt: sql<Date>`clock_timestamp() + interval '1 day'`
			})
			.execute();
		await db
			.insertInto('suspension')
			.values({
				...{ id: newId(), personId: viewer('suspended').id, fromAt: now, byId: desk.id },
				reason: secret('why somebody is suspended', ['steward', 'suspended'], ['steward'])
			})
			.execute();
		const organisation = await db
			.selectFrom('organisation')
			.select('id')
			.where('slug', '=', 'ledger')
			.executeTakeFirstOrThrow();
		await db
			.insertInto('invitation')
			.values({
				...{ id: newId(), organisationId: organisation.id, invitedBy: desk.id, tokenHash: newId() },
				...{ email: `${secret('address that is invited', nobody)}@asked.example` },
				...{ createdAt: now, expiresAt: sql<Date>`clock_timestamp() + interval '1 day'` }
			})
			.execute();
		return { file, text, waves: [asked, declined, taken] };
	}
}

/** Everyone reads their own; who gives and ends roles reads those of staff, who suspends the suspended's. */
function addressReaders(role: Role): Role[] {
	if (role === 'participant' || role === 'author') return [role];
	if (role === 'suspended' || role === 'steward') return ['steward'];
	return [...new Set<Role>([role, 'secretariat', 'steward'])];
}
