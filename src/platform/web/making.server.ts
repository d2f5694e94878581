/**
 * A page that grew old is made anew once for all who ask meanwhile. Who comes while it is being made waits for
 * the next making, which shows what they may already know of; so it is never made twice at the same time, however
 * many ask and however fast it grows old.
 */

type Line<Made> = { now: Promise<Made>; next?: Promise<Made> };

export function makings<Made>() {
	const lines = new Map<string, Line<Made>>();

	function begin(key: string, make: () => Promise<Made>): Promise<Made> {
		const line: Line<Made> = { now: make() };
		lines.set(key, line);
		const over = () => {
			if (!line.next && lines.get(key) === line) lines.delete(key);
		};
		line.now.then(over, over);
		return line.now;
	}

	/** What is made by this call or for it; `kept` finds what was made a moment ago and is still good. */
	return (key: string, kept: () => Made | undefined, make: () => Promise<Made>): Promise<Made> => {
		const line = lines.get(key);
		if (!line) return begin(key, make);
		line.next ??= line.now
			.catch(() => undefined)
			.then(() => {
				lines.delete(key);
				return kept() ?? begin(key, make);
			});
		return line.next;
	};
}
