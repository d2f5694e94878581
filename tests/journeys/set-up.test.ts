import { afterAll, expect, test } from 'vitest';
import { startServer } from '../server.ts';
import { visitor } from './browser.ts';
import { newClient } from './client.ts';
import { linkFor } from './people.ts';
import { siteOf } from './site.ts';
import { t } from './steps.ts';

const server = await startServer({ args: ['--empty'] });
afterAll(() => server.stop());
const site = siteOf(server.origin, server.data);

test('whoever installed it sets it up with the link from the terminal, once', async () => {
	const stranger = newClient(site.origin);
	expect((await stranger.open('/en/set-up')).text).not.toMatch(/<form[^>]*method="post"/);
	const path = await printed(/\/\w+\/set-up\S*token\S+|\/set-up\/\S+/);
	const page = await visitor({ scripts: false, at: site.origin });
	await page.goto(path);
	const fields = {
		name: 'Borealia',
		slug: 'borealia',
		zone: 'Europe/Oslo',
		contact: 'desk@borealia.example'
	};
	await page.getByLabel(t('accounts.set_up.name'), { exact: true }).fill(fields.name);
	await page.getByLabel(t('accounts.set_up.slug'), { exact: true }).fill(fields.slug);
	await page.getByLabel(t('accounts.set_up.zone'), { exact: true }).fill(fields.zone);
	await page.getByLabel(t('accounts.set_up.contact'), { exact: true }).fill(fields.contact);
	await page.getByLabel(t('accounts.set_up.you.name'), { exact: true }).fill('Astrid Nordholm');
	await page
		.getByLabel(t('accounts.set_up.you.email'), { exact: true })
		.fill('astrid@borealia.example');
	await page.getByRole('button', { name: t('accounts.set_up.button'), exact: true }).click();
	await page.getByText(t('accounts.set_up.done')).first().waitFor();

	expect((await stranger.get(path)).status).toBe(404);
	await page.goto(await linkFor('astrid@borealia.example', site));
	await page.getByRole('button', { name: t('accounts.link.button'), exact: true }).click();
	// Here nobody plays: the first steward needs a second key before the roles take effect.
	await page.goto('/en/borealia/work');
	expect(page.url()).toBe(`${site.origin}/en/account/keys?to=%2Fen%2Fborealia%2Fwork`);
	const roles = await site.db.selectFrom('roleGrant').select('role').orderBy('role').execute();
	expect(roles.map(({ role }) => role)).toEqual(['SECRETARIAT', 'STEWARD']);
});

/** The address of a line the server prints once it listens. */
async function printed(what: RegExp): Promise<string> {
	await expect.poll(() => what.test(server.output())).toBe(true);
	const [found = ''] = what.exec(server.output()) ?? [];
	return found;
}
