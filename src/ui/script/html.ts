/** Pages of this site fetched as text and read as pages: the one place where text becomes markup. */

type Policy = { createHTML: (html: string) => string };
type Factory = { createPolicy: (name: string, rules: Policy) => Policy };

// The name is the only one our headers let a page have.
const trusted = (globalThis as { trustedTypes?: Factory }).trustedTypes?.createPolicy('folkmoot', {
	createHTML: (html) => html
});

/** What our own server rendered; its scripts do not run in a document made so. */
function parsed(html: string): Document {
	return new DOMParser().parseFromString(trusted ? trusted.createHTML(html) : html, 'text/html');
}

/** Another page of this site and where it was found in the end; null when no page came. */
export async function pageAt(
	address: string,
	sent?: URLSearchParams,
	credentials: RequestCredentials = 'same-origin'
) {
	const { origin } = location;
	if (new URL(address, location.href).origin !== origin) return null;
	try {
		const answer = await fetch(address, {
			method: sent ? 'POST' : 'GET',
			body: sent ?? null,
			credentials,
			headers: { accept: 'text/html' },
			signal: AbortSignal.timeout(15_000)
		});
		const { status, redirected, url } = answer;
		return { status, redirected, url, page: parsed(await answer.text()) };
	} catch {
		return null;
	}
}
