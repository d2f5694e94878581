/** Identity providers as they are configured: every address is given, none is looked up. */

import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Signatures made with a key only the provider has; never `none`, never one made with our shared secret. */
const algorithms = [
	'RS256',
	'PS256',
	'ES256',
	'ES384',
	'RS384',
	'PS384',
	'RS512',
	'PS512',
	'EdDSA'
];

const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);
const address = z.url().refine((text) => {
	const { protocol, hostname, username, hash } = new URL(text);
	return (
		!username && !hash && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)))
	);
}, 'must be https');

const Provider = z.strictObject({
	id: z.string().regex(/^[a-z][a-z0-9-]{0,29}$/),
	/** What the button says, by language; the first is said in languages that have none. */
	names: z
		.record(z.string(), z.string().min(1).max(60))
		.refine((names) => Object.keys(names).length > 0, 'needs a name'),
	issuer: address,
	authorization: address,
	token: address,
	jwks: address,
	userinfo: address.optional(),
	clientId: z.string().min(1),
	clientSecret: z.string().min(1),
	/** How the secret travels to the token endpoint. */
	sends: z.enum(['basic', 'post']).default('basic'),
	scopes: z
		.string()
		.default('openid email profile')
		.refine((scopes) => scopes.split(' ').includes('openid'), 'must contain openid'),
	algorithm: z.enum(algorithms).default('RS256'),
	/** An address this provider calls verified needs no mail of ours. */
	trustsEmail: z.boolean().default(false)
});
export type Provider = z.infer<typeof Provider>;

type Read = { ok: true; providers: Provider[] } | { ok: false; fault: string };

/** The providers of a setting: JSON, or the path of a file with it. */
export function providersOf(setting: string | undefined): Read {
	if (!setting?.trim()) return { ok: true, providers: [] };
	try {
		const text = /^\s*\[/.test(setting) ? setting : readFileSync(setting, 'utf8');
		const read = z.array(Provider).max(20).safeParse(JSON.parse(text));
		if (!read.success) return { ok: false, fault: z.prettifyError(read.error) };
		const twice = read.data.find(
			(one, at) =>
				read.data.findIndex((other) => other.id === one.id || other.issuer === one.issuer) !== at
		);
		return twice
			? { ok: false, fault: `${twice.id}: each id and each issuer stands once.` }
			: { ok: true, providers: read.data };
	} catch {
		// What the parser says would quote the setting, and with it a secret.
		return { ok: false, fault: 'It is neither JSON nor the path of a file with JSON in it.' };
	}
}

/** A provider's name in a language. */
export const nameOf = ({ names }: Pick<Provider, 'names'>, lang: string) =>
	names[lang] ?? Object.values(names)[0] ?? '';
