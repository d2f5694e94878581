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

/** Pages other sites may show in a frame; everything else of ours stands in none. */
export const mayBeFramed = (path: string) => path.startsWith('/embed/');

/** What such a page says for itself: any site may frame it, and it runs, sends and loads no more than it shows. */
export const framedHeaders = {
	'content-security-policy': policy
		.replace("frame-ancestors 'none'", 'frame-ancestors *')
		.replace(/(script-src|connect-src|form-action) 'self'/g, "$1 'none'"),
	'cross-origin-resource-policy': 'cross-origin'
};

/**
 * Security headers for pages, files and errors alike; over https also transport security. Where a page may be
 * framed the older header is left out, since it knows no such page; the policy still refuses frames to every
 * answer there that is no such page.
 */
export const securityHeaders = (https: boolean, path = ''): Record<string, string> => ({
	'content-security-policy': policy,
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
	...(mayBeFramed(path) ? {} : { 'x-frame-options': 'DENY' }),
	...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {})
});

/** What a page kept for everyone says to caches on the way. */
export const sharedCaching = 'public, max-age=0, s-maxage=10, must-revalidate';
export const noCaching = 'no-store';
