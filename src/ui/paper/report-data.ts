/** The report of answers as plain data: what its page is set from. */

type Tongue = { lang: string; rtl: boolean };
export type Lines = Tongue & { lines: string[] };

export type Report = Tongue & {
	title: string;
	/** The consultation's own title. */
	about: string;
	by: string;
	date: string;
	address: string;
	meter: string[];
	words: { heard: string; changed: string; none: string };
	/** Heads of the table of themes, the theme's first. */
	columns: string[];
	themes: { name: string; lang: string; figures: string[] }[];
	versions: (Lines & { line: string })[];
	/** What the next version will change, or that nothing was changed; empty where the versions say it all. */
	next: string;
	groups: {
		heading: string;
		answers: (Tongue & {
			heading: string;
			reference: string;
			address: string;
			meta: string;
			parts: (Lines & { label: string })[];
			links: string[];
		})[];
	}[];
};
