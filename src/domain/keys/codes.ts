/** Codes people type: six digits of an app, or one of ten on paper. */

/** How many recovery codes there are at a time. */
export const recoveryCodes = 10;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A recovery code as it is written down: 80 random bits in four groups. */
export function newRecoveryCode(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	const letters = [...bytes].map((byte) => alphabet[byte % 32]).join('');
	return letters.replace(/.{4}(?=.)/g, '$&-');
}

export type Typed = { kind: 'digits'; digits: string } | { kind: 'recovery'; code: string } | null;

/** What was typed into the one field for both: spaces, hyphens and look-alike letters do not matter. */
export function typedCode(typed: string): Typed {
	const plain = typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
	const digits = plain.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) % 16));
	if (/^\d{6}$/.test(digits)) return { kind: 'digits', digits };
	const code = plain.replaceAll('O', '0').replace(/[IL]/g, '1');
	return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code) ? { kind: 'recovery', code } : null;
}
