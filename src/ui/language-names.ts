/** What each language of the interface calls itself. */

import { languages, type Language } from '#domain/languages.ts';

export const ownName = Object.fromEntries(
	languages.map((tag) => [tag, new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag])
) as Record<Language, string>;
