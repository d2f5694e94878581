/** What there is already when answers and versions are written. */

import type { AnswersShape } from '../arcadia/shape.ts';
import type { Peopled } from './people.ts';
import type { Texted } from './texts.ts';

export type Around = {
	peopled: Peopled;
	text: Texted;
	shape: AnswersShape;
	/** The id of what was said, by its key in the example. */
	idOf: (key: string) => string;
	ago: (days: number) => Date;
};
