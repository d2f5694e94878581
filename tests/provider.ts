/** An identity provider on this machine: honest until it is told to lie. */

import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	exportJWK,
	exportSPKI,
	generateKeyPair,
	SignJWT,
	UnsecuredJWT,
	type JWTPayload
} from 'jose';
import type { Provider } from '#platform/provider/provider.ts';

/** What it does other than it should, until told otherwise. */
export type Lie = {
	/** Claims put over the honest ones; undefined takes one away. */
	claims?: JWTPayload;
	/** How the token is signed, if at all. */
	signed?: 'none' | 'shared secret' | 'public key as secret' | 'stranger' | 'another algorithm';
	/** Answers the token endpoint itself. */
	answer?: (response: ServerResponse) => void;
	/** Says this of the access token. */
	atHash?: string;
	/** Adds this to the address it sends people back to. */
	back?: Record<string, string>;
	userinfo?: Record<string, unknown>;
};

export type Person = { sub: string; email?: string; email_verified?: boolean; name?: string };

type Grant = { nonce: string; challenge: string; redirect: string };

export async function startProvider(id: string, more: Partial<Provider> = {}) {
	const keys = await generateKeyPair('RS256', { extractable: true });
	const strange = await generateKeyPair('RS256');
	const elliptic = await generateKeyPair('ES256');
	const jwks = {
		keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }]
	};
	const grants = new Map<string, Grant>();
	const state: { lie: Lie; person: Person; asked: string[] } = {
		lie: {},
		person: {
			sub: 'someone',
			email: 'someone@provider.example',
			email_verified: true,
			name: 'Someone'
		},
		asked: []
	};
	const secret = randomBytes(32).toString('hex');

	async function tokenFor(nonce: string, access: string) {
		const now = Math.floor(Date.now() / 1000);
		const hash = createHash('sha256').update(access).digest().subarray(0, 16).toString('base64url');
		const honest: JWTPayload = {
			iss: provider.issuer,
			aud: provider.clientId,
			iat: now,
			exp: now + 300,
			nonce,
			at_hash: state.lie.atHash ?? hash,
			...state.person
		};
		const claims = { ...honest, ...state.lie.claims };
		const header = { alg: 'RS256', kid: 'one' };
		switch (state.lie.signed) {
			case 'none':
				return new UnsecuredJWT(claims).encode();
			case 'shared secret':
				return new SignJWT(claims)
					.setProtectedHeader({ alg: 'HS256' })
					.sign(Buffer.from(provider.clientSecret));
			case 'public key as secret':
				return new SignJWT(claims)
					.setProtectedHeader({ alg: 'HS256' })
					.sign(Buffer.from(await exportSPKI(keys.publicKey)));
			case 'stranger':
				return new SignJWT(claims).setProtectedHeader(header).sign(strange.privateKey);
			case 'another algorithm':
				return new SignJWT(claims)
					.setProtectedHeader({ alg: 'ES256', kid: 'one' })
					.sign(elliptic.privateKey);
			default:
				return new SignJWT(claims).setProtectedHeader(header).sign(keys.privateKey);
		}
	}

	/** As the person presses "yes" there: the query they come back with. */
	function agree(authorization: string): string {
		const asked = new URL(authorization).searchParams;
		const code = randomBytes(16).toString('hex');
		grants.set(code, {
			nonce: asked.get('nonce') ?? '',
			challenge: asked.get('code_challenge') ?? '',
			redirect: asked.get('redirect_uri') ?? ''
		});
		const back = new URLSearchParams({ code, state: asked.get('state') ?? '' });
		for (const [name, value] of Object.entries(state.lie.back ?? {})) back.set(name, value);
		return `?${back}`;
	}

	async function token(request: IncomingMessage, response: ServerResponse) {
		let body = '';
		for await (const part of request) body += String(part);
		if (state.lie.answer) return state.lie.answer(response);
		const sent = new URLSearchParams(body);
		const grant = grants.get(sent.get('code') ?? '');
		const verifier = createHash('sha256').update(sent.get('code_verifier') ?? '');
		const proof = `Basic ${Buffer.from(`${provider.clientId}:${provider.clientSecret}`).toString('base64')}`;
		if (
			!grant ||
			grant.challenge !== verifier.digest('base64url') ||
			grant.redirect !== sent.get('redirect_uri') ||
			request.headers.authorization !== proof
		)
			return json(response, { error: 'invalid_grant' }, 400);
		const access = randomBytes(16).toString('hex');
		const idToken = await tokenFor(grant.nonce, access);
		return json(response, { access_token: access, token_type: 'Bearer', id_token: idToken });
	}

	const server = createServer((request, response) => {
		const { url = '' } = request;
		state.asked.push(url.split('?')[0] ?? '');
		if (url.startsWith('/token')) return void token(request, response);
		if (url.startsWith('/jwks')) return json(response, jwks);
		if (url.startsWith('/userinfo'))
			return json(response, { sub: state.person.sub, ...state.lie.userinfo });
		if (!url.startsWith('/authorize')) return json(response, {}, 404);
		const { searchParams } = new URL(url, provider.issuer);
		const location = `${searchParams.get('redirect_uri')}${agree(provider.issuer + url)}`;
		response.writeHead(302, { location }).end();
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	const issuer = `http://127.0.0.1:${port}`;
	const provider: Provider = {
		id,
		names: { en: `Provider ${id}` },
		issuer,
		authorization: `${issuer}/authorize`,
		token: `${issuer}/token`,
		jwks: `${issuer}/jwks`,
		clientId: 'folkmoot',
		clientSecret: secret,
		sends: 'basic',
		scopes: 'openid email profile',
		algorithm: 'RS256',
		trustsEmail: true,
		...more
	};
	return {
		provider,
		agree,
		is: (person: Person) => (state.person = person),
		lies: (lie: Lie) => (state.lie = lie),
		asked: state.asked,
		close: () =>
			new Promise<void>((closed) => {
				server.closeAllConnections();
				server.close(() => closed());
			})
	};
}

function json(response: ServerResponse, body: unknown, status = 200) {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
