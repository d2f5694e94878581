/** C1: every door × everyone, held against the policy. */

import { expect, test } from 'vitest';
import { acts, may, type Rule } from '#domain/policy/acts.ts';
import { doors } from '../../src/doors.ts';
import type { Answer } from '../journeys/client.ts';
import { requestAt, samplesOf } from '../journeys/samples.ts';
import { db, site } from '../journeys/site.ts';
import { actor, actors, type Role } from './roles.ts';

const everyone = await actors('policy');
const params = await samplesOf(site, 'bertrand');
const { id: spaceId } = await db
	.selectFrom('space')
	.select('id')
	.where('slug', '=', 'arcadia')
	.executeTakeFirstOrThrow();

/** A refusal by the door, as opposed to whatever the page then says. */
function refused({ status, headers }: Answer): boolean {
	return (
		status === 401 ||
		status === 404 ||
		(status === 303 && /\/sign-in\?to=/.test(String(headers.location)))
	);
}

const rows = Object.entries(doors).map(([door, act]) => {
	return { door, act, ...requestAt(door, params) };
});
// Whoever signs out is somebody else afterwards.
rows.sort((a, b) => Number(a.act === 'account.sign_out') - Number(b.act === 'account.sign_out'));

// The same table as people would put it, so that a slip in the policy itself is seen.
const nobody: Role[] = [];
const staff: Role[] = ['secretariat', 'chair'];
const known: [path: string, who: Role[]][] = [
	['/en/arcadia/work', [...staff, 'moderator']],
	['/en/arcadia/work/answers', [...staff, 'agency editor']],
	['/en/arcadia/work/reports', ['moderator', 'secretariat']],
	['/en/arcadia/work/appeals', ['moderator', ...staff]],
	['/en/arcadia/work/people', ['secretariat', 'steward']],
	['/en/arcadia/work/suspensions', ['steward']],
	[
		'/en/account',
		[
			'participant',
			'author',
			'moderator',
			'secretariat',
			'chair',
			'agency editor',
			'forum member',
			'steward',
			'reviewer'
		]
	],
	['/en/set-up', nobody]
];
test.each(known)('%s is for %j', async (path, who) => {
	const found: string[] = [];
	for (const { role, client } of Object.values(everyone))
		if ((await client.get(path)).status === 200) found.push(role);
	expect(found.sort()).toEqual([...who].sort());
});

test.each(rows)('$door is $act', async ({ door, act, routeId, method, path }) => {
	const rule: Rule = acts[act];
	// Where the form names a row and this one names none, 404 is the row's answer.
	const named = door.endsWith('?/end') || door.includes('/work/reports POST');
	const open = !rule.if && !rule.in && !named;
	const wrong: string[] = [];
	for (const { role, client, viewer } of Object.values(everyone)) {
		const lets = may(viewer, act, routeId.includes('[space]') ? spaceId : null);
		const type = { 'content-type': 'application/x-www-form-urlencoded' };
		const answer = await client.send({
			method,
			path,
			...(method === 'POST' ? { headers: type, body: 'nothing=' } : {})
		});
		const says = `${role}: ${answer.status} ${answer.headers.location ?? ''}`;
		if (answer.status >= 500 || answer.status === 405) wrong.push(says);
		else if (!lets && !refused(answer)) wrong.push(`${says}, and may not`);
		else if (lets && open && refused(answer)) wrong.push(`${says}, and may`);
	}
	expect(wrong).toEqual([]);
});

test('a role that ends, and a suspension, are felt within a second', async () => {
	const { client, viewer } = await actor('ending', 'moderator', 'MODERATOR');
	expect((await client.get('/en/arcadia/work')).status).toBe(200);
	const sql = `with ended as (update role_grant set to_at = now() where person_id = $1 returning person_id)
		select pg_notify('folkmoot', 'person ' || person_id) from ended`;
	await site.pool.query(sql, [viewer?.id]);
	await expect
		.poll(async () => (await client.get('/en/arcadia/work')).status, { timeout: 1000 })
		.toBe(404);
});
