/** Sentences as long as those of real drafts, the same in every run. */

const words =
	'the public shall every agency its plan before money review people open record council meeting within days year region road school water report publish reason contract company answer office draft comment decision law budget language access data cost duty person member body rule change text vote result term right place project work field notice paper'.split(
		' '
	);

/** So many sentences of some twenty words; the number chooses which. */
export function sentences(from: number, count: number): string {
	let state = (from * 2654435761 + 12345) >>> 0;
	const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
	const sentence = () => {
		const picked = Array.from(
			{ length: 14 + Math.floor(next() * 14) },
			() => words[Math.floor(next() * words.length)] ?? ''
		);
		const said = picked.join(' ');
		return `${said[0]?.toUpperCase()}${said.slice(1)}.`;
	};
	return Array.from({ length: count }, sentence).join(' ');
}
