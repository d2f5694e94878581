/** Units that their document marked as one become one, under the number it gave them. */

import { join } from '../join.ts';
import type { Unit } from '../unit.ts';

/** The number marked for each unit, where one is. */
type Marks = readonly (number | undefined)[];

/** Whatever makes no whole together stays apart; the first number is known where all marks agree on it. */
export function asMarked(units: readonly Unit[], marks: Marks) {
	const kept: { unit: Unit; mark: number | undefined }[] = [];
	units.forEach((unit, at) => {
		const [last, mark] = [kept.at(-1), marks[at]];
		const whole =
			last && mark !== undefined && last.mark === mark ? together(last.unit, unit) : null;
		if (last && whole) last.unit = whole;
		else kept.push({ unit, mark });
	});
	return { units: kept.map(({ unit }) => unit), firstNumber: firstOf(kept) };
}

/** Paragraphs keep their ends. */
const together = (first: Unit, next: Unit) =>
	join(first, next, first.kind === 'paragraph' && next.kind === 'paragraph' ? '\n' : ' ');

/** What the first numbered unit must be called for every mark to be right. */
function firstOf(kept: readonly { unit: Unit; mark: number | undefined }[]): number | undefined {
	const numbered = kept.filter(({ unit }) => unit.kind !== 'heading');
	const wanted = numbered.flatMap(({ mark }, at) => (mark === undefined ? [] : [mark - at]));
	const [first, ...others] = wanted;
	return first !== undefined && first >= 0 && others.every((one) => one === first)
		? first
		: undefined;
}
