/** Figures with their targets, as a table for people and as JSON for scripts. */

export type Figure = {
	name: string;
	figure: number;
	unit: string;
	/** Such as `>= 250`; empty where a figure only explains another. */
	target: string;
	met: boolean;
};

const round = (value: number) =>
	Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));

/** A figure that must not be below a target. */
export const atLeast = (name: string, figure: number, unit: string, target: number): Figure => ({
	name,
	figure: round(figure),
	unit,
	target: `>= ${target}`,
	met: figure >= target
});

/** A figure that must not be above a target. */
export const atMost = (name: string, figure: number, unit: string, target: number): Figure => ({
	name,
	figure: round(figure),
	unit,
	target: `<= ${target}`,
	met: figure <= target
});

/** A figure without a target: what others rest on, or where time goes. */
export const told = (name: string, figure: number, unit: string): Figure => ({
	name,
	figure: round(figure),
	unit,
	target: '',
	met: true
});

export function table(figures: Figure[]): string {
	const rows = figures.map(({ name, figure, unit, target, met }) => [
		name,
		figure.toLocaleString('en'),
		unit,
		target,
		target ? (met ? 'met' : 'MISSED') : ''
	]);
	const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
	return rows
		.map((row) =>
			row
				.map((cell, at) =>
					at === 1 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)
				)
				.join('  ')
				.trimEnd()
		)
		.join('\n');
}
