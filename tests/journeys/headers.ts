/** What every answer of the server must say, whatever it is; asked of each answer of the whole run. */

export type Headers = Record<string, string | string[] | undefined>;

const wanted: [name: string, fits: RegExp][] = [
	['content-security-policy', /default-src 'none'/],
	['content-security-policy', /object-src 'none'/],
	['content-security-policy', /base-uri 'none'/],
	['content-security-policy', /frame-ancestors 'none'/],
	['content-security-policy', /form-action 'self'/],
	['content-security-policy', /require-trusted-types-for 'script'/],
	['x-content-type-options', /^nosniff$/],
	['referrer-policy', /^(same-origin|no-referrer|strict-origin)$/],
	['cross-origin-opener-policy', /^same-origin$/]
];

/** What an answer lacks or gives away, as sentences; nothing when it is as it should be. */
export function faultsIn(status: number, headers: Headers): string[] {
	const text = (name: string) => String(headers[name] ?? '');
	const missing = wanted.filter(([name, fits]) => !fits.test(text(name)));
	const faults = missing.map(([name, fits]) => `${name} is “${text(name)}”, not ${fits}`);
	const page = /html|json|csv/.test(text('content-type'));
	if (page && !text('cache-control')) faults.push('it does not say whether it may be kept');
	const policy = text('content-security-policy');
	if (/unsafe-|\*|http:|https:|data:/.test(policy)) faults.push(`the policy is loose: ${policy}`);
	const shared = /s-maxage|public(?!, max-age=0, must-revalidate$)/.test(text('cache-control'));
	if (shared && headers['set-cookie']) faults.push('a shared answer sets a cookie');
	if (status >= 400 && shared) faults.push(`an answer of ${status} may be shared by caches`);
	if (headers['x-powered-by'] || headers.server) faults.push('the answer names its software');
	return faults;
}
