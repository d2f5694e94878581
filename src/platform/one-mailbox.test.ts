/** G4: one mailbox is one account, however its address is spelt; its mail goes where the account says. */

import { expect, test } from 'vitest';
import { addressKey } from '#domain/accounts/address-key.ts';
import { fillAddressKeys, sharedMailboxes } from '#domain/accounts/address-keys.server.ts';
import { linkOf } from '#domain/accounts/link.server.ts';
import { askForAddress, changeAddress } from '#domain/keys/address.server.ts';
import { newId } from '#domain/identity.ts';
import { openedHouse } from '#tests/opened.ts';
import { spellings } from '#tests/spellings.ts';
import { askForLink, signIn } from './sign-in.server.ts';

const { db, house } = await openedHouse();

/** A thousand sign-ins in the long run. */
const each = process.env.FULL === '1' ? 20 : 5;

const ask = (email: string) =>
	askForLink(house, { email, language: 'en', act: null, to: '/en/arcadia' });
const tokenIn = (path: string) => path.split('/').at(-1) ?? '';
const browser = () => ({ headers: new Headers(), viewer: null, language: 'en' });
const arrive = async (email: string) =>
	signIn(house, tokenIn(await ask(email)), 'Someone', browser());
const verified = async () => {
	const { n } = await db
		.selectFrom('person')
		.select(({ fn }) => fn.countAll<number>().as('n'))
		.where('emailVerified', '=', true)
		.executeTakeFirstOrThrow();
	return n;
};
const mailsTo = (recipient: string) =>
	db.selectFrom('mail').select('id').where('recipient', '=', recipient).execute();
const aPerson = async (email: string) => {
	const id = newId();
	await db
		.insertInto('person')
		.values({ id, name: 'Before', email, emailVerified: true })
		.execute();
	return id;
};

test(
	`${50 * each} scripted sign-ins from fifty mailboxes are fifty people`,
	{ timeout: 60_000 },
	async () => {
		const before = await verified();
		const people = new Set<string>();
		for (let n = 0; n < 50; n++) {
			for (const email of spellings(`puppet${n}x`, each)) {
				const signed = await arrive(email);
				if (!signed.ok) throw new Error(`${email}: ${signed.obstacle.code}`);
				people.add(signed.viewer.id);
			}
		}
		expect(people.size).toBe(50);
		expect((await verified()) - before).toBe(50);
	}
);

test('mail goes to the address of the account, never to the one that was typed', async () => {
	await arrive('ines.matos@gmail.com');
	const token = tokenIn(await ask('InesMatos+other@googlemail.com'));
	expect(await linkOf(db, token)).toMatchObject({
		email: 'ines.matos@gmail.com',
		firstTime: false
	});
	expect(await mailsTo('inesmatos+other@googlemail.com')).toEqual([]);
	expect(await mailsTo('ines.matos@gmail.com')).toHaveLength(2);
});

test('a link that was sent to another spelling before there was an account opens none', async () => {
	const early = tokenIn(await ask('late+a@gmail.com'));
	expect(await arrive('late@gmail.com')).toMatchObject({ ok: true });
	const before = await verified();
	expect(await linkOf(db, early)).toBeNull();
	expect(await signIn(house, early, 'Late', browser())).toEqual({
		ok: false,
		obstacle: { code: 'link_over' }
	});
	expect(await verified()).toBe(before);
});

test('nobody moves to another spelling of somebody’s mailbox, anyone to another of their own', async () => {
	await arrive('taken@gmail.com');
	const mover = await arrive('mover@gmail.com');
	if (!mover.ok) throw new Error(mover.obstacle.code);
	expect(await askForAddress(db, mover.viewer, 't.aken+x@gmail.com')).toBeNull();
	const path = await askForAddress(db, mover.viewer, 'mo.ver@gmail.com');
	expect(await changeAddress(db, tokenIn(path ?? ''), mover.viewer)).toMatchObject({ ok: true });
	const row = await db
		.selectFrom('person')
		.select(['email', 'addressKey'])
		.where('id', '=', mover.viewer.id)
		.executeTakeFirstOrThrow();
	expect(row).toEqual({ email: 'mo.ver@gmail.com', addressKey: 'mover@gmail.com' });
});

test('accounts from before get their key at the start; of two for one mailbox the eldest, and it is reported', async () => {
	// Ids of one millisecond have no order: each is made in one of its own.
	const made: string[] = [];
	for (const email of ['old.timer@gmail.com', 'oldtimer@gmail.com', 'alone@before.example']) {
		made.push(await aPerson(email));
		await new Promise((resume) => setTimeout(resume, 3));
	}
	const [eldest = '', double = '', alone = ''] = made;
	await fillAddressKeys(db);
	const keys = await db
		.selectFrom('person')
		.select(['id', 'addressKey'])
		.where('id', 'in', [eldest, double, alone])
		.orderBy('id')
		.execute();
	expect(keys).toEqual([
		{ id: eldest, addressKey: 'oldtimer@gmail.com' },
		{ id: double, addressKey: null },
		{ id: alone, addressKey: addressKey('alone@before.example') }
	]);
	expect(await sharedMailboxes(db)).toEqual([{ id: double, of: eldest }]);
	// Both can still sign in as themselves.
	expect(await arrive('oldtimer@gmail.com')).toMatchObject({ ok: true, viewer: { id: double } });
	expect(await arrive('old.timer@gmail.com')).toMatchObject({ ok: true, viewer: { id: eldest } });
});
