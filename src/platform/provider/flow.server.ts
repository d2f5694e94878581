/** The way to a provider and back (OpenID Connect, authorization code with PKCE): what is sent along, and what is believed. */

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import * as client from 'openid-client';
import { spend } from '#domain/keys/ticket.server.ts';
import { emailOf, isEmail } from '#domain/accounts/accounts.ts';
import type { Arrival } from '#domain/keys/arrival.server.ts';
import type { House } from '../house.server.ts';
import { log } from '../log.server.ts';
import { fetchWithin } from './fetch.server.ts';
import type { Provider } from './provider.ts';

/** Minutes someone may take at the provider. */
const minutes = 10;

/** What the browser carries there and back, sealed: nothing is kept here until they return. */
type Way = {
	provider: string;
	state: string;
	nonce: string;
	verifier: string;
	until: number;
	lang: string;
	to: string | null;
	/** The session an account there is to be joined to; none when signing in. */
	sessionId: string | null;
};

const key = ({ config }: House) => `provider ${config.secret}`;

/** The cookie of the way, sent only while it lasts; the browser that began is the one that returns. */
export function wayCookie({ config }: House) {
	const secure = config.origin.startsWith('https:');
	return {
		name: secure ? '__Host-folkmoot-way' : 'folkmoot-way',
		options: { httpOnly: true, secure, sameSite: 'lax', path: '/', maxAge: minutes * 60 } as const
	};
}

const known = new WeakMap<Provider, client.Configuration>();

/** Every address comes from the settings: nothing is looked up, so nothing is asked before someone comes. */
function configurationOf(provider: Provider): client.Configuration {
	const standing = known.get(provider);
	if (standing) return standing;
	const { issuer, clientId, clientSecret, algorithm } = provider;
	const server: client.ServerMetadata = {
		issuer,
		authorization_endpoint: provider.authorization,
		token_endpoint: provider.token,
		jwks_uri: provider.jwks,
		...(provider.userinfo ? { userinfo_endpoint: provider.userinfo } : {})
	};
	const metadata = { client_secret: clientSecret, id_token_signed_response_alg: algorithm };
	const proof =
		provider.sends === 'post'
			? client.ClientSecretPost(clientSecret)
			: client.ClientSecretBasic(clientSecret);
	const made = new client.Configuration(server, clientId, metadata, proof);
	made.timeout = 10;
	made[client.customFetch] = fetchWithin;
	// The signature is checked although the token came from the provider itself.
	client.enableNonRepudiationChecks(made);
	// Plain http was taken by the settings only for loopback.
	if (issuer.startsWith('http:')) client.allowInsecureRequests(made);
	known.set(provider, made);
	return made;
}

export const returnAddress = ({ config }: House, { id }: Provider) =>
	`${config.origin}/providers/${id}`;

type Begun = { lang: string; to: string | null; sessionId: string | null };

/** Where to send someone, and the cookie they take along. */
export async function setOut(house: House, provider: Provider, { lang, to, sessionId }: Begun) {
	const verifier = client.randomPKCECodeVerifier();
	const way: Way = {
		provider: provider.id,
		state: client.randomState(),
		nonce: client.randomNonce(),
		verifier,
		until: Date.now() + minutes * 60_000,
		lang,
		to,
		sessionId
	};
	const url = client.buildAuthorizationUrl(configurationOf(provider), {
		redirect_uri: returnAddress(house, provider),
		scope: provider.scopes,
		state: way.state,
		nonce: way.nonce,
		code_challenge: await client.calculatePKCECodeChallenge(verifier),
		code_challenge_method: 'S256'
	});
	const cookie = await symmetricEncrypt({ key: key(house), data: JSON.stringify(way) });
	return { url: url.href, cookie };
}

/** What a cookie says of the way its browser began; null when it is no cookie of ours, or too old. */
export async function wayOfCookie(house: House, cookie: string | undefined): Promise<Way | null> {
	if (!cookie || !/^[0-9a-f]{100,4000}$/.test(cookie)) return null;
	const text = await symmetricDecrypt({ key: key(house), data: cookie }).catch(() => null);
	const way = text === null ? null : (JSON.parse(text) as Way);
	return way && way.until > Date.now() ? way : null;
}

