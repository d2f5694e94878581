/** The headers every answer carries. */

const policy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self'",
	"font-src 'self'",
	"connect-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"object-src 'none'",
	"frame-ancestors 'none'",
	"require-trusted-types-for 'script'",
	'trusted-types folkmoot'
].join('; ');

/** Security headers for pages, files and errors alike; over https also transport security. */
export const securityHeaders = (https: boolean): Record<string, string> => ({
	'content-security-policy': policy,
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
	'x-frame-options': 'DENY',
	...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {})
});

/** What a page kept for everyone says to caches on the way. */
export const sharedCaching = 'public, max-age=0, s-maxage=10, must-revalidate';
export const noCaching = 'no-store';
