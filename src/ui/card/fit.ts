/** Finding the size at which a text fills its room, or what of it fits at the smallest. */

export type Room = { width: number; height: number };

/** How large a text comes out at a size; the drawing itself may come with it. */
export type Measure<Drawn extends Room> = (text: string, size: number) => Promise<Drawn>;

const fits = (drawn: Room, room: Room) => drawn.width <= room.width && drawn.height <= room.height;

/** The text at the largest of the sizes it fits in; at the smallest it is cut at a word, with an ellipsis. */
export async function fitted<Drawn extends Room>(
	text: string,
	sizes: readonly [number, ...number[]],
	room: Room,
	measure: Measure<Drawn>
): Promise<Drawn> {
	for (const size of sizes) {
		const drawn = await measure(text, size);
		if (fits(drawn, room)) return drawn;
	}
	const smallest = sizes.at(-1) ?? sizes[0];
	const pieces = piecesOf(text);
	let [least, most] = [0, pieces.length - 1];
	let best = await measure('…', smallest);
	while (least < most) {
		const middle = Math.ceil((least + most) / 2);
		const drawn = await measure(cut(pieces, middle), smallest);
		if (fits(drawn, room)) [least, best] = [middle, drawn];
		else most = middle - 1;
	}
	return best;
}

/** Words; where a script writes none apart, or one word alone is too long, its characters. */
function piecesOf(text: string): string[] {
	const words = text.split(/(?<=\s)/);
	return words.flatMap((word) => (word.length > 30 ? [...word] : [word]));
}

const cut = (pieces: string[], count: number) =>
	`${pieces
		.slice(0, count)
		.join('')
		.replace(/[\s\p{P}]+$/u, '')}…`;
