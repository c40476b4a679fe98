export const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? '')

/** Codes only: what PostgreSQL says in words may quote a row, or the address. */
export const reasonOf = (error: unknown) => codeOf(error) || (error as Error).name