/** Who came back, when everything the provider says is as it must be; null, and a line in the log, when not. */
export async function comeBack(
	house: House,
	provider: Provider,
	way: Way,
	query: string
): Promise<Arrival | null> {
	const refuse = (why: string) => {
		log.warn({ provider: provider.id, why }, 'an answer of an identity provider was refused');
		return null;
	};
	if (way.provider !== provider.id) return refuse('another provider was asked');
	const url = new URL(returnAddress(house, provider) + query);
	if (url.searchParams.get('state') !== way.state) return refuse('state');
	// Each way leads back once, whatever the provider makes of a code sent twice.
	if (!(await spend(house.db, `${provider.id} ${way.state}`))) return refuse('used before');
	try {
		const arrival = await arrivalFrom(house, provider, way, url);
		return typeof arrival === 'string' ? refuse(arrival) : arrival;
	} catch (cause) {
		// The library and the network throw for whatever is wrong there; their words may quote tokens, their codes do not.
		const { code, name, cause: inner } = Object(cause) as Thrown;
		const claim = inner?.claim ?? inner?.cause?.claim;
		return refuse([code ?? name ?? 'unknown', claim].filter(Boolean).join(' '));
	}
}

type Thrown = {
	code?: string;
	name?: string;
	cause?: { claim?: string; cause?: { claim?: string } };
};

async function arrivalFrom(house: House, provider: Provider, way: Way, url: URL) {
	const configuration = configurationOf(provider);
	const tokens = await client.authorizationCodeGrant(configuration, url, {
		pkceCodeVerifier: way.verifier,
		expectedState: way.state,
		expectedNonce: way.nonce,
		idTokenExpected: true
	});
	const claims = tokens.claims();
	if (!claims || !tokens.id_token) return 'no token';
	// What the library leaves open: a party that is not us, a token of the future, a hash that is not the access token's.
	if (claims.azp !== undefined && claims.azp !== provider.clientId) return 'azp';
	if (claims.iat > Date.now() / 1000 + 120) return 'iat';
	if (typeof claims.sub !== 'string' || !claims.sub || claims.sub.length > 255) return 'sub';
	if (
		claims.at_hash !== undefined &&
		!fits(claims.at_hash, tokens.access_token, provider.algorithm)
	)
		return 'at_hash';

	const asked = provider.userinfo && claims.email === undefined;
	const more = asked
		? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
		: {};
	const said = { ...more, ...claims } as Record<string, unknown>;
	const email = typeof said.email === 'string' ? emailOf(said.email.slice(0, 300)) : '';
	const name = typeof said.name === 'string' ? said.name.slice(0, 300) : '';
	return {
		provider: provider.id,
		issuer: provider.issuer,
		subject: subjectOf(house, provider, claims.sub),
		shown: isEmail(email) ? email : name,
		email: isEmail(email) ? email : null,
		proven: isEmail(email) && said.email_verified === true && provider.trustsEmail,
		name,
		to: way.to
	};
}

/** Who someone is at a provider, as we keep it: nobody who copies the database can ask the provider about them. */
const subjectOf = ({ config }: House, { issuer }: Provider, subject: string) =>
	createHmac('sha256', `subject ${config.secret}`)
		.update(`${issuer}\n${subject}`)
		.digest('base64url');

/** Whether `at_hash` is the left half of the access token's hash. */
function fits(hash: unknown, token: string, algorithm: string) {
	const size = algorithm === 'EdDSA' ? '512' : algorithm.slice(-3);
	const whole = createHash(`sha${size}`).update(token, 'ascii').digest();
	const wanted = Buffer.from(whole.subarray(0, whole.length / 2).toString('base64url'));
	const given = Buffer.from(String(hash));
	return given.length === wanted.length && timingSafeEqual(given, wanted);
}
