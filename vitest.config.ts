import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Stand-ins for the platforms wait for real sockets; nothing here is a timed test.
    testTimeout: 20_000,
    reporters: ['default', './test/support/skipped-reporter.ts'],
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        extends: true,
        // Whole programs, browsers and engines of Java start here, on two cores.
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
