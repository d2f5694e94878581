/** What many ask for at one moment is made once: the others wait for that one making. */

export function turns() {
	const making = new Map<string, Promise<unknown>>();

	/** Waits where the same is being made; whoever does not find it even then makes it. */
	return async function inTurn<Result>(
		key: string,
		found: () => Result | undefined,
		make: () => Promise<Result>
	): Promise<Result> {
		const underWay = making.get(key);
		if (underWay) {
			await underWay;
			return found() ?? make();
		}
		const made = make();
		const done = made
			.catch(() => undefined)
			.finally(() => {
				if (making.get(key) === done) making.delete(key);
			});
		making.set(key, done);
		return made;
	};
}
