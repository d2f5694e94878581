/** The ways one mailbox can be written. */

/** Spellings of an address at Gmail that reach its mailbox, each different. */
export const spellings = (name: string, count: number): string[] =>
	Array.from({ length: count }, (_, n) => {
		const letters = [...name].map((letter, at) =>
			(n >> at) % 2 && at > 0 ? `.${letter}` : letter
		);
		const cased = n % 3 === 0 ? letters.join('').toUpperCase() : letters.join('');
		return `${cased}${n % 2 ? `+${n}` : ''}@${n % 5 === 0 ? 'GoogleMail' : 'gmail'}.com`;
	});
