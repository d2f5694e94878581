import { expect, test } from 'vitest';
import { groupsOf, likeMarked, type Compared } from './alike.ts';

const said = (lang: string, ...texts: string[]): Compared[] =>
	texts.map((text) => ({ lang, text }));

/** A word nobody else says. */
const odd = (n: number) => [...`${n}`].map((digit) => 'bcdfghjklm'[Number(digit)] ?? '').join('a');

/** Fifty remarks with nothing in common but what every sentence has. */
const filler = said(
	'en',
	...Array.from({ length: 50 }, (_, n) => {
		const words = Array.from({ length: 8 }, (_, at) => `${odd(1000 + n * 8 + at)}ig`);
		return `The matter of the ${words.join(' and the ')}.`;
	})
);
const buses = said(
	'en',
	'Night buses should run every hour from the station.',
	'Please let the night buses run hourly after midnight.',
	'At night there are no buses from the station for shift workers.'
);
const pools = said(
	'en',
	'The swimming pool needs a ramp for wheelchairs.',
	'A ramp at the swimming pool, so that wheelchairs get in.'
);
const russian = said(
	'ru',
	'Ночные автобусы должны ходить каждый час.',
	'Пусть ночных автобусов станет больше.',
	'Бассейну нужен пандус.'
);
const arabic = said('ar', 'نريد الحافلات الليلية كل ساعة.', 'حافلات ليلية أكثر من فضلكم.');
const texts = [...filler, ...buses, ...russian, ...pools, ...arabic];
const at = (text: string | undefined) => texts.findIndex((one) => one.text === text);
const members = (those: readonly { text: string }[]) =>
	those.map(({ text }) => at(text)).toSorted((a, b) => a - b);

test('what says the same is proposed with the words it shares, in each language by itself', () => {
	const found = groupsOf(texts);
	const sets = found.map((one) => one.members.toSorted((a, b) => a - b));
	expect(sets).toContainEqual(members(buses));
	expect(sets).toContainEqual(members(pools));
	expect(sets).toContainEqual(members(russian.slice(0, 2)));
	expect(sets).toContainEqual(members(arabic));
	const shared = found.find((one) => one.members.includes(at(buses[0]?.text)))?.shared;
	expect(shared).toEqual(expect.arrayContaining(['night', 'buses']));
	expect(shared).not.toContain('the');
});

test('the same texts give the same proposals, whatever was compared before', () => {
	const before = JSON.stringify(groupsOf(texts));
	groupsOf(buses);
	expect(JSON.stringify(groupsOf(texts))).toBe(before);
});

test('copies stand behind the first of them and come along', () => {
	const [one] = buses;
	if (!one) throw new Error('No text.');
	const many: Compared[] = [...filler, one, { ...one, text: ` ${one.text.toUpperCase()}` }];
	many.push({ lang: 'en', text: 'Nearly the same, as was found before.', copyOf: filler.length });
	expect(groupsOf(many).map((found) => found.members)).toContainEqual([50, 51, 52]);
});

test('numbers and single words in common say nothing', () => {
	const numbers = said('en', 'In 2024 it cost 4000.', 'From 2024 on, 4000 of them.');
	expect(groupsOf([...filler, ...numbers]).flatMap((one) => one.members)).not.toContain(50);
	expect(groupsOf([])).toEqual([]);
	expect(groupsOf(said('en', '', '12', '!!!'))).toEqual([]);
});

test('progress only grows, and ends below the end', () => {
	const told: number[] = [];
	groupsOf(texts, (percent) => told.push(percent));
	expect(told).toEqual(told.toSorted((a, b) => a - b));
	expect(told.at(-1)).toBeLessThan(100);
});

test('what is like those that carry a theme is found, nearest first, and nothing else', () => {
	const marked = new Set([at(buses[0]?.text), at(pools[0]?.text)]);
	const found = likeMarked(texts, marked);
	expect(found.map((one) => one.at)).toEqual(
		expect.arrayContaining([at(buses[1]?.text), at(buses[2]?.text), at(pools[1]?.text)])
	);
	expect(found.every((one) => one.at >= filler.length && !marked.has(one.at))).toBe(true);
	expect(found[0]?.shared.length).toBeGreaterThan(0);
	expect(found.map(({ share }) => share)).toEqual(
		found.map(({ share }) => share).toSorted((a, b) => b - a)
	);
});
