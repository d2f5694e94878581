/** The languages a remark can be said to be in: ours first, then the most spoken of our members. */

export const tongues = [
	...['en', 'es', 'fr', 'ru', 'ar'],
	...['am', 'az', 'bg', 'bn', 'bs', 'ca', 'cs', 'cy', 'da', 'de', 'el', 'et', 'eu', 'fa', 'fi'],
	...['ga', 'gl', 'ha', 'he', 'hi', 'hr', 'hu', 'hy', 'id', 'ig', 'it', 'ja', 'ka', 'kk', 'ko'],
	...['ky', 'lt', 'lv', 'mk', 'mn', 'mt', 'nb', 'nl', 'ps', 'pl', 'pt', 'qu', 'ro', 'sk', 'si'],
	...['sl', 'sq', 'sr', 'sv', 'sw', 'ta', 'tg', 'th', 'tl', 'tr', 'uk', 'ur', 'uz', 'vi', 'wo'],
	...['yo', 'zh', 'zu']
] as const;

export const isTongue = (tag: unknown): tag is string => tongues.includes(tag as never);
