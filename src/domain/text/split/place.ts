/** Where a paragraph stands in a list, and the numbers lists count with. */

import type { Marker } from '../unit.ts';

export type Place = {
	numId: string;
	level: number;
	indent: number;
	marker: Marker;
	number: number;
	/** As Word shows it: `1.1`, `Article 3`, `(b)`; empty for bullets. */
	label: string;
	/** Bulleted with nothing: it goes on with the item above. */
	isContinuation: boolean;
};

/** A number as a list shows it, by Word's names of the formats. */
export function written(number: number, format: string): string {
	switch (format) {
		case 'none':
			return '';
		case 'lowerLetter':
			return letter(number);
		case 'upperLetter':
			return letter(number).toUpperCase();
		case 'lowerRoman':
			return roman(number);
		case 'upperRoman':
			return roman(number).toUpperCase();
		case 'decimalZero':
			return String(number).padStart(2, '0');
		default:
			return String(number);
	}
}

/** Word goes on after z with aa, bb, cc. */
const letter = (number: number) =>
	number < 1 || number > 780
		? String(number)
		: String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));

const numerals: [number, string][] = [
	[1000, 'm'],
	[900, 'cm'],
	[500, 'd'],
	[400, 'cd'],
	[100, 'c'],
	[90, 'xc'],
	[50, 'l'],
	[40, 'xl'],
	[10, 'x'],
	[9, 'ix'],
	[5, 'v'],
	[4, 'iv'],
	[1, 'i']
];

function roman(number: number): string {
	if (number < 1 || number > 3999) return String(number);
	let [left, text] = [number, ''];
	for (const [value, sign] of numerals)
		while (left >= value) [left, text] = [left - value, text + sign];
	return text;
}
