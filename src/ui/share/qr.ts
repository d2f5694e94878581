/** An address as a QR code: the path of its dark squares, one unit each, with the margin readers need. */

import { encode } from 'uqr';

const margin = 4;

export type Code = { size: number; path: string };

export function codeOf(address: string): Code {
	const { data, size } = encode(address, { ecc: 'M', border: 0 });
	let path = '';
	data.forEach((row, y) => {
		for (let x = 0; x < size; x++) {
			if (!row[x]) continue;
			const from = x;
			while (row[x + 1]) x++;
			const length = x - from + 1;
			path += `M${from + margin} ${y + margin}h${length}v1h-${length}z`;
		}
	});
	return { size: size + 2 * margin, path };
}

/** The same as a file to print: black on white, whatever it is laid on. */
export const codeFile = ({ size, path }: Code) =>
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 8}" height="${size * 8}" shape-rendering="crispEdges">` +
	`<rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>\n`;
