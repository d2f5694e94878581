/** References of contributions in a text people typed or pasted, each once. */
export const referencesIn = (text: string): string[] => [
	...new Set(
		text
			.toUpperCase()
			.split(/[\s,;]+/)
			.filter(Boolean)
			.map((word) => (word.startsWith('C-') ? word : `C-${word}`).slice(0, 12))
	)
];
