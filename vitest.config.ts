import { defineConfig } from 'vitest/config'

const SHORT_SOAK = 'test/integration/soak/short.test.ts'

export default defineConfig({
  test: {
    // Stand-ins for the platforms wait for real sockets; nothing here is a timed test.
    testTimeout: 20_000,
    reporters: ['default', './test/support/skipped-reporter.ts'],
    projects: [
      {
        extends: true,
        // Without isolation the modules and their tables are loaded once for each process, not for
        // each file: less than half of the time. So no test may leave a global or a module changed.
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        // Whole programs, browsers and engines of Java start here, on two cores.
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          exclude: [SHORT_SOAK],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        // It judges how many questions were on their way at a stop: beside other tests, more are.
        test: { name: 'soak', include: [SHORT_SOAK], sequence: { groupOrder: 1 } },
      },
    ],
  },
})
