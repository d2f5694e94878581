/** Which units of a version went into which units of a later one: by their identity, by splitting, by merging. Pure. */

/** That a unit of the version numbered `n` came from a unit of the version before. */
export type Origin = { n: number; unitId: string; fromUnitId: string };

/** From the version after which changes count to the one they count until, by number. */
export type Between = { consultationId: string; after: number; until: number };

export type Lineage = {
	/** The later units that have something of an earlier one, in their order. */
	into: Map<string, string[]>;
	/** The earlier units that a later one has something of, in their order. */
	from: Map<string, string[]>;
};

/** Between two versions, given the ids of their units in order and every origin after the one up to the other. */
export function lineageOf(
	earlier: readonly string[],
	later: readonly string[],
	origins: readonly Origin[]
): Lineage {
	const forebears = new Map(earlier.map((id) => [id, new Set([id])]));
	for (const [, ofOne] of inOrder(origins)) {
		// What came from where in one version is all said of the version before it.
		const gained = ofOne.map(({ unitId, fromUnitId }) => ({
			unitId,
			of: [...(forebears.get(fromUnitId) ?? [])]
		}));
		for (const { unitId, of } of gained) {
			const known = forebears.get(unitId) ?? new Set<string>();
			for (const id of of) known.add(id);
			forebears.set(unitId, known);
		}
	}
	const into = new Map<string, string[]>(earlier.map((id) => [id, []]));
	const from = new Map<string, string[]>();
	const place = new Map(earlier.map((id, at) => [id, at]));
	for (const id of later) {
		const of = [...(forebears.get(id) ?? [])];
		of.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
		from.set(id, of);
		for (const one of of) into.get(one)?.push(id);
	}
	return { into, from };
}

const inOrder = (origins: readonly Origin[]) =>
	[...Map.groupBy(origins, ({ n }) => n)].sort(([a], [b]) => a - b);
