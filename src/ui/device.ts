/** A browser's own description, as two words people know. */

const browsers: [RegExp, string][] = [
	[/\bEdg(e|A|iOS)?\//, 'Edge'],
	[/\bOPR\//, 'Opera'],
	[/\bSamsungBrowser\//, 'Samsung Internet'],
	[/\b(Firefox|FxiOS)\//, 'Firefox'],
	[/\b(Chrome|Chromium|CriOS|HeadlessChrome)\//, 'Chrome'],
	[/\bVersion\/.*Safari\//, 'Safari']
];
const systems: [RegExp, string][] = [
	[/iPhone|iPad/, 'iOS'],
	[/Android/, 'Android'],
	[/Windows/, 'Windows'],
	[/Mac OS X/, 'macOS'],
	[/CrOS/, 'ChromeOS'],
	[/Linux|X11/, 'Linux']
];

/** Browser and system of a user-agent text; null when either is unknown. */
export function deviceOf(userAgent: string | null): { browser: string; system: string } | null {
	const browser = browsers.find(([mark]) => mark.test(userAgent ?? ''))?.[1];
	const system = systems.find(([mark]) => mark.test(userAgent ?? ''))?.[1];
	return browser && system ? { browser, system } : null;
}
