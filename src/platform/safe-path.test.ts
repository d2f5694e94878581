import { expect, test } from 'vitest';
import { safePath } from './safe-path.ts';

const hosts = [
	'evil.example',
	'evil.example/en',
	'evil.example:443',
	'user@evil.example',
	'[::1]',
	'%65vil.example'
];
const beginnings = [
	'//',
	'///',
	'////',
	'\\\\',
	'/\\',
	'\\/',
	'/\\/',
	'//\\',
	'/\t/',
	'/\n/',
	'/\r/',
	'\t//',
	' //',
	'/ /',
	'/./\\',
	'/.//',
	'/..//',
	'/../..//',
	'/%2e//',
	'/a/..//',
	'/a/../..//',
	'http://',
	'https://',
	'HTTPS://',
	'https:',
	'https:/',
	'https:\\\\',
	'http:///',
	'ftp://',
	'ws://',
	'blob:https://',
	'view-source:https://',
	'//\u200b',
	'/\u0000/',
	'/\u2028/',
	'\u0001//',
	'/\u00a0/'
];
const others = [
	'javascript:alert(1)',
	'JaVaScRiPt:alert(1)',
	' javascript:alert(1)',
	'java\tscript:alert(1)',
	'java\nscript:alert(1)',
	'data:text/html,<script>1</script>',
	'vbscript:x',
	'about:blank',
	'file:///etc/passwd',
	'mailto:a@b.c',
	'',
	' ',
	'.',
	'..',
	'?x',
	'#x',
	'en',
	'en/account',
	`/${'a'.repeat(2100)}`,
	'@evil.example',
	'evil.example',
	'/\ud800',
	'/a b',
	'/a\\b'
];
const hostile = [...beginnings.flatMap((start) => hosts.map((host) => start + host)), ...others];

const site = 'https://folkmoot.example';

test('there are at least two hundred hostile forms', () => {
	expect(new Set(hostile).size).toBeGreaterThanOrEqual(200);
});

test.each(hostile)('%j never leaves the site', (wanted) => {
	const led = safePath(wanted, '/en/account');
	expect(new URL(led, site).origin).toBe(site);
	expect(led).toBe('/en/account');
});

test.each([
	'/en',
	'/en/arcadia/consultations/open-works?sort=latest&page=2#P9',
	'/ar/arcadia/organisations/%D8%A7',
	'/en/sign-in?to=%2Fen',
	'/c/C-7K2M9Q'
])('%s is a path of this site and is kept', (wanted) => {
	expect(safePath(wanted, '/fallback')).toBe(wanted);
});

test('nothing wanted leads to the fallback', () => {
	expect(safePath(null, '/en')).toBe('/en');
	expect(safePath(undefined, '/en')).toBe('/en');
});
