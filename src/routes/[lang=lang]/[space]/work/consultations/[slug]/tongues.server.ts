/** The languages in which staff may write beside a consultation, and the one they are likely to. */

export function tonguesFor(space: App.Locals['space'], lang: string, language: string) {
	const tongues = [...new Set([...space.languages, language])];
	return { tongues, tongue: tongues.includes(lang) ? lang : language };
}

/** The language a form names, where it is one of those it offers; else the consultation's. */
export const tongueSent = (
	space: App.Locals['space'],
	sent: string | undefined,
	language: string
) => tonguesFor(space, sent ?? '', language).tongue;
