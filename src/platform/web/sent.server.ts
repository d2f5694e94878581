/** The words of a form that failed: whatever goes wrong, they go back to whoever typed them. */

import type { RequestEvent } from '@sveltejs/kit';

/** Shorter fields are choices, keys and dates, which nobody misses. */
const worthKeeping = 12;
const most = 20_000;

/** The one page whose forms carry files; its bodies are neither bounded like others nor copied. */
export const takesFiles = (path: string) => /^\/[^/]+\/[^/]+\/work\/imports\/new$/.test(path);

/** A copy of a form's request, to be read only when the form fails; null where nothing was typed. */
export function sentForm({ request, url }: RequestEvent): Request | null {
	const form = /^application\/x-www-form-urlencoded|^multipart\/form-data/;
	if (request.method !== 'POST' || !form.test(request.headers.get('content-type') ?? ''))
		return null;
	return url.pathname.endsWith('/votes') || takesFiles(url.pathname) ? null : request.clone();
}

/** What was typed into a form, field by field, each on lines of its own; empty when there is nothing. */
export async function wordsSent(sent: Request | null | undefined): Promise<string> {
	if (!sent || sent.bodyUsed) return '';
	const fields = await sent.formData().catch(() => null);
	const typed = [...(fields ?? [])].flatMap(([name, value]) =>
		typeof value === 'string' && value.trim().length >= worthKeeping && name !== 'key'
			? [value.trim()]
			: []
	);
	return typed.join('\n\n').slice(0, most);
}
