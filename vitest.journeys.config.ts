import { defineConfig } from 'vitest/config';

// Types are checked elsewhere; here they are only stripped, which needs no generated tsconfig.
const withoutTsconfig: object = { tsconfig: false };

export default defineConfig({
	oxc: withoutTsconfig,
	test: {
		environment: 'node',
		include: [
			'tests/journeys/**/*.test.ts',
			'tests/security/**/*.test.ts',
			'tests/robustness/**/*.test.ts'
		],
		globalSetup: 'tests/journeys-setup.ts',
		testTimeout: 60_000,
		hookTimeout: 60_000,
		// What is waited for comes later on a busy machine.
		expect: { poll: { timeout: 15_000 } },
		// One server and one browser on two cores: more files at once only wait for each other.
		maxWorkers: 2
	}
});
