/** A machine that translates: what may be asked of it and what it may answer. */

export type Asked = { texts: readonly string[]; from: string; to: string };

/** `unknown`: it does not know the language; `lied`: it answered what is no translation. */
export type TranslationObstacle = {
	code: 'down' | 'busy' | 'lied' | 'unknown' | 'too_long';
};

export type Translated =
	{ ok: true; texts: string[] } | { ok: false; obstacle: TranslationObstacle };

export type Translator = {
	/** Which machine answers: another one's translations are other translations. */
	name: string;
	translate: (asked: Asked) => Promise<Translated>;
};

export const failed = (code: TranslationObstacle['code']): Translated => ({
	ok: false,
	obstacle: { code }
});

/** What one asking may hold. */
export const limits = {
	texts: 300,
	characters: 20_000,
	seconds: 10,
	bytes: 2 * 1024 * 1024
} as const;

/** What one translation may at most grow to: a machine that says more says something else. */
export const longestAnswer = (text: string) => text.length * 8 + 400;
