/** Short addresses: the random end of an id in letters people read aloud, so that nothing need be stored or renumbered. */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Digits of the id's end that are enough: of consultations there are thousands, of units millions. */
const digits = { consultation: 10, unit: 12 } as const;
export type Named = keyof typeof digits;

/** `7K2M9QXF` for a consultation, two letters more for a unit. */
export function shortOf(what: Named, id: string): string {
	let rest = BigInt(`0x${id.replaceAll('-', '').slice(-digits[what])}`);
	let code = '';
	for (let length = lengthOf(what); length > 0; length--) {
		code = alphabet[Number(rest % 32n)] + code;
		rest /= 32n;
	}
	return code;
}

const lengthOf = (what: Named) => Math.ceil((digits[what] * 4) / 5);

/** What a code names, by the end of its id; null for what is no code. Letters that look like digits are read as those. */
export function readShort(code: string): { what: Named; end: string } | null {
	const plain = code.toUpperCase().replace(/[IL]/g, '1').replace(/O/g, '0').replace(/-/g, '');
	const what = (Object.keys(digits) as Named[]).find((one) => lengthOf(one) === plain.length);
	if (!what || [...plain].some((letter) => !alphabet.includes(letter))) return null;
	let value = 0n;
	for (const letter of plain) value = value * 32n + BigInt(alphabet.indexOf(letter));
	const end = value.toString(16).padStart(digits[what], '0');
	return end.length === digits[what] ? { what, end } : null;
}
