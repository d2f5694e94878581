import { expect, test } from 'vitest';
import { openedHouse } from '#tests/opened.ts';

const { house } = await openedHouse({ FOLKMOOT_ORIGIN: 'https://folkmoot.example' });
const { auth, sessions } = house;

test('over https the session’s cookie is bound to the host, secure, and unreadable to scripts', async () => {
	expect(auth.cookie).toBe('__Host-folkmoot');
	expect(auth.cookieOptions).toMatchObject({
		secure: true,
		httpOnly: true,
		sameSite: 'lax',
		path: '/'
	});
	expect(auth.cookieOptions).not.toHaveProperty('domain');

	const token = await auth.linkFor('ines@example.org', 'Inês');
	const opened = await auth.consume(token, new Headers());
	const viewing = (name: string) =>
		sessions.viewer(new Headers({ cookie: `${name}=${opened?.cookie ?? ''}` }));
	expect(await viewing('__Host-folkmoot')).toMatchObject({ name: 'Inês' });
	expect(await viewing('folkmoot')).toBeNull();
});

test('a session’s secret has at least 128 random bits and is new each time', async () => {
	const cookies = [];
	for (let n = 0; n < 5; n++) {
		const opened = await auth.consume(
			await auth.linkFor('omar@example.org', 'Omar'),
			new Headers()
		);
		cookies.push(opened?.cookie.split('.')[0] ?? '');
	}
	expect(new Set(cookies).size).toBe(5);
	for (const cookie of cookies) expect(cookie).toMatch(/^[A-Za-z0-9]{32,}$/);
});
