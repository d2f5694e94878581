import { defineParams } from '@sveltejs/kit/params';
import { readShort } from '#domain/consultation/short.ts';
import { isTongue } from '#domain/contribution/languages.ts';
import { isId } from '#domain/identity.ts';
import { isLanguage } from '#domain/languages.ts';

export const params = defineParams({
	lang: (param) => (isLanguage(param) ? param : undefined),
	reference: (param) => (/^C-[0-9A-HJKMNP-TV-Z]{6}$/.test(param) ? param : undefined),
	response: (param) => (/^R-[0-9A-HJKMNP-TV-Z]{6}$/.test(param) ? param : undefined),
	number: (param) => (/^P(0|[1-9]\d{0,5})$/.test(param) ? param : undefined),
	code: (param) => (readShort(param) ? param : undefined),
	tongue: (param) => (/^[a-z]{2,3}$/.test(param) && isTongue(param) ? param : undefined),
	version: (param) => (/^[1-9]\d{0,3}$/.test(param) ? param : undefined),
	unit: (param) => (/^P(0|[1-9]\d{0,5})$/.test(param) || isId(param) ? param : undefined),
	id: (param) => (isId(param) ? param : undefined)
});
