/** better-auth over our tables: sessions and one-time mail links. None of its own routes is mounted. */

import { betterAuth } from 'better-auth';
import { makeSignature } from 'better-auth/crypto';
import { magicLink } from 'better-auth/plugins/magic-link';
import { addressKey } from '#domain/accounts/address-key.ts';
import { makeLink } from '#domain/accounts/link.server.ts';
import { openSession } from '#domain/accounts/sessions.server.ts';
import type { Database } from '#domain/database.server.ts';
import { newId } from '#domain/identity.ts';
import type { Config } from './config.ts';

const sessionSeconds = 30 * 24 * 3600;

/** Makes the account machinery: its own endpoints are called, never mounted. */
export function openAuth(db: Database, config: Config) {
	const secure = config.origin.startsWith('https:');
	const name = secure ? '__Host-folkmoot' : 'folkmoot';
	const attributes = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const;
	const auth = betterAuth({
		database: { db, type: 'postgres', transaction: true },
		secret: config.secret,
		baseURL: config.origin,
		telemetry: { enabled: false },
		logger: { disabled: true },
		emailAndPassword: { enabled: false },
		user: {
			modelName: 'person',
			additionalFields: {
				language: { type: 'string', input: false, defaultValue: 'en' },
				addressKey: { type: 'string', input: false, required: false, returned: false }
			}
		},
		databaseHooks: {
			user: {
				create: {
					before: (user) =>
						Promise.resolve({ data: { ...user, addressKey: addressKey(user.email) } })
				}
			}
		},
		session: {
			modelName: 'session',
			fields: { userId: 'personId' },
			expiresIn: sessionSeconds,
			disableSessionRefresh: true,
			cookieCache: { enabled: false }
		},
		account: { modelName: 'credential', fields: { userId: 'personId' } },
		verification: { modelName: 'verification' },
		advanced: {
			database: { generateId: newId },
			ipAddress: { disableIpTracking: true },
			useSecureCookies: false,
			cookies: {
				session_token: { name, attributes }
			}
		},
		plugins: [
			magicLink({
				storeToken: 'hashed',
				// Links are made by makeLink and mailed by us; this plugin only uses them up.
				sendMagicLink: () => Promise.reject(new Error('Links are made by makeLink.'))
			})
		]
	});

	const userAgentOf = (headers: Headers) => headers.get('user-agent')?.slice(0, 300) ?? '';
	const cookieFor = async (token: string) =>
		encodeURIComponent(`${token}.${await makeSignature(token, config.secret)}`);

	return {
		/** The cookie's value for a session's secret. */
		cookieFor,

		/** Opens a session for who came by another key than a mail link: a passkey is both steps at once. */
		async open(personId: string, headers: Headers, { stepped }: { stepped: boolean }) {
			const days = sessionSeconds / 86_400;
			const how = { userAgent: userAgentOf(headers), days, stepped };
			return cookieFor(await openSession(db, personId, how));
		},

		/** The cookie a session travels in. */
		cookie: name,

		/** How that cookie is set; its value is sent as it is. */
		cookieOptions: { ...attributes, maxAge: sessionSeconds, encode: (value: string) => value },

		/** A new one-time token for an address; the name is offered to who is new, `to` is where it leads. */
		linkFor: (email: string, called: string, to?: string) =>
			makeLink(db, email, { name: called, to }),

		/** Uses a token up and opens a session: its cookie's value, or null when the token is not good (any more). */
		async consume(
			token: string,
			headers: Headers
		): Promise<{ personId: string; cookie: string } | null> {
			const answer = await auth.api.magicLinkVerify({
				query: { token },
				headers: new Headers({ 'user-agent': userAgentOf(headers) }),
				asResponse: true
			});
			const pair = answer.headers.getSetCookie().find((one) => one.startsWith(`${name}=`));
			if (answer.status !== 200 || !pair) return null;
			const { user } = (await answer.json()) as { user: { id: string } };
			return { personId: user.id, cookie: pair.slice(name.length + 1).split(';')[0] ?? '' };
		},

		/** The session a request's cookie names; null when it is unknown, forged or over. */
		async sessionOf(headers: Headers) {
			const found = await auth.api.getSession({ headers });
			return found
				? { id: found.session.id, personId: found.user.id, until: found.session.expiresAt }
				: null;
		}
	};
}

export type Auth = ReturnType<typeof openAuth>;
