/** A CPU profile read as shares: which part of the server the core worked for. */

type Profile = {
	nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
	samples: number[];
	timeDeltas: number[];
};

const nodeParts: [RegExp, string][] = [
	[
		/^node:(_?http|internal\/(_?http|streams|webstreams|url|fetch|abort)|_stream|net|stream|internal\/stream_base)/,
		'node: http and streams'
	],
	[/^node:internal\/deps\/undici/, 'node: Request and Response'],
	[/^node:(crypto|internal\/crypto)/, 'node: crypto'],
	[/^node:/, 'node: other']
];

/** Shares of busy time, largest first; what is idle is left out and what is small is put together. */
export function sharesOf(profile: Profile): { part: string; share: number }[] {
	const parts = partsOf(profile);
	const spent = new Map<string, number>();
	let busy = 0;
	profile.samples.forEach((id, at) => {
		const part = parts.get(id) ?? 'other';
		if (part === 'idle') return;
		const time = profile.timeDeltas[at] ?? 0;
		spent.set(part, (spent.get(part) ?? 0) + time);
		busy += time;
	});
	const shares = [...spent].map(([part, time]) => ({ part, share: time / busy }));
	const small = shares
		.filter(({ share }) => share < 0.01)
		.reduce((sum, { share }) => sum + share, 0);
	return [...shares.filter(({ share }) => share >= 0.01), { part: 'the rest', share: small }].sort(
		(a, b) => b.share - a.share
	);
}

/** Native and unnamed work counts for whoever called it. */
function partsOf({ nodes }: Profile): Map<number, string> {
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const found = new Map<number, string>();
	const visit = (id: number, above: string) => {
		const node = byId.get(id);
		if (!node) return;
		const part = partOf(node.callFrame) ?? above;
		found.set(id, part);
		for (const child of node.children ?? []) visit(child, part);
	};
	const root = nodes[0];
	if (root) visit(root.id, 'node: event loop and sockets');
	return found;
}

function partOf({ functionName, url }: { functionName: string; url: string }): string | null {
	if (functionName === '(idle)') return 'idle';
	if (functionName === '(garbage collector)') return 'garbage collection';
	if (!url) return null;
	const own = nodeParts.find(([pattern]) => pattern.test(url));
	if (own) return own[1];
	const lib = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
	if (lib) return lib;
	return /build\/server\/(.*)$/.exec(url)?.[1] ?? 'other';
}
