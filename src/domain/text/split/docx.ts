import type { Findings } from './findings.ts';
import type { Reading } from './html.ts';
export async function readDocx(bytes: Uint8Array, findings: Findings): Promise<Reading> {
	throw bytes && findings;
}
