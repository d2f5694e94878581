import { defineConfig } from 'vitest/config';

// Types are checked elsewhere; here they are only stripped, which needs no generated tsconfig.
const withoutTsconfig: object = { tsconfig: false };

export default defineConfig({
	oxc: withoutTsconfig,
	test: {
		environment: 'node',
		include: [
			'src/**/*.test.ts',
			'seed/**/*.test.ts',
			'tests/house/**/*.test.ts',
			'tests/integration/**/*.test.ts'
		],
		globalSetup: 'tests/global-setup.ts',
		// Each file has a database of its own; loading every module anew for each would take longer than its tests.
		isolate: false,
		testTimeout: 60_000,
		hookTimeout: 60_000,
		// What is waited for comes later on a busy machine.
		expect: { poll: { timeout: 15_000 } }
	}
});
