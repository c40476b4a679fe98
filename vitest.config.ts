import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Stand-ins for the platforms wait for real sockets; nothing here is a timed test.
    testTimeout: 20_000,
  },
})
