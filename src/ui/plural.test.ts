import { expect, test } from 'vitest';
import { languages } from '#domain/languages.ts';
import { formsOf } from './plural.ts';
import { counted } from './script/counted.ts';
import { wordsIn } from './words.ts';

test.each(languages)('%s counts in the browser as on the server', (lang) => {
	const words = wordsIn(lang);
	const forms = formsOf(words, 'live.said');
	for (const count of [0, 1, 2, 3, 4, 5, 10, 11, 12, 21, 22, 25, 99, 100, 101, 102, 111, 1000])
		expect(counted(forms, count, lang)).toBe(words.t('live.said', { count }));
});
