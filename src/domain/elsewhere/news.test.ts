/** Who follows hears of a file once: how many came, by place; never of what is private. */

import { expect, test } from 'vitest';
import { freshDatabase } from '#tests/database.ts';
import { room } from '#tests/elsewhere.ts';
import * as staff from '#tests/staff.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { follow } from '../notifications/follow.server.ts';
import { hearAll } from '../notifications/hear.server.ts';
import { mailAtOnce } from '../notifications/mail-notices.server.ts';
import { toldIn } from '../notifications/told.server.ts';
import { cancel } from './cancel.server.ts';
import { enterAll, enterNext } from './enter-all.server.ts';
import { batch } from './import.ts';

const { db } = await freshDatabase();

/** Four on P1, two on P2, three on the whole text. */
const places = [1, 1, '', 2, 1, '', 2, '', 1];
const csv = `id,paragraph,language,body\n${places.map((on, n) => `L${n},${on},en,Letter number ${n} says this.`).join('\n')}\n`;

async function entered(at: Awaited<ReturnType<typeof room>>, sent: Record<string, string> = {}) {
	const id = await at.checked(csv, sent);
	expect(await at.accepted(id)).toEqual({ ok: true });
	await enterAll(db, id);
	// Asked again it enters nothing, and tells nothing.
	await enterAll(db, id);
	const news = await db
		.selectFrom('news')
		.select('facts')
		.where('consultationId', '=', at.consultation.id)
		.where('kind', '=', 'contribution')
		.execute();
	await hearAll(db, at.consultation.id);
	await mailAtOnce(db, at.consultation.id);
	return news.map(({ facts }) => (facts as { n: number }).n).toSorted();
}

async function mailTo({ email }: Viewer) {
	const mails = await db.selectFrom('mail').select('id').where('recipient', '=', email).execute();
	const told = await Promise.all(mails.map(({ id }) => toldIn(db, id)));
	return told.map((one) => one?.items.map(({ count, unitNumber }) => [unitNumber, count]));
}

async function followers(at: Awaited<ReturnType<typeof room>>) {
	const { unitId } = await db
		.selectFrom('unitText')
		.innerJoin('unit', 'unit.id', 'unitText.unitId')
		.select('unitText.unitId')
		.where('unit.consultationId', '=', at.consultation.id)
		.where('number', '=', 2)
		.executeTakeFirstOrThrow();
	const [whole, unit] = [await staff.person(db, 'Whole'), await staff.person(db, 'Unit')];
	const everything = { target: 'consultation' as const, targetId: at.consultation.id };
	await follow(db, whole, everything, 'at_once');
	await follow(db, at.secretariat, everything, 'at_once');
	await follow(db, unit, { target: 'unit', targetId: unitId }, 'at_once');
	return { whole, unit };
}

test('one mail says how many came on each place; whoever accepted the file gets none', async () => {
	const at = await room(db);
	const { whole, unit } = await followers(at);
	expect(await entered(at)).toEqual([2, 3, 4]);
	expect(await mailTo(whole)).toEqual([
		[
			[1, 4],
			[null, 3],
			[2, 2]
		]
	]);
	expect(await mailTo(unit)).toEqual([[[2, 2]]]);
	expect(await mailTo(at.secretariat)).toEqual([]);
});

test('of a file stopped in the middle, what came by then is told once', async () => {
	const at = await room(db);
	const { whole } = await followers(at);
	const rows = Array.from({ length: batch + 1 }, (_, n) => `S${n},2,en,Letter ${n}.`);
	const id = await at.checked(`id,paragraph,language,body\n${rows.join('\n')}\n`);
	await at.accepted(id);
	await enterNext(db, id);
	expect(await cancel(db, at.secretariat, at.at, id)).toEqual({ ok: true });
	await enterAll(db, id);
	await hearAll(db, at.consultation.id);
	await mailAtOnce(db, at.consultation.id);
	expect(await mailTo(whole)).toEqual([[[2, batch]]]);
});

test('a file for the secretariat alone is nobody’s news', async () => {
	const at = await room(db);
	const { whole, unit } = await followers(at);
	expect(await entered(at, { consent: 'private' })).toEqual([]);
	expect(await mailTo(whole)).toEqual([]);
	expect(await mailTo(unit)).toEqual([]);
});
