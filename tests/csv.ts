/** A reader of CSV as RFC 4180 writes it, to hold our writer against. */

/** The records of a text; throws where the text breaks the rules. */
export function read(text: string): string[][] {
	const records: string[][] = [];
	let at = 0;
	while (at < text.length) {
		const record: string[] = [];
		for (;;) {
			const cell = text[at] === '"' ? quoted(text, at) : bare(text, at);
			record.push(cell.text);
			at = cell.end;
			if (text[at] !== ',') break;
			at += 1;
		}
		if (!text.startsWith('\r\n', at)) throw new Error(`No line end at ${at}.`);
		at += 2;
		records.push(record);
	}
	return records;
}

function quoted(text: string, start: number) {
	let end = start + 1;
	while (text[end] !== '"' || text[end + 1] === '"') {
		if (end >= text.length) throw new Error(`The quote opened at ${start} does not close.`);
		end += text[end] === '"' ? 2 : 1;
	}
	return { text: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}

function bare(text: string, start: number) {
	let end = start;
	while (end < text.length && text[end] !== ',' && !text.startsWith('\r\n', end)) {
		if (/["\r\n]/.test(text[end] ?? ''))
			throw new Error(`${JSON.stringify(text[end])} at ${end} stands unquoted.`);
		end += 1;
	}
	return { text: text.slice(start, end), end };
}
