import { expect, test } from 'vitest';
import { newRecoveryCode, typedCode } from './codes.ts';

test.each([
	['123456', { kind: 'digits', digits: '123456' }],
	[' 123 456 ', { kind: 'digits', digits: '123456' }],
	['١٢٣٤٥٦', { kind: 'digits', digits: '123456' }],
	['۰۹۸۷۶۵', { kind: 'digits', digits: '098765' }],
	['１２３４５６', { kind: 'digits', digits: '123456' }],
	['7K2M-9QAB-CDEF-GHJK', { kind: 'recovery', code: '7K2M9QABCDEFGHJK' }],
	['7k2m 9qab cdef ghjk', { kind: 'recovery', code: '7K2M9QABCDEFGHJK' }],
	['OIL2-9QAB-CDEF-GHJK', { kind: 'recovery', code: '01129QABCDEFGHJK' }],
	['12345', null],
	['1234567', null],
	['', null],
	['7K2M-9QAB-CDEF-GHJU', null],
	['7K2M-9QAB-CDEF', null]
])('%j is read as %j', (typed, code) => {
	expect(typedCode(typed)).toEqual(code);
});

test('a recovery code has 80 random bits and is read as it is written', () => {
	const codes = Array.from({ length: 500 }, newRecoveryCode);
	expect(new Set(codes).size).toBe(500);
	for (const code of codes) {
		expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
		expect(typedCode(code)).toEqual({ kind: 'recovery', code: code.replaceAll('-', '') });
	}
});
