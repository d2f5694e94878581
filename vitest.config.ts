import { defineConfig } from 'vitest/config';

export default defineConfig({
	// Types are checked by svelte-check; here they are only stripped, without needing its generated files.
	oxc: { tsconfig: false },
	test: {
		environment: 'node',
		include: ['src/**/*.test.ts', 'seed/**/*.test.ts', 'tests/integration/**/*.test.ts'],
		globalSetup: 'tests/global-setup.ts',
		testTimeout: 15_000,
		hookTimeout: 30_000
	}
});
