/** Names for things: time-ordered ids and the short references people quote. */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Whether a text has the form of an id: asked of whatever comes from outside before the database is. */
export const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** A UUID of version 7 (RFC 9562): made here, not by the database, which may be older than its function. */
export function newId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	const view = new DataView(bytes.buffer);
	const now = Date.now();
	view.setUint16(0, Math.floor(now / 2 ** 32));
	view.setUint32(2, now % 2 ** 32);
	view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
	view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
	const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A contribution's public reference, such as C-7K2M9Q: 30 random bits without letters that look like digits. */
export const newReference = () => `C-${sixRandom()}`;

/** A reasoned response's public reference, such as R-7K2M9Q. */
export const newResponseReference = () => `R-${sixRandom()}`;

function sixRandom(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(6));
	return [...bytes].map((byte) => alphabet[byte % 32]).join('');
}

/** A secret for links: 256 random bits, base64url. */
export function newToken(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(32));
	return Buffer.from(bytes).toString('base64url');
}
