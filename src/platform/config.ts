/** Every setting of the process, declared once; read from the environment at start. */

import { z } from 'zod';
import { providersOf, type Provider } from './provider/provider.ts';

const Settings = z.object({
	PORT: z.coerce.number().int().min(0).max(65535).default(3000),
	HOST: z.string().default('127.0.0.1'),
	FOLKMOOT_ORIGIN: z.url().optional(),
	FOLKMOOT_DATA: z.string().optional(),
	FOLKMOOT_SECRET: z.string().optional(),
	FOLKMOOT_ADDRESS_HEADER: z.string().toLowerCase().optional(),
	FOLKMOOT_ADDRESS_DEPTH: z.coerce.number().int().min(1).max(10).default(1),
	DATABASE_URL: z.string().optional(),
	DATABASE_LISTEN_URL: z.string().optional(),
	DATABASE_REPLICA_URL: z.string().optional(),
	DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(12),
	/** Whether staff need a second key: `optional` is taken on loopback only. */
	FOLKMOOT_STAFF_KEYS: z.enum(['required', 'optional']).optional(),
	/** Identity providers: JSON, or the path of a JSON file. */
	OIDC_PROVIDERS: z.string().optional(),
	TRANSLATION_URL: z
		.url({ protocol: /^https?$/ })
		.refine((url) => !URL.parse(url)?.username, 'The key belongs in TRANSLATION_KEY.')
		.optional(),
	TRANSLATION_KEY: z.string().max(500).optional(),
	SMTP_URL: z.string().optional(),
	MAIL_FROM: z.string().default('Folkmoot <folkmoot@localhost>'),
	LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
	NODE_ENV: z.string().default('production')
});

export type Config = {
	port: number;
	host: string;
	/** Scheme, host and port people see, without a trailing slash. */
	origin: string;
	/** Only this machine reaches the server, and calls it so: an example or a developer, never the public. */
	loopback: boolean;
	data: string;
	secret: string;
	addressHeader: string | null;
	addressDepth: number;
	databaseUrl: string;
	/** The same database without a pooler between: what needs a session of its own goes there. */
	listenUrl: string;
	/** Connections are shared between transactions, so nothing may be said to one of them for later. */
	pooled: boolean;
	/** A copy of the database that readers without a session may be given. */
	replicaUrl: string | null;
	pool: number;
	staffKeys: 'required' | 'optional' | null;
	providers: Provider[];
	/** The machine that may be asked to translate; off when there is none. */
	translation: { url: string; key: string | null } | null;
	smtpUrl: string | null;
	mailFrom: string;
	logLevel: string;
};

export type ConfigFault = {
	code:
		'invalid' | 'origin_missing' | 'secret_missing' | 'secret_weak' | 'staff_keys' | 'providers';
	facts: string;
};

const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host);

/** The configuration, or what keeps it from being one. Public installations must name origin and secret. */
export function configOf(
	environment: Record<string, string | undefined>,
	given: { data: string; secret: string | null; databaseUrl: string }
): { ok: true; config: Config } | { ok: false; fault: ConfigFault } {
	const parsed = Settings.safeParse(environment);
	if (!parsed.success)
		return { ok: false, fault: { code: 'invalid', facts: z.prettifyError(parsed.error) } };
	const s = parsed.data;

	const origin = new URL(s.FOLKMOOT_ORIGIN ?? `http://localhost:${s.PORT}`);
	const loopback = isLoopback(origin.hostname) && isLoopback(s.HOST);
	if (!s.FOLKMOOT_ORIGIN && !isLoopback(s.HOST)) {
		return { ok: false, fault: { code: 'origin_missing', facts: s.HOST } };
	}
	// A generated secret is good enough for one machine; a public site names its own, or keeps a generated file.
	const secret = s.FOLKMOOT_SECRET ?? given.secret;
	if (!secret) return { ok: false, fault: { code: 'secret_missing', facts: 'FOLKMOOT_SECRET' } };
	if (secret.length < 32 || new Set(secret).size < 10) {
		return { ok: false, fault: { code: 'secret_weak', facts: 'FOLKMOOT_SECRET' } };
	}
	if (s.FOLKMOOT_STAFF_KEYS === 'optional' && !loopback)
		return { ok: false, fault: { code: 'staff_keys', facts: origin.origin } };
	const providers = providersOf(s.OIDC_PROVIDERS);
	if (!providers.ok) return { ok: false, fault: { code: 'providers', facts: providers.fault } };
	return {
		ok: true,
		config: {
			port: s.PORT,
			host: s.HOST,
			origin: origin.origin,
			loopback,
			data: given.data,
			secret,
			addressHeader: s.FOLKMOOT_ADDRESS_HEADER ?? null,
			addressDepth: s.FOLKMOOT_ADDRESS_DEPTH,
			databaseUrl: given.databaseUrl,
			listenUrl: s.DATABASE_LISTEN_URL ?? given.databaseUrl,
			pooled: s.DATABASE_LISTEN_URL !== undefined && s.DATABASE_LISTEN_URL !== given.databaseUrl,
			replicaUrl: s.DATABASE_REPLICA_URL ?? null,
			pool: s.DATABASE_POOL,
			staffKeys: s.FOLKMOOT_STAFF_KEYS ?? null,
			providers: providers.providers,
			translation: s.TRANSLATION_URL
				? { url: s.TRANSLATION_URL, key: s.TRANSLATION_KEY ?? null }
				: null,
			smtpUrl: s.SMTP_URL ?? null,
			mailFrom: s.MAIL_FROM,
			logLevel: s.LOG_LEVEL
		}
	};
}
