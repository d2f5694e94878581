/** What a form sent, as text: cleaned of what no field may hold, and never more than a page can ask for. */

import { error } from '@sveltejs/kit';
import { composed } from '#domain/text/characters.ts';

const most = { fields: 200, name: 100, value: 100_000 };

/** The text fields of a form; of a name sent twice the last counts, files are left out. */
export async function fieldsOf(request: Request): Promise<Record<string, string>> {
	return textsOf(await formOf(request));
}

/** The form itself, for pages that also take files or repeated fields. */
export async function formOf(request: Request): Promise<FormData> {
	const kind = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
	if (kind !== 'application/x-www-form-urlencoded' && kind !== 'multipart/form-data') error(415);
	return request.formData().catch(() => error(400, 'This form cannot be read.'));
}

/** The text fields of a form already read. */
export function textsOf(form: FormData): Record<string, string> {
	const fields: Record<string, string> = Object.create(null);
	let count = 0;
	for (const [name, value] of form) {
		if (typeof value !== 'string') continue;
		if (++count > most.fields || name.length > most.name || value.length > most.value) error(413);
		fields[name] = textOf(value);
	}
	return fields;
}

/** NFC, line ends as `\n`, without NUL (which the database cannot keep). */
export const textOf = (value: string) =>
	composed(value.replaceAll('\0', '').replace(/\r\n?/g, '\n').toWellFormed());
