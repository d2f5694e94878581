/** Where a form may send someone afterwards: a path of this site, never another site. */

const home = 'https://here.invalid';

/** The path, its query and fragment, when it leads nowhere else; otherwise the fallback. */
export function safePath(wanted: string | null | undefined, fallback: string): string {
	if (!wanted || wanted.length > 2000 || !/^\/(?![/\\])/.test(wanted)) return fallback;
	// Browsers drop some characters and read a backslash as a slash: none of those is ever needed.
	if (/[\s\p{C}\\]/u.test(wanted) || !URL.canParse(wanted, home)) return fallback;
	const { origin, pathname, search, hash } = new URL(wanted, home);
	if (origin !== home || pathname.startsWith('//')) return fallback;
	return pathname + search + hash;
}
