import { expect, test } from 'vitest';
import { emailOf, isEmail } from './accounts.ts';
import { addressKey } from './address-key.ts';
import { spellings } from '#tests/spellings.ts';
import { isDisposable } from './disposable.ts';

test.each([
	['Joana.Silva@Example.ORG', 'joana.silva@example.org'],
	['joana.silva+votes@example.org', 'joana.silva@example.org'],
	['joana.silva+a+b@example.org', 'joana.silva@example.org'],
	['j.o.a.n.a@gmail.com', 'joana@gmail.com'],
	['Joana+one@GoogleMail.com', 'joana@gmail.com'],
	['ｊｏａｎａ@ｇｍａｉｌ.com', 'joana@gmail.com'],
	['jоаnа@gmail.com', 'joana@gmail.com'],
	['joana@protonmail.com', 'joana@proton.me'],
	['jo-ana@pm.me', 'joana@proton.me'],
	['joana@me.com', 'joana@icloud.com'],
	['ioana-petrova@ya.ru', 'ioanapetrova@yandex.ru'],
	['joana-shop@yahoo.com', 'joana@yahoo.com'],
	['votes@joana.fastmail.com', 'joana@fastmail.com'],
	['ines@пример.рф', 'ines@xn--e1afmkfd.xn--p1ai'],
	['+joana@example.org', '+joana@example.org']
])('%s leads to %s', (typed, key) => {
	expect(addressKey(typed)).toBe(key);
	expect(addressKey(key)).toBe(key);
});

test.each([
	['j.silva@example.org', 'jsilva@example.org'],
	['joana-silva@example.org', 'joana@example.org'],
	['joana@example.org', 'joana@example.com'],
	['joan0@gmail.com', 'joano@gmail.com'],
	['joana@outlook.com', 'joana@hotmail.com']
])('%s and %s may be two people', (one, other) => {
	expect(addressKey(one)).not.toBe(addressKey(other));
});

test.each(['someone@mailinator.com', 'a@eu.mailinator.com', 'a@yopmail.com'])(
	'%s is anybody’s',
	(email) => expect(isDisposable(email)).toBe(true)
);

test.each(['a@gmail.com', 'a@example.org', 'a@gov.uk', 'a@notmailinator.com.example'])(
	'%s is somebody’s',
	(email) => expect(isDisposable(email)).toBe(false)
);

test('a thousand spellings of fifty addresses are fifty', () => {
	const all = Array.from({ length: 50 }, (_, n) => spellings(`person${n}x`, 20)).flat();
	expect(new Set(all.map(emailOf)).size).toBeGreaterThan(900);
	expect(all.every((one) => isEmail(emailOf(one)))).toBe(true);
	expect(new Set(all.map(addressKey)).size).toBe(50);
});
