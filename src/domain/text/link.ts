/** Addresses that may stand behind words. Pure. */

/** The address if it is http, https or mailto, spelled as the platform spells it; else null. */
export function safeLink(href: string): string | null {
	const url = URL.parse(href.trim());
	const isSafe = url !== null && ['http:', 'https:', 'mailto:'].includes(url.protocol);
	return isSafe && url.href.length <= 2_000 && !url.username && !url.password ? url.href : null;
}
