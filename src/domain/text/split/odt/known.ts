/** What the walk through an OpenDocument text knows and gathers. */

import type { Element } from 'hast';
import type { Findings } from '../findings.ts';
import type { Archive } from '../office/archive.ts';
import type { Shaped } from '../listed.ts';
import type * as xml from '../office/xml.ts';
import type { outlineOf } from './counting.ts';
import type { Styles } from './styles.ts';

export type Known = {
	archive: Archive;
	styles: Styles;
	findings: Findings;
	heading: ReturnType<typeof outlineOf>;
	notes: Element[];
	/** The last number of each list, by its style and by its name, for lists that go on from there. */
	counted: Map<string, number>;
	/** Letters of the present paragraph by the language they are marked with. */
	letters: Map<string, number>;
	/** Pictures and boxes that hang on the present paragraph and come after it. */
	after: Shaped[];
	/** The blocks in a container; handed down so that the parts need not know each other. */
	flow: (tag: xml.Tag, known: Known) => Element[];
};
