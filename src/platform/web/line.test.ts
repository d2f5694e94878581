import { expect, test } from 'vitest';
import type { Viewer } from '#domain/accounts/viewer.ts';
import { newId } from '#domain/identity.ts';
import { inLine } from './line.server.ts';

const someone = () => ({ viewer: { id: newId() } as Viewer }) as Parameters<typeof inLine>[0];

/** Work that goes on until it is told to end, counting how much of it is under way. */
function office() {
	const ends: (() => void)[] = [];
	let [busy, most] = [0, 0];
	const work = async () => {
		most = Math.max(most, (busy += 1));
		await new Promise<void>((end) => void ends.push(end));
		busy -= 1;
		return 'done';
	};
	const settle = () => new Promise((resume) => setTimeout(resume, 0));
	const finish = async () => {
		for (await settle(); ends.length > 0; await settle()) ends.splice(0).forEach((end) => end());
	};
	return { work, finish, most: () => most, busy: () => busy };
}

test('four acts of an account at once, the others in turn, all of them done', async () => {
	const own = someone();
	const { work, finish, most } = office();
	const done = Promise.all(Array.from({ length: 30 }, () => inLine(own, 'POST', work)));
	await finish();
	expect(await done).toEqual(Array(30).fill('done'));
	expect(most()).toBe(4);
});

test('another account, a reader and whoever is unknown do not wait for them', async () => {
	const own = someone();
	const { work, finish, busy } = office();
	const asked = Array.from({ length: 9 }, () => inLine(own, 'POST', work));
	asked.push(inLine(someone(), 'POST', work), inLine(own, 'GET', work));
	asked.push(inLine({ viewer: null }, 'POST', work));
	await new Promise((resume) => setTimeout(resume, 0));
	expect(busy()).toBe(4 + 3);
	await finish();
	await Promise.all(asked);
});

test('work that fails hands its turn on', async () => {
	const own = someone();
	const fail = () => Promise.reject(new Error('no'));
	const asked = Array.from({ length: 9 }, () => inLine(own, 'POST', fail));
	const outcomes = await Promise.allSettled([...asked, inLine(own, 'POST', () => 'yes')]);
	expect(outcomes.at(-1)).toEqual({ status: 'fulfilled', value: 'yes' });
});

test('a line that is too long is closed with a 429', async () => {
	const own = someone();
	const { work, finish } = office();
	const asked = Array.from({ length: 204 }, () => inLine(own, 'POST', work));
	await expect(inLine(own, 'POST', work)).rejects.toMatchObject({ status: 429 });
	expect(own.retryAfter).toBe(1);
	await finish();
	await Promise.all(asked);
});
