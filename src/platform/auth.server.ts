/** better-auth over our tables: sessions and one-time mail links. None of its own routes is mounted. */

import { betterAuth } from 'better-auth';
import { magicLink } from 'better-auth/plugins/magic-link';
import type { Database } from '#domain/database.server.ts';
import { newId, newToken } from '#domain/identity.ts';
import type { Config } from './config.ts';

/** Seconds a sign-in link is good for. */
export const linkSeconds = 15 * 60;
const sessionSeconds = 30 * 24 * 3600;

/** Makes the account machinery; `linkFor` of the answer gives the one-time token instead of mailing it. */
export function openAuth(db: Database, config: Config) {
	const handed = new Map<string, string>();
	const secure = config.origin.startsWith('https:');
	const auth = betterAuth({
		database: { db, type: 'postgres', transaction: true },
		secret: config.secret,
		baseURL: config.origin,
		telemetry: { enabled: false },
		logger: { disabled: true },
		emailAndPassword: { enabled: false },
		user: {
			modelName: 'person',
			additionalFields: { language: { type: 'string', input: false, defaultValue: 'en' } }
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
				session_token: {
					name: secure ? '__Host-folkmoot' : 'folkmoot',
					attributes: { httpOnly: true, secure, sameSite: 'lax', path: '/' }
				}
			}
		},
		plugins: [
			magicLink({
				expiresIn: linkSeconds,
				storeToken: 'hashed',
				generateToken: () => newToken(),
				sendMagicLink: ({ token, metadata }) => {
					if (typeof metadata?.request === 'string') handed.set(metadata.request, token);
				}
			})
		]
	});

	return {
		/** The cookie a session travels in. */
		cookie: secure ? '__Host-folkmoot' : 'folkmoot',

		/** A new one-time token for an address; the name is used when the address is new. */
		async linkFor(email: string, name: string): Promise<string> {
			const request = newId();
			const body = { email, name, metadata: { request } };
			await auth.api.signInMagicLink({ body, headers: new Headers() });
			const token = handed.get(request);
			handed.delete(request);
			if (!token) throw new Error('The sign-in plugin handed out no token.');
			return token;
		},

		/** Uses a token up and opens a session: the cookies to set, or null when the token is not good (any more). */
		async consume(
			token: string,
			headers: Headers
		): Promise<{ personId: string; cookies: string[] } | null> {
			const answer = await auth.api.magicLinkVerify({
				query: { token },
				headers: new Headers({ 'user-agent': headers.get('user-agent') ?? '' }),
				asResponse: true
			});
			if (answer.status !== 200) return null;
			const { user } = (await answer.json()) as { user: { id: string } };
			return { personId: user.id, cookies: answer.headers.getSetCookie() };
		},

		/** The session a request's cookie names; null when it is unknown, forged or over. */
		async sessionOf(headers: Headers) {
			const found = await auth.api.getSession({ headers });
			return found
				? { id: found.session.id, personId: found.user.id, until: found.session.expiresAt }
				: null;
		},

		/** Ends the session of a request and answers the cookies to set. */
		async end(headers: Headers): Promise<string[]> {
			const answer = await auth.api.signOut({ headers, asResponse: true });
			return answer.headers.getSetCookie();
		}
	};
}

export type Auth = ReturnType<typeof openAuth>;
