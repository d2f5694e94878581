/** Sends what a form would send, and takes the answer as data. */

export type Answer = { status: number; body: Record<string, unknown> };

const patience = 10_000;

/** Status 0 when no answer came. */
export async function send(action: string, fields: URLSearchParams): Promise<Answer> {
	try {
		const response = await fetch(action, {
			method: 'POST',
			body: fields,
			headers: { accept: 'application/json' },
			// A vote still being sent when the page is left arrives all the same.
			keepalive: true,
			signal: AbortSignal.timeout(patience)
		});
		const isData = response.headers.get('content-type')?.includes('json');
		return { status: response.status, body: isData ? await response.json() : {} };
	} catch {
		return { status: 0, body: {} };
	}
}

/** The fields of a form as they stand, without the choice that is being made. */
export function fieldsOf(form: HTMLFormElement): URLSearchParams {
	const fields = new URLSearchParams();
	for (const [name, value] of new FormData(form))
		if (typeof value === 'string') fields.set(name, value);
	return fields;
}
