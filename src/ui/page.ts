/** The words of the page being rendered. */

import { page } from '$app/state';
import { isLanguage } from '#domain/languages.ts';
import { wordsIn, type Words } from './words.ts';

/** Speaks the language the page's address begins with; call it while a component is being set up. */
export function words(): Words {
	const tag = page.data.lang ?? page.params.lang ?? 'en';
	return wordsIn(isLanguage(tag) ? tag : 'en');
}
