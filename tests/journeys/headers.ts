/** What every answer of the server must say, whatever it is; asked of each answer of the whole run. */

export type Headers = Record<string, string | string[] | undefined>;

const wanted: [name: string, fits: RegExp][] = [
	['content-security-policy', /default-src 'none'/],
	['content-security-policy', /object-src 'none'/],
	['content-security-policy', /base-uri 'none'/],
	['content-security-policy', /require-trusted-types-for 'script'/],
	['x-content-type-options', /^nosniff$/],
	['referrer-policy', /^(same-origin|no-referrer|strict-origin)$/],
	['cross-origin-opener-policy', /^same-origin$/]
];

/** Nobody frames our pages, and they send nothing elsewhere. */
const unframed: typeof wanted = [
	['content-security-policy', /frame-ancestors 'none'/],
	['content-security-policy', /form-action 'self'/],
	['x-frame-options', /^DENY$/]
];
/** What others may frame runs and sends nothing at all. */
const framed: typeof wanted = [
	['content-security-policy', /frame-ancestors \*(;|$)/],
	['content-security-policy', /script-src 'none'/],
	['content-security-policy', /connect-src 'none'/],
	['content-security-policy', /form-action 'none'/],
	['x-frame-options', /^$/],
	['set-cookie', /^$/]
];

/** Only the pages under one address are for frames; a refusal there may still be for none. */
const mayBeFramed = (path: string, policy: string) =>
	path.startsWith('/embed/') && policy.includes('frame-ancestors *');
const isRefusal = (path: string, status: number) => path.startsWith('/embed/') && status !== 200;

/** What an answer lacks or gives away, as sentences; nothing when it is as it should be. */
export function faultsIn(status: number, headers: Headers, path = ''): string[] {
	const text = (name: string) => String(headers[name] ?? '');
	const open = mayBeFramed(path, text('content-security-policy'));
	const asked = open
		? framed
		: unframed.filter(([name]) => name !== 'x-frame-options' || !isRefusal(path, status));
	const missing = [...wanted, ...asked].filter(([name, fits]) => !fits.test(text(name)));
	const faults = missing.map(([name, fits]) => `${name} is “${text(name)}”, not ${fits}`);
	const page = /html|json|csv|atom|calendar|png/.test(text('content-type'));
	if (page && !text('cache-control')) faults.push('it does not say whether it may be kept');
	const own = text('content-security-policy');
	const policy = open ? own.replace('frame-ancestors *', '') : own;
	if (/unsafe-|\*|http:|https:|data:/.test(policy)) faults.push(`the policy is loose: ${policy}`);
	const shared = /s-maxage|public(?!, max-age=0, must-revalidate$)/.test(text('cache-control'));
	if (shared && headers['set-cookie']) faults.push('a shared answer sets a cookie');
	if (status >= 400 && shared) faults.push(`an answer of ${status} may be shared by caches`);
	if (headers['x-powered-by'] || headers.server) faults.push('the answer names its software');
	return faults;
}
