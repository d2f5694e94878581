/** A PDF opened with distrust: nothing in it runs, nothing is fetched, no picture is decoded. */

import { getDocument } from 'unpdf/pdfjs';
import type { Findings } from '../findings.ts';
import { limits, stop, stoppedBy } from '../outcome.ts';

export type Pdf = Awaited<ReturnType<typeof getDocument>['promise']>;

type Info = {
	Title?: string;
	Language?: string;
	IsAcroFormPresent?: boolean;
	IsXFAPresent?: boolean;
};

export type Opened = {
	pdf: Pdf;
	title: string | null;
	language: string | null;
	isMarked: boolean;
	/** Pictures in the file, whether on one page or on all. */
	pictures: number;
};

export async function openPdf(bytes: Uint8Array, findings: Findings): Promise<Opened> {
	const pictures = countPictures(bytes);
	const pdf = await guarded(() => open(bytes));
	const pages = pdf.numPages;
	const limit = limits.pdf.pages;
	if (pages > limit) stop({ code: 'too_many_pages', pages, limit });
	const { info } = (await guarded(() => pdf.getMetadata())) as { info: Info };
	// What such a form shows is made by a program when it is opened; its pages say "please wait".
	if (info.IsXFAPresent && !info.IsAcroFormPresent) stop({ code: 'only_form' });
	findings.pictures = pictures;
	findings.script = await orNothing(() => pdf.hasJSActions(), false);
	const files = await orNothing(() => pdf.getAttachments() as Promise<object | null>, null);
	findings.attachments = Object.keys(files ?? {}).length;
	const marks = await orNothing(() => pdf.getMarkInfo(), null);
	return {
		pdf,
		title: info.Title?.trim() || null,
		language: info.Language ?? null,
		isMarked: marks?.Marked === true,
		pictures
	};
}

const open = (bytes: Uint8Array) =>
	getDocument({
		// It is given away: pdf.js hands it to what it takes for another thread.
		data: bytes.slice(),
		verbosity: 0,
		// One pixel: pictures say nothing here and are the costly part.
		maxImageSize: 1,
		enableXfa: false,
		disableFontFace: true,
		useSystemFonts: false,
		useWorkerFetch: false,
		useWasm: false,
		disableAutoFetch: true,
		disableStream: true,
		stopAtErrors: false
	}).promise;

/** What pdf.js makes of a broken file, as the obstacle it is. */
export async function guarded<T>(act: () => Promise<T>): Promise<T> {
	try {
		return await act();
	} catch (error) {
		if (stoppedBy(error) || isDeep(error)) throw error;
		return stop({ code: nameOf(error) === 'PasswordException' ? 'encrypted' : 'damaged' });
	}
}

/** What is good to know and not worth a refusal. */
export async function orNothing<T>(act: () => Promise<T>, otherwise: T): Promise<T> {
	try {
		return await act();
	} catch (error) {
		if (isDeep(error)) throw error;
		return otherwise;
	}
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');
const isDeep = (error: unknown) => error instanceof RangeError && /call stack/.test(error.message);

/** Streams are never inside others, so their headers can be counted as they stand; masks are no pictures. */
function countPictures(bytes: Uint8Array): number {
	const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
	const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
	return Math.max(0, count(/\/Subtype\s*\/Image\b/g) - count(/\/SMask\s+\d+\s+\d+\s+R/g));
}
