import { errors } from '@opensearch-project/opensearch'
import { SearchUnavailable } from '../../types.ts'

/**
 * What a failed search means: that the engine is away or slow, which passes by itself; anything else
 * is our mistake and stays as it is.
 */
export const toEngineError = (error: unknown): unknown => {
  if (error instanceof errors.TimeoutError) return new SearchUnavailable('slow', { cause: error })
  const isAway =
    error instanceof errors.ConnectionError ||
    error instanceof errors.NoLivingConnectionsError ||
    (error instanceof errors.ResponseError && [429, 502, 503, 504].includes(error.statusCode ?? 0))
  return isAway ? new SearchUnavailable('away', { cause: error }) : error
}

/** Why the engine cannot be used at all; undefined for what may pass by itself. */
export const explainRefusal = (error: unknown): string | undefined => {
  if (error instanceof errors.ResponseError) {
    if (error.statusCode === 401) return 'refuses the name or the password in it'
    if (error.statusCode === 403)
      return 'does not let this name do what the bot needs: read, write and create indices'
    if (error.statusCode === 404) return 'is the address of something else than OpenSearch'
  }
  const { code = '', message = '' } = (error as { code?: string; message?: string } | null) ?? {}
  const text = `${code} ${message}`
  if (/certificate|CERT_|SELF_SIGNED|UNABLE_TO_VERIFY/i.test(text))
    return 'has a TLS certificate that is not trusted; give its authority to Node with NODE_EXTRA_CA_CERTS'
  if (/wrong version number|EPROTO|SSL/i.test(text))
    return 'does not speak TLS there: write http:// instead of https://'
  return undefined
}
